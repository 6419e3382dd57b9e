"""Sizes past the integers that a statement mentions, where k <= 7 in a sum to n tells, and a large
one: n! <= n**7 holds for a while.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivcheck.core.claim import Goal
from derivcheck.lang.algebra import REAL, Number, Symbol
from derivcheck.lang.domain import Integers, SequenceDomain
from derivcheck.numeric.method import finite_sums
from derivcheck.numeric.points import LENGTH, Point
from derivcheck.numeric.witness import allowed

FROM = 3
"""Sizes up to this are drawn often enough."""
MOST = 40
"""A large size, of which terms are still written out one by one."""


def larger_sizes(goal: Goal, tried: list[Point]) -> Iterator[Point]:
    """A point tried with its integers moved past the largest that is mentioned, and far out.

    Integers on which the sizes of other names depend stay as they are.
    """
    names = _free_integers(goal)
    if not tried or not names:
        return
    for size in _sizes(goal):
        moved = {name: Fraction(size + order) for order, name in enumerate(names)}
        point = Point({**tried[0].values, **moved}, special=True)
        if allowed(goal, point):
            yield point


def _sizes(goal: Goal) -> Iterator[int]:
    """Few where a sequence has no more elements, and where a mean may have a variable for each."""
    sides = (goal.statement.lhs, goal.statement.rhs)
    listed = any(isinstance(name.domain, SequenceDomain) for name in goal.given)
    listed = listed or not all(map(finite_sums, sides))
    most = LENGTH - 4 if listed else MOST
    numbers = [n.value for side in sides for n in side.walk() if isinstance(n, Number)]
    fitting = [int(n) for n in numbers if n.denominator == 1 and FROM <= n <= most]
    if fitting:
        yield max(fitting) + 1
        yield max(fitting) + 2
    if not listed:
        yield MOST


def _free_integers(goal: Goal) -> list[str]:
    """Integers without an upper end of which no domain speaks."""
    spoken_of = frozenset[str]().union(*(name.domain.free_names() for name in goal.given))
    return [
        name.name
        for name in goal.given
        if isinstance(name, Symbol)
        and isinstance(name.domain, Integers)
        and name.domain.upper == REAL.upper
        and name.name not in spoken_of
    ]
