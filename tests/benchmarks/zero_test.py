"""Our normal form and zero test against SymPy's simplify(lhs - rhs), on the catalogue's steps."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from types import FrameType

import sympy

from derivcheck.core.claim import Goal
from derivcheck.run.catalog import catalog
from derivcheck.run.load import load
from derivcheck.run.settings import find_settings
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.kernel import settle
from derivcheck.symbolic.lower import lower, open_scope
from derivcheck.symbolic.prove import open_context
from tests.benchmarks.clock import seconds

LIMIT = 10
"""Seconds that simplify gets for a step."""


@dataclass(slots=True)
class Score:
    """How many steps were closed, and the time of each."""

    closed: int
    times: list[float]


class LateError(Exception):
    """The time is up."""


def ratios() -> Iterator[str]:
    """One line for each side, and their ratio."""
    goals = [goal for goal in equalities() if _can_be_lowered(goal)]
    ours = _score(goals, lambda goal: settle(goal, open_context(goal, ())))
    theirs = _score(goals, _simplify)
    yield f"zero test on {len(goals)} equality steps, at most {LIMIT} s a step"
    for name, score in (("normal form", ours), ("simplify", theirs)):
        middle = 1000 * median(score.times)
        total = sum(score.times)
        yield f"  {name:12} closes {score.closed}, median {middle:.2f} ms, {total:.1f} s in all"
    medians = median(theirs.times) / median(ours.times)
    yield f"  simplify / normal form: {medians:.1f} at the median, " + (
        f"{sum(theirs.times) / sum(ours.times):.1f} in all"
    )


def equalities() -> Iterator[Goal]:
    """The equality steps of the catalogue."""
    for entry in catalog(find_settings().derivations):
        for _, goal in load(entry).goals():
            if goal.statement.relation == "==":
                yield goal


def _can_be_lowered(goal: Goal) -> bool:
    try:
        _difference(goal)
    except OutOfReach:
        return False
    return True


def _difference(goal: Goal) -> sympy.Expr:
    scope = open_scope(goal, open_context(goal, ()))
    return lower(goal.statement.lhs, scope) - lower(goal.statement.rhs, scope)


def _simplify(goal: Goal) -> bool:
    return bool(sympy.simplify(_difference(goal)) == 0)


def _score(goals: list[Goal], closes: Callable[[Goal], bool]) -> Score:
    score = Score(0, [])
    for goal in goals:
        sympy.core.cache.clear_cache()
        score.times.append(seconds(lambda goal=goal: _count(score, closes, goal)))
    return score


def _count(score: Score, closes: Callable[[Goal], bool], goal: Goal) -> None:
    signal.signal(signal.SIGALRM, _late)
    signal.alarm(LIMIT)
    try:
        score.closed += closes(goal)
    except (LateError, OutOfReach, NotImplementedError):
        pass
    finally:
        signal.alarm(0)


def _late(number: int, frame: FrameType | None) -> None:
    raise LateError
