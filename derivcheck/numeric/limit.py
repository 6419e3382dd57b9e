"""Limits: the body along a sequence that doubles or halves, extrapolated, or found to diverge."""

from __future__ import annotations

import numpy as np

from derivcheck.lang.calculus import Limit
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.scope import Scope, TooLarge
from derivcheck.numeric.settle import settle
from derivcheck.numeric.sums import with_axis


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


def approach(node: Limit, point: Ball, side: float, scope: Scope) -> Ball:
    """The limit from one side."""
    for most in (44, 11):
        try:
            return settle(_along(node, point, side, most, scope))
        except TooLarge:
            continue
    return balls.UNKNOWN


def _along(node: Limit, point: Ball, side: float, most: int, scope: Scope) -> Ball:
    powers = np.arange(1, most + 1, dtype=np.float64).reshape((-1,) + (1,) * scope.depth)
    if np.isinf(point.mid).all():
        at = balls.ball(side * 2.0**powers)
    else:
        at = point + balls.ball(side * 2.0**-powers)
    values = scope.bind({node.variable.name: at}, axes=1).value(node.body)
    return with_axis(values, at.mid)
