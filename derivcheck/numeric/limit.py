"""Limits: the body along a sequence that doubles or halves, extrapolated, or found to diverge."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.lang.calculus import Limit
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.scaling import Array
from derivcheck.numeric.scope import Scope, TooLarge
from derivcheck.numeric.settle import settle
from derivcheck.numeric.sums import with_axis

SINKING = 8
"""Steps in a row that a sequence has to sink by before it counts as sinking for good."""


def limit(node: Limit, scope: Scope) -> Ball:
    """Limit(f, x, a, direction); two-sided limits exist where both sides agree."""
    point = scope.value(node.point)
    if np.isinf(point.mid).all():
        return approach(node, point, float(np.sign(point.mid.flat[0])), scope)
    if node.direction:
        return approach(node, point, 1.0 if node.direction == "+" else -1.0, scope)
    above, below = approach(node, point, 1.0, scope), approach(node, point, -1.0, scope)
    gap = np.abs((above - below).value())
    same = (gap <= above.error() + below.error() + 1e-7) | (
        above.infinite() & (above.mid == below.mid)
    )
    vague = above.unknown() | below.unknown()
    made = balls.where(same, above, balls.UNDEFINED)
    return balls.where(vague & ~above.undefined() & ~below.undefined(), balls.UNKNOWN, made)


def approach(
    node: Limit,
    point: Ball,
    side: float,
    scope: Scope,
    rival: tuple[float, Ball] | None = None,
    reach: Array | float = 1.0,
) -> Ball:
    """The limit from one side: from `reach` of a finite point, or past `reach` towards oo, on.

    Where it is certain to fall short of a `rival`, a sign and a number that sign*body is compared
    with, it is left unknown: extrapolating thousands of sequences is dear.
    """
    for most in (44, 11):
        try:
            values = _along(node, point, side * reach, most, scope)
            return settle(values, None if rival is None else _short_of(values, *rival))
        except TooLarge:
            continue
    return balls.UNKNOWN


def _along(node: Limit, point: Ball, side: Any, most: int, scope: Scope) -> Ball:
    powers = np.arange(1, most + 1, dtype=np.float64).reshape((-1,) + (1,) * scope.depth)
    if np.isinf(point.mid).all():
        at = balls.ball(side * 2.0**powers)
    else:
        at = point + balls.ball(side * 2.0**-powers)
    values = scope.bind({node.variable.name: at}, axes=1).value(node.body)
    return with_axis(values, at.mid)


def _short_of(values: Ball, sign: float, rival: Ball) -> Any:
    """Where sign*values sink at every one of the last steps, and have come below the rival.

    What sinks on has a limit below its last value.
    """
    last = values.value()[-SINKING:] * sign
    with np.errstate(all="ignore"):
        below = last[-1] + values.error()[-1] < rival.value() - rival.error()
        return (np.diff(last, axis=0) < 0).all(axis=0) & below
