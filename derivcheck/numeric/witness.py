"""The point of a refutation: confirmed, made small and round, and put into words."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.core.claim import Goal, Name
from derivcheck.core.evidence import Witness
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.domain import Domain, FunctionDomain, Interval, SequenceDomain
from derivcheck.lang.law import UnknownLaw
from derivcheck.lang.node import Node
from derivcheck.lang.show import text
from derivcheck.numeric.assumptions import admissible, equations, solved
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.digits import shown
from derivcheck.numeric.draw import bounds_of
from derivcheck.numeric.evaluate import evaluate_in
from derivcheck.numeric.judgement import Judgement
from derivcheck.numeric.laws.instance import Rescaled
from derivcheck.numeric.points import Point, draw, scalars, setting_of
from derivcheck.numeric.scope import (
    Effort,
    FunctionInstance,
    LawInstance,
    SequenceInstance,
)
from derivcheck.numeric.simple import plainer

Judge = Callable[[Point], Judgement]
NUDGES = 3
REDRAWS = 4
MANY = 16
"""Draws among which some of the same sizes are looked for."""
TINY = 1e-9
"""Error bounds below which a value within its bound of 0 is called 0."""


def unknowns(goal: Goal) -> list[str]:
    """Names of unknown laws, functions and sequences."""
    return [
        name.name
        for name in goal.given
        if isinstance(name, UnknownLaw)
        or (isinstance(name, Symbol) and isinstance(name.domain, FunctionDomain | SequenceDomain))
    ]


def allowed(goal: Goal, point: Point) -> bool:
    """Whether a point satisfies domains of numbers and the assumptions that are inequalities."""
    scope = point.scope(Effort(), None)

    def size(expression: Any) -> float:
        return float(evaluate_in(expression, scope).value())

    for name in scalars(goal.given):
        value = point.values[name.name]
        bounds = bounds_of(name.domain, size)
        number = float(value.value()) if isinstance(value, Ball) else float(value)
        if bounds is not None and not bounds.holds(number):
            return False
    return admissible(equations(goal.assume)[0], point)


def generic(goal: Goal, point: Point, seed: int, judge: Judge) -> bool:
    """Whether the failure persists nearby: a failure on a null set of real numbers is none."""
    generator = setting_of(goal).generator(seed, 10_007)
    names = [name.name for name in scalars(goal.given) if not _one_point(name.domain)]
    if not names:
        return True
    equal = equations(goal.assume)[1]
    tried = 0
    for _ in range(8 * NUDGES):
        moved: Point | None = point
        for name in names:
            value = point.values[name]
            if isinstance(value, Fraction) and moved is not None:
                # Of few binary digits: what is exactly 0 at a dyadic point stays so nearby.
                shift = Fraction(int(generator.integers(-997, 998)), 2**23)
                moved = moved.replaced(name, value + shift * (1 + abs(value)))
        if moved is not None and equal:
            moved = solved(equal, moved, goal.given)
        if moved is None or not allowed(goal, moved):
            continue
        if judge(moved).kind != "disagrees":
            return False
        tried += 1
        if tried == NUDGES:
            return True
    # Nothing nearby is admissible: the assumptions leave the point alone, so it counts.
    return tried > 0 or _isolated(goal, equal)


def _one_point(domain: Domain) -> bool:
    """Whether a range is one point: that is then no null set of it."""
    return isinstance(domain, Interval) and domain.lower == domain.upper


def _isolated(goal: Goal, equal: list[Any]) -> bool:
    return bool(equal)


def other_instances(goal: Goal, point: Point, seed: int, judge: Judge) -> Judgement | None:
    """The judgement with other unknown laws and functions where both sides are finite, if any."""
    names = unknowns(goal)
    solved_for = bool(equations(goal.assume)[1])
    for fresh, fits in _redrawn(goal, point, seed):
        tried = _with_instances(point, fresh, names) if fits and not solved_for else fresh
        made = judge(tried)
        if made.kind == "open" or not made.special:
            return made
    return None


def _redrawn(goal: Goal, point: Point, seed: int) -> list[tuple[Point, bool]]:
    """Other points, and whether their sizes are those of this one: such points, if there are any.

    A failure at one size is a failure, whatever holds at another.
    """
    scalar = {name.name for name in scalars(goal.given)}
    sizes = {
        name: value
        for name, value in point.values.items()
        if isinstance(value, Fraction) and name not in scalar
    }
    drawn = (draw(goal, seed + 7919, index + 1) for index in range(REDRAWS if not sizes else MANY))
    fresh = [other for other in drawn if other is not None]
    same = [o for o in fresh if all(o.values[name] == size for name, size in sizes.items())]
    if same:
        return [(other, True) for other in same[:REDRAWS]]
    return [(other, False) for other in fresh[:REDRAWS]]


def _with_instances(point: Point, fresh: Point, names: list[str]) -> Point:
    return point.changed({name: fresh.values[name] for name in names})


def shrink(goal: Goal, point: Point, seed: int, judge: Judge, budget: int) -> Point:
    """The same failure at plainer values, one name after the other: laws and functions first.

    A failure between finite sides stays one: a plainer point where a side is undefined is not it.
    """
    if equations(goal.assume)[1]:
        return point
    special = judge(point).special
    for name in sorted(goal.given, key=lambda name: _is_scalar(goal, name)):
        for value in plainer(goal, name, point.values[name.name]):
            if budget <= 0 or _same(point.values[name.name], value):
                break
            candidate = point.replaced(name.name, value)
            if not allowed(goal, candidate):
                continue
            budget -= 1
            made = judge(candidate)
            if made.kind != "disagrees" or made.special != special:
                continue
            if _is_scalar(goal, name) or special:
                budget -= NUDGES
                if not generic(goal, candidate, seed, judge):
                    continue
            point = candidate
            break
    return point


def _is_scalar(goal: Goal, name: Name) -> bool:
    return name in scalars(goal.given)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, SequenceInstance):
        return False
    return bool(np.array_equal(one, other)) if isinstance(one, np.ndarray) else bool(one == other)


def witness(goal: Goal, point: Point, judgement: Judgement) -> Witness:
    """The point in words, with both sides."""
    used = goal.statement.lhs.free_names() | goal.statement.rhs.free_names()
    for condition in goal.assume:
        used |= condition.free_names()
    listed = tuple(
        (name.name, describe(point.values[name.name]))
        for name in goal.given
        if name.name in used or any(name.name in n.domain.free_names() for n in goal.given)
    )
    return Witness(
        listed,
        _told(judgement.lhs, judgement.lhs_error),
        _told(judgement.rhs, judgement.rhs_error),
        judgement.lhs_error,
        judgement.rhs_error,
        judgement.certified,
    )


def _told(value: str, error: float) -> str:
    """A value as text; what is 0 within its error bound is told as 0."""
    try:
        return "0" if 0 < abs(float(value)) <= error < TINY else value
    except ValueError:
        return value  # undefined, or a matrix


def describe(value: Any) -> str:
    """A value of a name as text."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Ball):
        return shown(value)
    if isinstance(value, np.ndarray):
        rows = [" ".join(f"{v:g}" for v in row) for row in value]
        if value.shape[1] == 1:
            return f"Vector({', '.join(rows)})"
        return f"[{'; '.join(rows)}]"
    if isinstance(value, SequenceInstance):
        return ", ".join(shown(e) for e in value.elements[:5]) + ", ..."
    if isinstance(value, FunctionInstance):
        return f"({', '.join(value.parameters)}) -> {_written(value.body)}"
    if isinstance(value, LawInstance):
        bar = f"| {', '.join(value.parameters)} : " if value.parameters else ""
        return bar + _written(value.law)
    return str(value)


def _written(node: Node) -> str:
    """Text in the claim language; a moved law, which it has not, in words."""
    if isinstance(node, Rescaled):
        return f"{_written(node.shift)} + ({_written(node.scale)})*X, X : {_written(node.law)}"
    if any(isinstance(part, Rescaled) for part in node.walk()):
        return "a mixture of " + "; ".join(_written(c) for c in _leaves(node))
    return text(node)


def _leaves(node: Node) -> list[Node]:
    from derivcheck.lang.laws.joint import IndependentLaw, MixtureLaw

    if isinstance(node, MixtureLaw):
        return [leaf for _, part in node.components for leaf in _leaves(part)]
    if isinstance(node, IndependentLaw):
        return [leaf for part in node.laws for leaf in _leaves(part)]
    return [node]
