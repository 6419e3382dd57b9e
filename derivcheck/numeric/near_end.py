"""Optima next to an end of their range: the body as a function of the distance from that end.

Doubles are dense at 0 only: between 1 - 1e-16 and 1 there is none, yet the maximum of
log(y) + p*log(1 - y) lies there where p is small. With y = 1 - u in its place, and like terms put
together, u may be as small as doubles get.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from derivcheck.lang.algebra import ZERO, Add, Sub
from derivcheck.lang.calculus import Limit, Range
from derivcheck.lang.expression import Expr
from derivcheck.lang.node import fresh_name
from derivcheck.lang.optimum import Optimum
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.limit import approach
from derivcheck.numeric.scaling import EPS, Array
from derivcheck.numeric.scope import Scope
from derivcheck.numeric.sums import with_axis
from derivcheck.numeric.zoom import Peak, score, zoom

NEAR = 1e-3
"""A distance from an end, relative to that end, which costs the place digits that may matter."""
NEXT = 16 * EPS
"""One at which the doubles next to an end other than 0 end."""
DEEPEST = 1e-280
"""One at which those next to 0 end."""
BEYOND = 100
"""What may be gained past the last doubles, in multiples of what the last factor of 4 gained."""
DISTANCES = np.linspace(-660.0, 0.0, 100)
"""Logarithms of the distances tried, relative to the largest."""


@lru_cache(maxsize=256)
def from_end(node: Optimum, upper: bool) -> Limit:
    """The body at b - u or a + u, for an end b or a of the range, as u falls to 0."""
    assert isinstance(node.region, Range)
    end = node.region.upper if upper else node.region.lower
    if end == ZERO and not upper:
        return Limit(node.body, node.variable, ZERO, "+")
    taken = end.names | node.body.names
    distance = replace(node.variable, name=fresh_name(node.variable.name, taken))
    place = Sub(end, distance) if upper else Add(end, distance)
    body = node.body.substitute({node.variable.name: place})
    assert isinstance(body, Expr)
    return Limit(body, distance, ZERO, "+")


def refined(
    peak: Peak,
    node: Optimum,
    scope: Scope,
    sign: float,
    bounds: tuple[Array, Array],
    body: Callable[[Array], Ball],
) -> tuple[Peak, tuple[Array, Array]]:
    """The peak, searched for again where it is close to an end other than 0, and its distances
    from both ends.
    """
    distances = []
    for end, upper in zip(bounds, (False, True), strict=True):
        away = np.abs(peak.at - end)
        near = np.isfinite(end) & (end != 0) & (away <= NEAR * np.abs(end))
        peak = _up_to(end, (end == 0) & (away <= DEEPEST), peak, body)
        if np.any(near):
            finer = _along(from_end(node, upper), scope, sign, np.abs(end), bounds)
            if finer is None:
                peak = _up_to(end, near & (away <= NEXT * np.abs(end)), peak, body)
            else:
                away = np.where(near, finer.at, away)
                peak = Peak(
                    np.where(near, end - finer.at if upper else end + finer.at, peak.at),
                    balls.where(near, finer.value, peak.value),
                    np.where(near, finer.reach + EPS * np.abs(end), peak.reach),
                )
        distances.append(away)
    return peak, (distances[0], distances[1])


def _along(
    query: Limit, scope: Scope, sign: float, end: Array, bounds: tuple[Array, Array]
) -> Peak | None:
    """The highest place close to an end, as a distance from it; None if it can't be told."""
    grid = np.exp(DISTANCES).reshape((-1,) + (1,) * scope.depth)
    grid = grid * np.minimum(4 * NEAR * end, bounds[1] - bounds[0])

    def body(x: Array) -> Ball:
        inside = scope.bind({query.variable.name: balls.ball(x)}, axes=1)
        return with_axis(inside.value(query.body), x) * sign

    values = body(grid)
    if np.any(values.unknown()):
        return None
    best = np.argmax(score(values), axis=0)
    shape = np.broadcast_shapes(grid.shape, values.batch)
    peak = zoom(body, np.broadcast_to(grid, shape), np.broadcast_to(best, shape[1:]))
    return _up_to(np.zeros(()), peak.at <= DEEPEST, peak, body)


def _up_to(end: Array, near: Any, peak: Peak, body: Callable[[Array], Ball]) -> Peak:
    """The peak with what may be missed between it and an end as near as doubles come to it."""
    if not np.any(near):
        return peak
    away = peak.at - end
    before = balls.take(body(np.where(near, end + 4 * away, peak.at)[None]), 0)
    gain = BEYOND * np.abs(_finite_part(peak.value) - _finite_part(before))
    value = peak.value.widen(np.where(near, gain, 0.0))
    return Peak(peak.at, value, np.where(near, np.maximum(peak.reach, np.abs(away)), peak.reach))


def _finite_part(value: Ball) -> Array:
    return np.nan_to_num(value.value(), nan=0.0, posinf=0.0, neginf=0.0)


def towards_end(
    node: Optimum,
    upper: bool,
    end: Array,
    peak: tuple[Array, Array],
    scope: Scope,
    rival: tuple[float, Ball],
) -> Ball:
    """The limit of the body towards an end, from the place of the peak and its distance on."""
    at, away = peak
    if np.isinf(end).all():
        query, side = Limit(node.body, node.variable, ZERO, ""), float(np.sign(end.flat[0]))
        return approach(query, balls.ball(end), side, scope, rival, np.maximum(np.abs(at), 1.0))
    query, reach = from_end(node, upper), np.where(away > 0, np.minimum(away, 1.0), 1.0)
    made = approach(query, balls.ball(0.0), 1.0, scope, rival, reach)
    if not np.any(made.unknown()):
        return made
    query = Limit(node.body, node.variable, ZERO, "")
    plain = approach(query, balls.ball(end), -1.0 if upper else 1.0, scope, rival, reach)
    return balls.where(made.unknown(), plain, made)
