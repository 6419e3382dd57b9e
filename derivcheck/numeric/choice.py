"""Which means an average is computed by: Gauss rules where they are sharp, else panels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.measure import (
    Blend,
    Joint,
    Lattice,
    Measure,
    Point,
    dimension,
)
from derivcheck.numeric.scope import Scope, TooLarge

SHARP = 1e-7
"""Two Gauss rules that agree this well are believed; their gap, tenfold, is the error bound."""


def best(run: Callable[[int], Ball], axes: int, scope: Scope, heavy: bool = False) -> Ball:
    """Gauss rules where dimensions add up, panels where they are few or the rules disagree.

    `run(order)` averages with Gauss rules of that order, with panels for order 0.
    """
    dimensions = axes + scope.depth + heavy
    if dimensions < 2 or axes == 0:
        return run(0)
    orders = (14, 32) if dimensions < 4 else (9,)
    quick: Ball | None = None
    for order in orders:
        quick = _two_rules(run, order + scope.engine.effort.order) or quick
        if quick is not None and (_sharp(quick)):
            return quick
    if quick is not None and axes + scope.depth > 2:
        return quick
    try:
        slow = run(0)
    except TooLarge:
        return quick if quick is not None else balls.UNKNOWN
    return slow if quick is None or slow.rank else _narrower(slow, quick)


def _narrower(a: Ball, b: Ball) -> Ball:
    """The one with the smaller bound where both are numbers; infinities come from `a` alone."""
    plain = ~a.undefined() & ~a.infinite() & ~b.undefined() & ~b.infinite()
    return balls.where(plain & (b.error() < a.error()), b, a)


def _two_rules(run: Callable[[int], Ball], order: int) -> Ball | None:
    try:
        fine, coarse = run(order), run(_coarser(order))
    except TooLarge:
        return None
    nowhere = fine.undefined() & coarse.undefined()
    if nowhere.any() and not _undefined_again(run, order, nowhere):
        return None
    gap = np.where(nowhere, 0.0, np.abs((fine - coarse).value()))
    if not np.isfinite(gap).all():
        return None
    mid = np.where(nowhere, np.nan, fine.mid)
    return Ball(mid, fine.rad, fine.scale, fine.rank).widen(10 * gap)


def _coarser(order: int) -> int:
    """A lower order, not even where this one is: all even rules agree on a jump at the centre."""
    lower = order - order // 5 - 1
    return lower if order % 2 or lower % 2 else lower - 1


def _undefined_again(run: Callable[[int], Ball], order: int, nowhere: Any) -> bool:
    """Whether no value comes of two more rules without a node at the centre either, where none did.

    Different rules share no other node, so this is no isolated point.
    """
    even = order + order % 2
    again = (run(other).undefined() for other in (even + 2, even - 4))
    return all(bool(np.all(gaps | ~nowhere)) for gaps in again)


def _sharp(a: Ball) -> bool:
    sharp = a.error() <= SHARP * (1e-3 + np.abs(a.value()))
    return bool(np.all(sharp | a.undefined()))


def integration_axes(measure: Measure) -> int:
    """Axes that integrals and long sums over a value of the measure open."""
    if isinstance(measure, Blend):
        return max(integration_axes(part) for _, part in measure.parts)
    if isinstance(measure, Joint):
        return sum(integration_axes(part) for part in measure.parts)
    if isinstance(measure, Lattice):
        return 0 if np.all(measure.upper - measure.lower < 8) else 1
    return 0 if isinstance(measure, Point) else dimension(measure)
