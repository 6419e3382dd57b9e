"""Places in a side with which the side grows or falls: under sums, integrals and means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import Add, Neg, Sub, oo
from derivcheck.lang.calculus import Integral, Range, Sum
from derivcheck.lang.expression import Expr
from derivcheck.lang.probability import Expectation

Put = Callable[[Expr], Expr]


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a goal, what happens if it grows, and the goal with something else in its place.

    `helps` is 1 if the goal is easier for a larger part, -1 if it is harder. `bound` are the names
    bound around the part, `other` is the side that it does not stand on.
    """

    part: Expr
    helps: int
    bound: frozenset[str]
    other: Expr
    put: Callable[[Expr], Goal]


def places(goal: Goal, wanted: Callable[[Expr], bool]) -> Iterator[Place]:
    """The wanted parts of an inequality with which one of its sides is monotone."""
    left, relation, right = goal.statement.lhs, goal.statement.relation, goal.statement.rhs
    if relation == "==":
        return
    upward = 1 if "<" in relation else -1

    def with_left(new: Expr) -> Goal:
        return replace(goal, statement=Statement(new, relation, right), by="", certificate=())

    def with_right(new: Expr) -> Goal:
        return replace(goal, statement=Statement(left, relation, new), by="", certificate=())

    yield from _inside(Place(left, -upward, frozenset(), right, with_left), wanted)
    yield from _inside(Place(right, upward, frozenset(), left, with_right), wanted)


def _inside(place: Place, wanted: Callable[[Expr], bool]) -> Iterator[Place]:
    if wanted(place.part):
        yield place
        return
    for below in _below(place):
        yield from _inside(below, wanted)


def _below(place: Place) -> Iterator[Place]:
    """The places directly under sums, differences, integrals over a line, and means."""
    match place.part:
        case Add(left=a, right=b):
            yield _at(place, a, lambda new: Add(new, b))
            yield _at(place, b, lambda new: Add(a, new))
        case Sub(left=a, right=b):
            yield _at(place, a, lambda new: Sub(new, b))
            yield _at(place, b, lambda new: Sub(a, new), -1)
        case Neg(operand=a):
            yield _at(place, a, Neg, -1)
        case (Integral() | Sum()) as whole if isinstance(whole, Sum) or _is_line(whole):
            names = frozenset((whole.variable.name,))
            yield _at(place, whole.body, lambda new: replace(whole, body=new), 1, names)
        case Expectation() as mean:
            names = frozenset(binding.variable.name for binding in mean.bindings)
            yield _at(place, mean.body, lambda new: replace(mean, body=new), 1, names)


def _at(
    place: Place, part: Expr, put: Put, sense: int = 1, names: frozenset[str] = frozenset()
) -> Place:
    return Place(
        part,
        sense * place.helps,
        place.bound | names,
        place.other,
        lambda new: place.put(put(new)),
    )


def _is_line(whole: Integral) -> bool:
    region = whole.region
    return isinstance(region, Range) and region.lower == Neg(oo) and region.upper == oo
