"""Which means an average is computed by: Gauss rules where they are sharp, else panels."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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

CONVERGING = 1e-2
"""Two Gauss rules further apart, relative to the mean of absolute values, tell nothing."""
SHARP = 1e-7
"""Two Gauss rules that agree this well are believed; their gap, tenfold, is the error bound."""


def best(
    run: Callable[[int], Ball],
    axes: int,
    scope: Scope,
    heavy: bool = False,
    size: Callable[[int], Ball] | None = None,
) -> Ball:
    """Gauss rules where dimensions add up, panels where they are few or the rules disagree.

    `run(order)` averages with Gauss rules of that order, with panels for order 0; `size(order)`
    averages absolute values. Without it a mean counts as small against 1.
    """
    dimensions = axes + scope.depth + heavy
    if dimensions < 2 or axes == 0:
        return run(0)
    orders = (14, 32) if dimensions < 4 else (9,)
    quick: Ball | None = None
    for order in orders:
        order += scope.engine.effort.order
        made = _two_rules(run, order)
        if made is None:
            continue
        whole = partial(size, order) if size else _unit
        if np.all(_within(made, SHARP, whole)):
            return made
        quick = _where_known(made, _within(made, CONVERGING, whole)) if size else made
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
    gap = fine - coarse
    off = np.where(nowhere, 0.0, gap.mid)
    if not np.isfinite(off).all():
        return None
    made = Ball(np.where(nowhere, np.nan, fine.mid), fine.rad, fine.scale, fine.rank)
    return made + Ball(np.zeros_like(off), 10 * np.abs(off), gap.scale, gap.rank)


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


def _within(a: Ball, share: float, size: Callable[[], Ball]) -> Any:
    """Where the error is at most a share of the value, or where that is small, of the mean of
    absolute values: a narrow peak that both rules miss is small against neither.
    """
    ((value, error),), _ = balls.common(a)
    fine = (error <= share * np.abs(value)) | np.isnan(value)
    if np.all(fine):
        return fine
    ((_, error), (whole, _)), _ = balls.common(a, size())
    return fine | (error <= share * np.abs(whole))


def _where_known(a: Ball, known: Any) -> Ball:
    return Ball(a.mid, np.where(known, a.rad, np.inf), a.scale, a.rank)


def _unit() -> Ball:
    return balls.ball(1e-3)


def integration_axes(measure: Measure) -> int:
    """Axes that integrals and long sums over a value of the measure open."""
    if isinstance(measure, Blend):
        return max(integration_axes(part) for _, part in measure.parts)
    if isinstance(measure, Joint):
        return sum(integration_axes(part) for part in measure.parts)
    if isinstance(measure, Lattice):
        return 0 if np.all(measure.upper - measure.lower < 8) else 1
    return 0 if isinstance(measure, Point) else dimension(measure)
