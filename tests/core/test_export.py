"""A claim written as a claim file is the same claim when it is read back."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from derivcheck.core import export as module
from derivcheck.core.claim import Claim
from derivcheck.core.derivation import Derivation, claim
from derivcheck.core.export import difference, export
from derivcheck.core.reader import Format, read_claims
from derivcheck.lang.algebra import Neg, Symbol, oo
from derivcheck.lang.calculus import integral
from derivcheck.lang.condition import And
from derivcheck.lang.declare import (
    between,
    density,
    function,
    matrices,
    natural,
    positive,
    real,
    sequence,
    variable,
)
from derivcheck.lang.divergence import KL, W1
from derivcheck.lang.errors import EngineError
from derivcheck.lang.functions import acos, asin, cos, exp, log
from derivcheck.lang.law import Abbreviated
from derivcheck.lang.laws import DensityLaw, Normal, Uniform
from derivcheck.lang.linear import PositiveDefinite, Trace
from derivcheck.lang.probability import E
from derivcheck.lang.template import let

EXAMPLES = Path(__file__).parents[1] / "data" / "examples.toml"


def names_of_python(d: Derivation) -> None:
    """`lambda` and `beta` are no names of the language."""
    rate, beta, pi = positive("lambda"), real("beta"), real("pi")
    d.goal(rate * beta + pi, "==", pi + beta * rate)
    d.done()


def one_name_twice(d: Derivation) -> None:
    """A given x and a bound x."""
    x, p, f = real("x"), density("p"), function("f")
    inner = E[x:p](f(x) + integral(f(x), (x, 0, 1)))
    d.goal(x + inner, "==", inner + x)
    d.done()


def definitions(d: Derivation) -> None:
    """Definitions by name: of given names, of bound ones, twice under one name, no name at all."""
    p, q, x, a = density("p"), density("q"), variable("x"), real("a")
    ratio = let("ratio", p(x) / (p(x) + q(x)))
    first, second, odd = let("c", a + 1), let("c", a + 2), let("C(G)", a + 3)
    d.start(E[x:p](ratio) + first + second + odd)
    d.eq(odd + second + first + E[x:p](ratio))


def derivative_elsewhere(d: Derivation) -> None:
    """A derivative taken at another point, inside and outside a binder."""
    t, m, s, x = real("t"), real("m"), variable("s"), variable("x")
    d.start(E[s : Normal(m, 1)](_at((t * x) ** 2 + s, t, s).substitute({"x": m})))
    d.eq(E[s : Normal(m, 1)](2 * m**2 * s))


def _at(body: Any, name: Symbol, point: Any) -> Any:
    from derivcheck.lang.calculus import Derivative

    return Derivative(body, name, 1, point)


def laws_by_density(d: Derivation) -> None:
    """Laws without a name, given by their density; one depends on a bound variable."""
    v, z, q, f = variable("v"), variable("z"), density("q"), function("f")
    law = DensityLaw(v, exp(-(v**2)) / 2)
    shifted = DensityLaw(v, exp(-((v - z) ** 2)) / 2)
    d.goal(E[v:law](f(v)), "==", E[v:law](f(v)) + 0)
    d.eq(E[v:law](f(v)) + 0)
    with d.lemma("dependent"):
        d.start(E[z:q, v:shifted](f(v)))
        d.eq(E[z:q](E[v:shifted](f(v))))


def a_named_density(d: Derivation) -> None:
    """A law by its density that has a name, and mentions what stands around it."""
    v, z, q, f = variable("v"), variable("z"), density("q"), function("f")
    law = Abbreviated("r", DensityLaw(v, exp(-(v**2)) / 2))
    near = Abbreviated("near", DensityLaw(v, exp(-((v - z) ** 2)) / 2))
    d.start(E[v:law](f(v)) + E[z:q, v:near](f(v)))
    d.eq(E[z:q, v:near](f(v)) + E[v:law](f(v)))


def local_size(d: Derivation) -> None:
    """A domain that mentions one given name, and a body of another."""
    a, c = real("a"), real("c")
    x = between("x", a, oo)
    d.start(x + c)
    d.eq(c + x)


def cases_alone(d: Derivation) -> None:
    """No main chain, only cases."""
    x = real("x")
    with d.lemma("above", x > 0):
        d.start(x)
        d.gt(0)
    with d.lemma("below", And(x < 0, x > -1)):
        d.start(x)
        d.lt(0, by="assumption", eq="7", note='a "quoted" \\ note\n')


def certificate(d: Derivation) -> None:
    """A certificate for the rule."""
    a, y = real("a"), variable("y")
    d.start(W1(Uniform(0, 1), Uniform(a, a + 1)))
    d.le(1 + a**2, by="transport.certificate", using={"coupling": E[y : Uniform(0, 1)](y + a)})


def domains(d: Derivation) -> None:
    """Sizes before what they measure, whatever the order of appearance."""
    n, t = natural("n"), positive("t")
    A, mu, g = matrices("A", n, n), sequence("mu"), density("g", given=1)
    x = variable("x")
    d.assume(PositiveDefinite(A))
    d.start(Trace(A) + mu[n] + E[x : g | t](x) + KL(g | t, g | t))
    d.eq(mu[n] + Trace(A) + E[x : g | t](x))


def long_sum(d: Derivation) -> None:
    """A sum nested from the left, as Python's sum() makes it."""
    x = real("x")
    d.start(sum((x**k for k in range(60)), start=x))
    d.eq(log(exp(x)))


def inverse_functions(d: Derivation) -> None:
    """Functions that are no reserved words."""
    x = between("x", 0, 1, lower_open=False)
    d.start(acos(cos(x)) + asin(x))
    d.eq(x + asin(x))


def infinite(d: Derivation) -> None:
    """An integral over the line with its definition."""
    x, p = variable("x"), density("p")
    d.start(integral(p(x), (x, Neg(oo), oo)))
    d.eq(1)


BUILT: list[Callable[[Derivation], None]] = [
    names_of_python, one_name_twice, definitions, derivative_elsewhere, laws_by_density,
    a_named_density, local_size, cases_alone, certificate, domains, long_sum, inverse_functions,
    infinite,
]  # fmt: skip


def built(function: Callable[[Derivation], None], id: str = "") -> Claim:
    """The claim of a function."""
    id = id or function.__name__.replace("_", "-")
    return claim(id, source="A course: problem 1, eq. 2-3", tags=("a", "b"))(function).build()


@pytest.mark.parametrize("format", ["toml", "jsonl"])
@pytest.mark.parametrize("function", BUILT, ids=lambda function: function.__name__)
def test_what_python_can_say(function: Callable[[Derivation], None], format: Format) -> None:
    """A claim of the catalogue would be another claim as a file, or no claim at all."""
    made = built(function)
    (read,) = read_claims(export(made, format), format)
    assert isinstance(read, Claim)
    assert difference(made, read) == ""
    assert len(read.all_steps()) == len(made.all_steps())


def examples() -> list[Claim]:
    """The example claims."""
    return [claim for claim in read_claims(EXAMPLES) if isinstance(claim, Claim)]


@pytest.mark.parametrize("made", examples(), ids=lambda claim: claim.id)
def test_what_was_read_is_written(made: Claim) -> None:
    """A claim file would change on its way through the program."""
    for format in ("toml", "jsonl"):
        assert difference(made, next(read_claims(export(made, format), format))) == ""  # type: ignore[arg-type]


def test_files_of_many() -> None:
    """Exported claims one after the other would not make a file."""
    made = [built(function) for function in BUILT]
    tables = tomllib.loads("\n".join(export(claim) for claim in made))["claim"]
    assert [table["id"] for table in tables] == [claim.id for claim in made]
    lines = "\n".join(export(claim, "jsonl") for claim in made).splitlines()
    assert [json.loads(line)["id"] for line in lines] == [claim.id for claim in made]


def test_names_that_are_kept() -> None:
    """Definitions would be expanded, and names replaced, where the file has room for them."""
    table = tomllib.loads(export(built(definitions)))["claim"][0]
    assert table["let"] == {"c": "a + 1", "c_": "a + 2", "C_G": "a + 3"}
    assert "p(x)/(p(x) + q(x))" in table["derivation"][0]
    given = tomllib.loads(export(built(names_of_python)))["claim"][0]["given"]
    assert given == {"lambda_": "positive", "beta_": "real", "pi_": "real"}


CHANGES: dict[str, Callable[[Claim], Claim]] = {
    "its id": lambda claim: replace(claim, id="other"),
    "its title": lambda claim: replace(claim, title="other"),
    "its tags": lambda claim: replace(claim, tags=()),
    "what is expected": lambda claim: replace(claim, expect="refuted"),
    "its given names": lambda claim: replace(claim, given=claim.given[1:]),
    "its assumptions": lambda claim: replace(claim, assume=()),
    "its steps": lambda claim: replace(claim, steps=claim.steps[:-1]),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_difference_is_seen(what: str) -> None:
    """The comparison would approve of a claim that is not the same."""
    made = built(domains)
    assert difference(made, CHANGES[what](made)) == what


def test_a_swapped_variable_is_seen() -> None:
    """Two bound variables would count as one."""
    x, y, f = variable("x"), variable("y"), function("f", 2)
    nested = integral(integral(f(x, y), (x, 0, 1)), (y, 0, 2))
    swapped = integral(integral(f(y, x), (x, 0, 1)), (y, 0, 2))
    one, other = (
        built(lambda d, side=side: d.goal(side, "==", side) or d.eq(side), "nested")  # type: ignore[misc]
        for side in (nested, swapped)
    )
    assert difference(one, other) == "its steps"


def test_what_reads_back_otherwise_is_not_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the writer would hand out a false twin of the claim."""
    spoilt = module.written(built(infinite)) | {"derivation": ["1", "== 1"], "given": {}}
    monkeypatch.setattr(module, "written", lambda claim: spoilt)
    with pytest.raises(EngineError, match="its given names"):
        export(built(infinite))


def test_what_cannot_be_read_back_is_told() -> None:
    """A claim that no reader takes would count as the same."""
    (bad,) = read_claims('[[claim]]\nid = "nested"\n')
    assert "no derivation" in difference(built(infinite), bad)
