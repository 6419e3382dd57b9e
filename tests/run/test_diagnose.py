"""Diagnosing a false step."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.core.claim import Goal, Statement
from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence
from derivcheck.lang.declare import density, positive, real
from derivcheck.lang.divergence import KL
from derivcheck.lang.expression import Expr, expr
from derivcheck.numeric.check import check
from derivcheck.run.diagnose import diagnose
from derivcheck.run.routes import Routes, routes
from derivcheck.symbolic.example import read_goal

X = real("x")
S = positive("s")
P, Q = density("p q")


def knowing(right: Expr, *, proves: bool) -> Routes:
    """Routes to which one right side alone is true."""

    def measure(goal: Goal) -> NumericEvidence:
        return NumericEvidence("agrees" if goal.statement.rhs == right else "disagrees", points=1)

    def prove(goal: Goal) -> SymbolicEvidence:
        return SymbolicEvidence("proved" if proves else "open")

    return Routes(prove, measure)


def test_names_the_slip_and_the_correction() -> None:
    """A reader would not learn what the slip was, or what would be right."""
    goal = Goal(Statement(X, "==", KL(P, Q)))
    told = diagnose(goal, knowing(KL(Q, P), proves=True))
    assert told == "the arguments of KL are swapped; x == KL(q, p) would hold (proved)"


def test_what_is_not_proved_is_not_called_so() -> None:
    """A correction that only the numbers support would be called proved."""
    told = diagnose(Goal(Statement(X, "==", X / S)), knowing(expr(X / S**2), proves=False))
    assert told is not None and told.endswith("x == x/s**2 would hold (the numbers agree)")


def test_a_guess_is_proved_as_guesses_are() -> None:
    """Hundreds of guesses would be given the search that a step of the author's deserves."""
    given = knowing(expr(X / S**2), proves=True)
    short = replace(given, vouch=lambda goal: SymbolicEvidence("open"))
    told = diagnose(Goal(Statement(X, "==", X / S)), short)
    assert told is not None and told.endswith("(the numbers agree)")


def test_a_correction_that_fails_is_never_told() -> None:
    """A guess would be reported as a fact."""
    assert diagnose(Goal(Statement(X, "==", X / S)), knowing(S, proves=True)) is None


def test_a_correction_that_a_search_refutes_is_never_told() -> None:
    """A bound for which the numbers happened to agree would be told as the right one."""
    goal = Goal(Statement(X, "==", KL(P, Q)))
    found = NumericEvidence("disagrees")
    searched = replace(knowing(KL(Q, P), proves=False), suspect=lambda goal: found)
    assert diagnose(goal, searched) is None
    assert diagnose(goal, replace(searched, suspect=lambda goal: None)) is not None
    assert diagnose(goal, replace(knowing(KL(Q, P), proves=True), suspect=lambda goal: found))


def test_a_fault_while_guessing_costs_the_guess_only() -> None:
    """A correction that cannot be evaluated would cost the claim its result."""

    def fail(goal: Goal) -> bool:
        raise ZeroDivisionError

    routes = replace(knowing(KL(Q, P), proves=True), glance=fail)
    assert diagnose(Goal(Statement(X, "==", KL(P, Q))), routes) is not None


def test_guesses_are_weighed_and_only_plausible_ones() -> None:
    """Each wrong guess would cost as much as a step with a witness to be shown."""
    weighed: list[Statement] = []

    def weigh(goal: Goal) -> NumericEvidence:
        weighed.append(goal.statement)
        return check(goal, shrinks=False)

    def measure(goal: Goal) -> NumericEvidence:
        raise AssertionError(goal)

    knows = replace(routes(), measure=measure, weigh=weigh)
    told = diagnose(read_goal("p: density", "E[x:p](x**2) == E[x:p](x)**2"), knows)
    assert told is not None and told.startswith("== stands where >= belongs")
    assert "<=" not in {statement.relation for statement in weighed}
