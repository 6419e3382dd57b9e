"""Special cases of goals, and strict inequalities that fail in one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derivcheck.core.derivation import Definition, Derivation, claim
from derivcheck.core.evidence import SymbolicEvidence
from derivcheck.lang.declare import density, real
from derivcheck.lang.divergence import KL
from derivcheck.lang.show.text import text
from derivcheck.run.check import check_claim
from derivcheck.run.routes import routes
from derivcheck.run.special_cases import special_cases
from derivcheck.run.strict import ATTAINED, attained
from derivcheck.symbolic.example import read_goal

BOTH = routes()


@pytest.mark.parametrize(
    ("given", "step", "special"),
    [
        ("p q: density", "KL(p, q) > 0", "KL(p, p) == 0"),
        ("p: density; q: density(1 | 1); x: real", "KL(q | x, p) > 0", "KL(p, p) == 0"),
        ("q: density(1 | 1); x: real", "E[z:q | x](z**2) > 0", "E[z:q](z**2) == 0"),
        (
            "p q: density; h: function(1); t: real",
            "h(t)**2 + 1 > p(t)*q(t)",
            "log(p(t)/q(t))**2 + 1 == p(t)*q(t)",
        ),
        ("f g: function(1); x: real", "(f(x) - g(x))**2 > 0", "(f(x) - f(x))**2 == 0"),
        ("w: positive function(1); x: real", "w(x)**2 + 1 > 2*w(x)", "1**2 + 1 == 2*1"),
        ("n: natural; v: vector(n)", "Norm(v) > 0", "Norm(Zeros(n)) == 0"),
        (
            "n: natural; a: real sequence",
            "Sum(a[i]**2, (i, 1, n)) > 0",
            "Sum(0**2, (i, 1, n)) == 0",
        ),
        ("a b: real; s: positive", "s + (a - b)**2 > 1", "1 + (0 - 0)**2 == 1"),
    ],
)
def test_a_special_case_is_among_them(given: str, step: str, special: str) -> None:
    """The place where a bound is attained would not be looked at."""
    made = special_cases(read_goal(given, step))
    shown = {f"{text(g.statement.lhs)} == {text(g.statement.rhs)}" for g in made}
    assert special in shown


def test_an_assumed_bound_is_attained() -> None:
    """x <= y would never be tried as x == y."""
    goal = read_goal("x y: real", "exp(x) < exp(y)", ("x <= y",))
    assert any(len(special.assume) == 2 for special in special_cases(goal))


@pytest.mark.parametrize(
    ("given", "step", "assume"),
    [
        ("p q: density", "E[x:p](log(p(x)/q(x))) > 0", ()),
        ("p: density(2); q: density(1 | 1); x: real",
         "log(Integral(p(x, z), (z, -oo, oo))) > E[z:q | x](log(p(x, z)/q(z | x)))", ()),
        ("p q: density; h: function(1)",
         "E[x:p](log(sigmoid(h(x)))) + E[x:q](log(1 - sigmoid(h(x))))"
         " < E[x:p](log(p(x)/(p(x) + q(x)))) + E[x:q](log(1 - p(x)/(p(x) + q(x))))", ()),
        ("q: density; w: positive function(1)", "E[x:q](log(w(x))) < log(E[x:q](w(x)))", ()),
        ("h: negative; t: in (0, 1)", "exp(h) < t", ("h <= log(t)",)),
    ],
)  # fmt: skip
def test_a_strict_bound_that_is_attained_is_refuted(
    given: str, step: str, assume: tuple[str, ...]
) -> None:
    """A strict inequality that fails for some laws would be called supported."""
    assert attained(read_goal(given, step, assume), BOTH)


@pytest.mark.parametrize(
    ("given", "step"),
    [
        ("p q: density", "E[x:p](log(p(x)/q(x))) > -1"),
        ("p q: density", "E[x:p](log(p(x)/q(x))) >= 0"),
        ("w: positive function(1); q: density", "E[x:q](log(w(x))) < log(E[x:q](w(x))) + 1/9"),
    ],
)
def test_a_true_bound_is_attained_nowhere(given: str, step: str) -> None:
    """A true inequality would be refuted by a case in which its sides only look equal."""
    assert attained(read_goal(given, step), BOTH) is None


def test_equality_has_to_be_proved() -> None:
    """Numbers that agree within their errors would pass for equal."""
    goal = read_goal("p q: density", "E[x:p](log(p(x)/q(x))) > 0")
    lazy = replace(BOTH, prove=lambda goal: SymbolicEvidence("open"))
    assert attained(goal, lazy) is None


def test_equality_needs_the_numbers_as_well() -> None:
    """A prover that approves everything would refute every strict inequality."""
    goal = read_goal("p q: density", "E[x:p](log(p(x)/q(x))) > -1")
    credulous = replace(BOTH, prove=lambda goal: SymbolicEvidence("proved"))
    assert attained(goal, credulous) is None


def test_a_claim_of_it_is_refuted_with_a_witness() -> None:
    """A run would call the step supported, though an audit knows better."""

    def write(d: Derivation) -> None:
        p, q, x = density("p"), density("q", given=1), real("x")
        d.goal(KL(q | x, p), ">", 0)
        d.gt(0)

    definition: Definition = claim("strict")(write)
    result = check_claim(definition.build(), BOTH)
    assert (result.verdict, result.reason) == ("refuted", ATTAINED)
    assert result.steps[0].witness
