"""The quick route: what it settles, what it leaves alone, and that the general check agrees."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import islice
from typing import Any

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.reader import read_claims
from derivcheck.run.check import check_claim
from derivcheck.run.options import Options
from derivcheck.run.quick import quick
from derivcheck.run.routes import routes
from tests.benchmarks.corpus import corpus

Given = dict[str, str]


def claim(given: Given, *derivation: Any, **keys: Any) -> Claim:
    """A claim from its text."""
    text = json.dumps({"id": "a", "given": given, "derivation": list(derivation)} | keys)
    (made,) = read_claims(text, "jsonl")
    assert isinstance(made, Claim), made
    return made


X = {"x": "real"}
XY = {"x": "real", "y": "real"}

VERIFIED: list[tuple[Given, list[str], tuple[str, ...]]] = [
    (XY, ["(x + y)**3", "== x**3 + 3*x**2*y + 3*x*y**2 + y**3"], ()),
    (XY, ["(x + y)**2 - x**2", "== 2*x*y + y**2", "== y*(2*x + y)"], ()),
    (X, ["x/x", "== 1"], ("x != 0",)),
    ({"x": "nonzero"}, ["x/x", "== 1"], ()),
    (X, ["x**(-1)*x", "== 1"], ("x != 0",)),
    (X, ["(x - 1)/(x**2 - 1)", "== 1/(x + 1)"], ("x**2 - 1 != 0", "x + 1 != 0")),
    (X, ["1/(x**2 + 1)", "== (x**2 + 1)**(-1)"], ()),
    ({"x": "positive", "y": "positive"}, ["log(x**2*y/3)", "== 2*log(x) + log(y) - log(3)"], ()),
    ({"n": "natural"}, ["n/n", "== 1"], ()),
    ({"a": "positive", "b": "in (0, a)"}, ["log(a - b)", "== log(a) + log(1 - b/a)"], ()),
    (X, ["sqrt(x**2)", "== Abs(x)"], ()),
    (X, ["log(sigmoid(3*x))", "== 3*x - softplus(3*x)"], ()),
    (X, ["sin(x)**2 + cos(x)**2", "== 1"], ()),
    (XY, ["sin(x) + sin(y)", "== 2*sin((x + y)/2)*cos((x - y)/2)"], ()),
    (X, ["cos(x + pi/2)", "== -sin(x)"], ()),
    (X, ["cos(3*x)", "== 4*cos(x)**3 - 3*cos(x)"], ()),
    ({"x": "positive"}, ["sqrt(x + 1) - sqrt(x)", "== 1/(sqrt(x + 1) + sqrt(x))"], ()),
    (X, ["x**2 + 1 > 0"], ()),
    ({"x": "positive"}, ["x", "<= x + x**2"], ()),
    ({}, ["1/(sqrt(2) - 1)", "== 1 + sqrt(2)"], ()),
]

REFUTED: list[tuple[Given, list[str]]] = [
    (XY, ["(x + y)**2", "== x**2 + y**2"]),
    (X, ["log(x**2)", "== 2*log(x)"]),
    (X, ["sqrt(x**2)", "== x"]),
    (X, ["log(x)", "== log(x)"]),
    (X, ["x**(1/3)", "== x**(1/3)"]),
    ({"n": "integer"}, ["n/n", "== 1"]),
    ({"x": "positive"}, ["x", "<= x**2"]),
    ({"x": "in (0, 1)"}, ["log(1 - x)", "== -log(x)"]),
    ({"x": "in (0, 1)"}, ["sqrt(1 - x)", "== 1 - sqrt(x)"]),
    (X, ["gamma(x + 1)", "== gamma(x)"]),
]

LEFT_ALONE: list[tuple[Given, list[Any], dict[str, Any]]] = [
    (X, ["(Abs(x) - x)/(Abs(x) - x)", "== 1"], {}),
    ({"n": "integer"}, ["(n - 1/2)/(n - 1/2)", "== 1"], {}),
    (X, ["x", {"to": "== x + 0", "by": "definition"}], {}),
    (X, ["x", "== x"], {"lemma": [{"id": "b", "derivation": ["1", "== 1"]}]}),
    (XY, ["x", "== y"], {"assume": ["x == y"]}),
    (X, ["x**2", ">= 2*x - 1"], {}),
    (X, ["1/(x - x)", "== 1/(x - x)"], {}),
    (X, ["1/(sin(x)**2 + cos(x)**2 - 1)", "== 0"], {}),
    ({"p": "density"}, ["Integral(p(x), (x, -oo, oo))", "== 1"], {}),
    ({"f": "function", **X}, ["f(x)", "== f(x)"], {}),
    ({"v": "vector(2)"}, ["Dot(v, v)", "== Norm(v)**2"], {}),
    ({"n": "natural"}, ["Sum(k, (k, 1, n))", "== n*(n + 1)/2"], {}),
    ({"x": "positive"}, ["x", "== -x"], {"assume": ["x < 0"]}),
    ({"x": "nonnegative"}, ["x", "== x + 1"], {"assume": ["x <= 0"]}),
    ({"x": "in [1, 1]"}, ["x", "== 2"], {}),
    (X, ["sign(x) + 1 - sign(x)", "== 1"], {}),
    (X, ["Heaviside(x)**2", "== Heaviside(x)"], {}),
]


@pytest.mark.parametrize(("given", "derivation", "conditions"), VERIFIED)
def test_true_algebra_is_verified(
    given: Given, derivation: list[str], conditions: tuple[str, ...]
) -> None:
    """A corpus would go the slow way, or a divisor that may vanish go unsaid."""
    result = quick(claim(given, *derivation))
    assert result is not None
    assert (result.verdict, result.conclusion) == ("verified", "proved")
    assert result.side_conditions == conditions
    for step in result.steps:
        assert (step.numeric.status, step.numeric.rigour) == ("agrees", "rigorous")
        assert step.numeric.points == (12 if step.step.statement.relation == "==" else 72)


@pytest.mark.parametrize(("given", "derivation"), REFUTED)
def test_false_algebra_is_refuted(given: Given, derivation: list[str]) -> None:
    """A false step would be passed, or go without the point that shows it."""
    result = quick(claim(given, *derivation))
    assert result is not None
    assert (result.verdict, result.conclusion) == ("refuted", "refuted")
    witness = result.steps[-1].witness
    assert witness is not None
    assert witness.certified
    assert dict(witness.point).keys() == given.keys()


@pytest.mark.parametrize(("given", "derivation", "keys"), LEFT_ALONE)
def test_everything_else_is_left_alone(
    given: Given, derivation: list[Any], keys: dict[str, Any]
) -> None:
    """A verdict would be given that the general check does not share."""
    assert quick(claim(given, *derivation, **keys)) is None


def test_a_corpus_of_known_truth() -> None:
    """A verdict on some family of identities, or on its false twins, would be wrong."""
    claims = list(read_claims("\n".join(corpus(520, seed=3)), "jsonl"))
    wrong = [
        made.id
        for made in claims
        if isinstance(made, Claim) and (found := quick(made, diagnosing=False)) and not found.ok
    ]
    assert wrong == []
    assert sum(quick(made) is None for made in claims[:130] if isinstance(made, Claim)) == 0


@pytest.mark.parametrize("line", list(islice(corpus(39, seed=5, false_share=0.5), 13)))
def test_the_general_check_says_the_same(line: str) -> None:
    """The report on a claim would depend on which way it went."""
    (made,) = read_claims(line, "jsonl")
    assert isinstance(made, Claim)
    ours, theirs = quick(made), check_claim(made, routes())
    assert ours is not None
    assert (ours.verdict, ours.conclusion) == (theirs.verdict, theirs.conclusion)
    assert ours.side_conditions == theirs.side_conditions
    for mine, other in zip(ours.steps, theirs.steps, strict=True):
        assert (mine.verdict, mine.reason) == (other.verdict, other.reason)
        assert mine.symbolic.status == other.symbolic.status
        assert mine.symbolic.fast_path == other.symbolic.fast_path
        assert mine.numeric.status == other.numeric.status
        assert (mine.witness is None) == (other.witness is None)
        assert (mine.diagnosis is None) == (other.diagnosis is None)
        if mine.verdict == "proved":
            assert mine.numeric.points == other.numeric.points


def test_a_wrong_step_of_a_chain_with_a_true_end() -> None:
    """Two slips that make up for each other would hide in a chain."""
    result = quick(claim(XY, "(x + y)**2", "== x**2 + y**2", "== x**2 + 2*x*y + y**2"))
    assert result is not None
    assert [step.verdict for step in result.steps] == ["refuted", "refuted"]
    assert (result.verdict, result.conclusion) == ("refuted", "proved")


def test_assumed_inequalities_restrict_the_points() -> None:
    """A claim would be refuted at a point that its assumptions exclude."""
    true = quick(claim(XY, "x/y", "<= 1", assume=["0 < x", "x < y"]))
    assert true is not None
    assert true.verdict == "verified"
    false = quick(claim(XY, "x/y", ">= 1", assume=["0 < x", "x < y"]))
    assert false is not None
    assert false.verdict == "refuted"


def test_a_diagnosis_where_it_is_asked_for() -> None:
    """A false step would be told without the slip that explains it."""
    false = claim({"x": "positive"}, "log(x**2)", "== -2*log(x)")
    told, untold = quick(false), quick(false, diagnosing=False)
    assert told is not None
    assert untold is not None
    assert "sign" in (told.steps[0].diagnosis or "")
    assert untold.steps[0].diagnosis is None


def test_the_same_seed_gives_the_same_report() -> None:
    """A result could not be reproduced."""
    false = claim(XY, "sin(x + y)", "== sin(x) + sin(y)")
    again = [quick(false, Options(seed=seed)) for seed in (4, 4)]
    assert again[0] is not None
    assert again[1] is not None
    assert again[0].steps == again[1].steps


def test_no_library_is_loaded() -> None:
    """A worker on a corpus would load SymPy, SciPy or NumPy."""
    script = (
        "import sys\n"
        "from derivcheck.core.reader import read_line\n"
        "from derivcheck.run.quick import quick\n"
        "from derivcheck.report.json import claim_entry\n"
        'line = \'{"id": "a", "given": {"x": "real"}, "derivation": ["x/x", "== 2"]}\'\n'
        "print(claim_entry(quick(read_line(line, 'f', 1)))['verdict'])\n"
        "print(sorted({'sympy', 'scipy', 'numpy', 'mpmath'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split("\n")[:2] == ["refuted", "[]"], done.stderr
