"""What becomes of single mutants."""

from __future__ import annotations

import pytest

from derivcheck.core.audit import MutantResult
from derivcheck.core.claim import Statement
from derivcheck.core.evidence import SymbolicEvidence
from derivcheck.lang.parse import parse_comparison
from derivcheck.numeric.check import check
from derivcheck.run.audit import settle as settling
from derivcheck.run.audit.mutants import Mutant
from derivcheck.run.audit.plan import Case
from derivcheck.run.audit.settle import measure, settle, strike
from derivcheck.run.routes import Routes
from derivcheck.run.strict import ATTAINED
from derivcheck.symbolic.example import read_goal


def case(given: str, step: str, wrong: str) -> Case:
    """A case of a step and its mutant."""
    goal = read_goal(given, step)
    other = read_goal(given, wrong).statement
    return Case("key", "claim", 1, goal, Mutant("by-hand", other))


def settled(made: Case) -> MutantResult:
    """What an audit finds, the first look included."""
    return strike([made], 0)[0] or settle(made, 0)


@pytest.mark.parametrize(
    ("given", "step", "wrong"),
    [
        ("x: real", "(x + 1)**2 == x**2 + 2*x + 1", "(x + 1)**2 == x**2 + x + 1"),
        ("p q: density", "KL(p, q) == E[x:p](log(p(x)/q(x)))", "KL(p, q) == KL(q, p)"),
        ("p q: density", "KL(p, q) >= 0", "KL(p, q) == 0"),
        ("p q: density", "KL(p, q) >= 0", "KL(p, q) <= 0"),
        ("n: natural", "Sum(k, (k, 1, n)) == n*(n + 1)/2", "Sum(k, (k, 1, n)) == n"),
    ],
)
def test_a_wrong_one_is_killed_with_a_witness(given: str, step: str, wrong: str) -> None:
    """A mistake would pass, or be called one without a point that shows it."""
    found = settled(case(given, step, wrong))
    assert (found.status, found.witness is not None) == ("killed", True)


@pytest.mark.parametrize(
    ("given", "step", "other", "reason"),
    [
        ("x: real", "x + x == 2*x", "x + x <= 2*x", "follows from the step"),
        ("x: real", "x - x == 0", "x - x == 2*0", "proved: its right side equals the step's"),
        ("x: real", "x**2 >= 0", "x**2 >= -1", "proved: it is weaker"),
        ("x: real", "x**2 + 1 >= 0", "x**2 + 1 >= 1/2", "proved: the mutant holds"),
    ],
)
def test_a_true_one_is_shown_equivalent(given: str, step: str, other: str, reason: str) -> None:
    """A statement that is true as well would count as a mistake that passed."""
    found = settled(case(given, step, other))
    assert (found.status, found.reason) == ("equivalent", reason)


def test_strictness_against_a_proved_equation_is_killed() -> None:
    """Numbers cannot tell an integral from a value it equals; the proof of the step can."""
    step = "E[x:Normal(m, s)](x**2) == m**2 + s**2"
    made = case("m: real; s: positive", step, step.replace("==", "<"))
    found = settled(made)
    assert (found.status, found.reason) == ("killed", "both sides are proved equal")
    assert found.witness


def test_strictness_is_killed_where_equality_is_attained() -> None:
    """A bound that some law attains would pass for a strict one."""
    step = "log(E[x:q](w(x))) >= E[x:q](log(w(x)))"
    made = case("q: density; w: positive function", step, step.replace(">=", ">"))
    found = settled(made)
    assert (found.status, found.reason) == ("killed", ATTAINED)
    assert found.witness


def test_what_nobody_can_tell_survives(monkeypatch: pytest.MonkeyPatch) -> None:
    """A true statement without a proof would be called equivalent on the word of the numbers."""
    lazy = Routes(prove=lambda goal: SymbolicEvidence("open"), measure=check)
    monkeypatch.setattr(settling, "routes", lambda **options: lazy)
    found = settled(case("x: real", "x + x == 2*x", "x + x == 4*x/2"))
    assert found.status == "survived"
    assert "no proof was found" in found.reason


def test_a_conflict_is_no_kill(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unsound prover would go unnoticed wherever the numbers kill what it proves."""
    credulous = Routes(prove=lambda goal: SymbolicEvidence("proved"), measure=check)
    monkeypatch.setattr(settling, "routes", lambda **options: credulous)
    found = settle(case("x: real", "x + x == 2*x", "x + x == 3*x"), 0)
    assert found.status == "survived"
    assert found.reason.startswith("conflict")


def test_numbers_alone_do_not_call_a_mutant_equivalent() -> None:
    """A mutant whose proof never ended would be forgiven."""
    made = case("x: real", "x + x == 2*x", "x + x == 2*x + 0")
    assert measure(made, 0, 20.0).status == "survived"
    assert measure(case("x: real", "x + x == 2*x", "x + x == x"), 0, 20.0).status == "killed"


def test_a_deadline_that_has_passed_is_no_verdict() -> None:
    """An audit would hang on a mutant, or call it killed for being slow."""
    step = "E[x:p, y:q](exp(-(x - y)**2)) == E[y:q, x:p](exp(-(x - y)**2))"
    made = case("p q: density", step, step.replace("== E", "== 2*E"))
    assert measure(made, 0, -1.0).status == "undecided"


def test_statements_are_told_in_the_claim_language() -> None:
    """A survivor could not be looked at by hand."""
    found = settled(case("x: real", "x + x == 2*x", "x + x == 3*x"))
    left, relation, right = parse_comparison(found.statement, _scope())
    assert Statement(left, relation, right) == read_goal("x: real", "x + x == 3*x").statement  # type: ignore[arg-type]


def _scope() -> object:
    from derivcheck.lang.declare import real
    from derivcheck.lang.parse import Scope

    return Scope().declare(real("x"))  # type: ignore[arg-type]
