"""A search for violations of an inequality: downhill in the slack, from the tightest points."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np

from derivcheck.core.claim import Goal
from derivcheck.lang.algebra import Symbol
from derivcheck.numeric.judgement import Judgement
from derivcheck.numeric.points import Point, scalars
from derivcheck.numeric.witness import allowed

Judge = Callable[[Point], Judgement]
GRAIN = 10**6


def downhill(
    goal: Goal, starts: list[tuple[float, Point]], judge: Judge, budget: int
) -> tuple[Point, Judgement] | None:
    """A point where the inequality fails, found by steps that shrink the slack.

    A pattern search (Hooke and Jeeves) over the real numbers; instances and integers stay.
    """
    names = scalars(goal.given)
    for slack, point in sorted(starts, key=lambda pair: pair[0])[:3]:
        if not names or not np.isfinite(slack):
            continue
        found = _pattern(goal, names, slack, point, judge, budget // 3)
        if found is not None:
            return found
    return None


def _pattern(
    goal: Goal, names: list[Symbol], slack: float, point: Point, judge: Judge, budget: int
) -> tuple[Point, Judgement] | None:
    step = 0.5
    while budget > 0 and step > 1e-4:
        moved = False
        for name in names:
            for direction in (step, -step):
                candidate = _stepped(point, name.name, direction)
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


def _stepped(point: Point, name: str, step: float) -> Point | None:
    value = point.values[name]
    if not isinstance(value, Fraction):
        return None
    size = max(0.1, abs(float(value)))
    return point.replaced(name, Fraction(round((float(value) + step * size) * GRAIN), GRAIN))
