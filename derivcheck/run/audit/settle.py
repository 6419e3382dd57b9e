"""What becomes of a mutant: killed by the numbers, or shown to be true as well, or neither."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from derivcheck.core.audit import MutantResult
from derivcheck.core.claim import Goal, Statement
from derivcheck.core.derivation import implies
from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence
from derivcheck.core.verdict import judge
from derivcheck.lang.errors import AuthorError
from derivcheck.run.audit.plan import Case
from derivcheck.run.routes import Routes, routes
from derivcheck.run.strict import ATTAINED, attained

if TYPE_CHECKING:
    from derivcheck.numeric.separate import Separator

GLANCE_SECONDS = 6.0
"""What the first look at a mutant may take; whoever needs longer gets a full check."""
FOLLOWS = "follows from the step"
CONFLICT = "conflict, the prover and the numbers contradict each other"
EQUAL = "both sides are proved equal"


def strike(cases: Sequence[Case], seed: int) -> list[MutantResult | None]:
    """A first look at mutants of one step, by the numbers alone: those that a point refutes."""
    from derivcheck.numeric.separate import Separator

    separator = Separator(cases[0].goal, seed)
    return [_struck(case, separator) for case in cases]


def _struck(case: Case, separator: Separator) -> MutantResult | None:
    began = time.perf_counter()
    if _same_sides(case) and implies(case.goal.statement.relation, case.mutant.statement.relation):
        return case.ended("equivalent", FOLLOWS)
    if _is_made_strict(case) and case.goal.statement.relation == "==":
        return None
    try:
        found = separator.refute(case.mutant.statement, GLANCE_SECONDS)
    except AuthorError as error:
        return case.ended("killed", f"ill-formed: {error}")
    except Exception:
        # The full check meets the same fault, and says so.
        return None
    if found is None:
        return None
    return case.ended("killed", "", found, time.perf_counter() - began)


def settle(case: Case, seed: int, rules: tuple[str, ...] = ()) -> MutantResult:
    """Everything that can be found about a mutant that the first look left standing."""
    began = time.perf_counter()
    both = routes(seed=seed, rules=rules)
    made = _settled(case, both, seed)
    return replace(made, seconds=time.perf_counter() - began)


def measure(case: Case, seed: int, deadline: float) -> MutantResult:
    """A full check by the numbers alone, for a mutant on which the prover does not come back."""
    from derivcheck.numeric.check import check, search

    began = time.monotonic()
    numbers = Routes(
        prove=lambda goal: SymbolicEvidence("open"),
        measure=lambda goal: check(goal, seed=seed, deadline=began + deadline),
        search=lambda goal: search(goal, seed=seed, deadline=began + deadline),
    )
    goal = _goal(case, case.mutant.statement)
    numeric = numbers.numeric(goal)
    if numeric.status != "disagrees":
        numeric = numbers.violation(goal) or numeric
    made = _by_numbers(case, numeric, "timeout")
    return replace(made, seconds=time.monotonic() - began)


def _settled(case: Case, both: Routes, seed: int) -> MutantResult:
    statement = case.mutant.statement
    if _is_made_strict(case) and _verdict(_equation(case), both) == "proved":
        return _contradicted(case, seed)
    for shown in _ways(case):
        verdict = _verdict(_goal(case, shown), both)
        if verdict == "proved":
            return case.ended("equivalent", f"proved: {_in_words(case, shown)}")
        if verdict == "conflict":
            return case.ended("survived", f"{CONFLICT}: {_in_words(case, shown)}")
    numeric = both.numeric(_goal(case, statement))
    if numeric.status != "disagrees":
        point = attained(_goal(case, statement), both)
        if point is not None:
            return case.ended("killed", ATTAINED, point)
        numeric = both.violation(_goal(case, statement)) or numeric
    return _by_numbers(case, numeric, "")


def _contradicted(case: Case, seed: int) -> MutantResult:
    """A strict inequality between sides that are proved equal, with a point as an example."""
    from derivcheck.numeric.separate import Separator

    return case.ended("killed", EQUAL, Separator(_equation(case), seed).example())


def _verdict(goal: Goal, both: Routes) -> str:
    """The verdict of a goal, as far as it is needed: "proved", "conflict", or nothing.

    The prover goes first: where it finds nothing, the numbers are not asked.
    """
    try:
        symbolic = both.symbolic(goal)
        if symbolic.status != "proved":
            return ""
        return judge(symbolic, both.numeric(goal))[0]
    except AuthorError:
        return ""


def _ways(case: Case) -> Iterator[Statement]:
    """What would show a mutant true: its right side is the step's, or at the right side of it, or
    the mutant itself.
    """
    step, mutant = case.goal.statement, case.mutant.statement
    if not _same_sides(case):
        yield Statement(step.rhs, "==", mutant.rhs)
        if mutant.relation != "==":
            yield replace(mutant, lhs=step.rhs)
    yield mutant


def _in_words(case: Case, shown: Statement) -> str:
    if shown == case.mutant.statement:
        return "the mutant holds"
    return "its right side equals the step's" if shown.relation == "==" else "it is weaker"


def _by_numbers(case: Case, numeric: NumericEvidence, reason: str) -> MutantResult:
    if numeric.status == "disagrees":
        return case.ended("killed", "", numeric.witness)
    if numeric.status == "agrees":
        told = f"the numbers agree at {numeric.points} points, and no proof was found"
        return case.ended("survived", f"{told} ({reason})" if reason else told)
    return case.ended("undecided", reason or numeric.reason or numeric.status)


def _goal(case: Case, statement: Statement) -> Goal:
    return replace(case.goal, statement=statement, by="", certificate=())


def _is_made_strict(case: Case) -> bool:
    """Whether the relation became strict: a proof that both sides are equal contradicts it."""
    return case.mutant.statement.relation in ("<", ">") and _same_sides(case)


def _equation(case: Case) -> Goal:
    """The step as an equation: as its author wrote it, if it is one."""
    statement = case.goal.statement
    if statement.relation == "==":
        return case.goal
    return _goal(case, replace(statement, relation="=="))


def _same_sides(case: Case) -> bool:
    return case.mutant.statement.rhs == case.goal.statement.rhs
