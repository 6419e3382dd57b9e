"""A search for violations of an inequality: downhill in the slack, from the tightest points."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import zip_longest
from typing import Any

import numpy as np

from derivcheck.core.claim import Goal
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.domain import MatrixDomain
from derivcheck.numeric import ball as balls
from derivcheck.numeric.judgement import Judgement
from derivcheck.numeric.points import Point, scalars
from derivcheck.numeric.scope import SequenceInstance
from derivcheck.numeric.witness import allowed

Judge = Callable[[Point], Judgement]
Place = tuple[str, int | None]
"""A number by its name, or one element of what the name stands for."""
GRAIN = 10**6
ELEMENTS = 4
"""Elements of a sequence, vector or matrix that are moved."""


def downhill(
    goal: Goal, starts: list[tuple[float, Point]], judge: Judge, budget: int
) -> tuple[Point, Judgement] | None:
    """A point where the inequality fails, found by steps that shrink the slack.

    A pattern search (Hooke and Jeeves) over the real numbers and the first elements of sequences,
    vectors and matrices; other instances and integers stay.
    """
    for slack, point in sorted(starts, key=lambda pair: pair[0])[:3]:
        places = _places(goal, point)
        if not places or not np.isfinite(slack):
            continue
        found = _pattern(goal, places, slack, point, judge, budget // 3)
        if found is not None:
            return found
    return None


def _places(goal: Goal, point: Point) -> list[Place]:
    """What may be moved: numbers, then elements of what has several, in turn."""
    numbers: list[Place] = [(name.name, None) for name in scalars(goal.given)]
    rows = [
        [(name.name, k) for k in range(min(_count(name, point.values[name.name]), ELEMENTS))]
        for name in goal.given
        if isinstance(name, Symbol)
    ]
    turns = [place for turn in zip_longest(*rows) for place in turn if place is not None]
    return [*numbers, *turns]


def _count(name: Symbol, value: Any) -> int:
    """How many elements may be moved alone: all, where no kind of matrix ties them together."""
    if isinstance(value, SequenceInstance):
        return len(value.elements)
    if not isinstance(value, np.ndarray):
        return 0
    tied = isinstance(name.domain, MatrixDomain) and name.domain.kind != "general"
    return 0 if tied else value.size


def _pattern(
    goal: Goal, places: list[Place], slack: float, point: Point, judge: Judge, budget: int
) -> tuple[Point, Judgement] | None:
    step = 0.5
    while budget > 0 and step > 1e-4:
        moved = False
        for place in places:
            for direction in (step, -step):
                candidate = _stepped(point, *place, direction)
                if candidate is None or not allowed(goal, candidate):
                    continue
                budget -= 1
                made = judge(candidate)
                if made.kind == "disagrees":
                    return candidate, made
                if made.slack < slack:
                    point, slack, moved = candidate, made.slack, True
                    break
        step = step if moved else step / 3
    return None


def _stepped(point: Point, name: str, element: int | None, step: float) -> Point | None:
    value = point.values[name]
    if element is None:
        return point.replaced(name, _moved(value, step)) if isinstance(value, Fraction) else None
    if isinstance(value, np.ndarray):
        made = value.copy()
        made.flat[element] = float(_moved(Fraction(float(made.flat[element])), step))
        return point.replaced(name, made) if _as_signed(value, made) else None
    old = Fraction(float(value.elements[element].value()))
    new = _moved(old, step)
    if old > 0 >= new:
        return None
    elements = list(value.elements)
    elements[element] = balls.rational(new)
    return point.replaced(name, SequenceInstance(tuple(elements)))


def _as_signed(old: Any, new: Any) -> bool:
    """Whether what was positive throughout has stayed so: it may have to be."""
    return bool((new > 0).all()) or not bool((old > 0).all())


def _moved(value: Fraction, step: float) -> Fraction:
    size = max(0.1, abs(float(value)))
    return Fraction(round((float(value) + step * size) * GRAIN), GRAIN)
