"""Suprema and their places: a grid that is fine near ends and peaks, zoomed in on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.lang.calculus import Range
from derivcheck.lang.optimum import Optimum
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.derivative import differentiate
from derivcheck.numeric.edges import pad
from derivcheck.numeric.features import features
from derivcheck.numeric.linear import whole
from derivcheck.numeric.near_end import refined, towards_end
from derivcheck.numeric.place import Place
from derivcheck.numeric.scaling import Array
from derivcheck.numeric.scope import Scope
from derivcheck.numeric.sums import with_axis
from derivcheck.numeric.zoom import Peak, neighbours, score, zoom

STARTS = 3
VAGUE = 1e-6
"""An error, relative to the peak, with which another place may seem as high that is not."""
DEEP = np.linspace(-690.0, -36.0, 55)
"""Logarithms of distances from a lower end that only an end at 0 leaves room for."""
FAR = np.linspace(36.0, 330.0, 24)
"""Logarithms of places towards oo whose squares are still doubles."""


def optimum(node: Optimum, scope: Scope) -> Ball:
    """Sup, Inf, ArgMax, ArgMin; a minimum is the maximum of the negative."""
    sign = 1.0 if node.kind in ("Sup", "ArgMax") else -1.0
    if not isinstance(node.region, Range):
        from derivcheck.numeric.vector_optimum import over_vectors

        return over_vectors(node, whole(scope.value(node.region.size)), sign, scope)
    low, high = (pad(scope.value(b).value(), scope.depth) for b in _bounds(node.region))
    name = node.variable.name

    def body(x: Array) -> Ball:
        inside = scope.bind({name: balls.ball(x)}, axes=1)
        return with_axis(inside.value(node.body), x) * sign

    grid = _grid(node, scope, low, high)
    values = body(grid)
    peak, others = _search(body, grid, values)
    if np.any(_outermost(peak, grid)) and not (np.isfinite(low).all() and np.isfinite(high).all()):
        grid = _grid(node, scope, low, high, far=True)
        values = body(grid)
        peak, others = _search(body, grid, values)
    peak, distances = refined(peak, node, scope, sign, (low, high), body)
    ends = _ends(node, scope, sign, (low, high), distances, peak)
    if node.kind in ("Sup", "Inf"):
        made = _supremum(peak, ends) * sign
    else:
        made = _place(peak, others, ends, body, scope)
    made = balls.where(_somewhere_undefined(grid, values), balls.UNDEFINED, made)
    return _narrow_range(made, node, (low, high), ends.values[0], sign)


def _narrow_range(
    made: Ball, node: Optimum, bounds: tuple[Array, Array], value: Ball, sign: float
) -> Ball:
    """Over a range that is a single point the optimum is there; over none there is none."""
    low, high = bounds
    if np.all(low < high):
        return made
    here = value * sign if node.kind in ("Sup", "Inf") else balls.ball(low)
    here = balls.where(np.isfinite(score(value)), here, balls.UNDEFINED)
    made = balls.where(low == high, here, made)
    return balls.where(low > high, balls.UNDEFINED, made)


def _somewhere_undefined(grid: Array, values: Ball) -> Any:
    """Whether the body has no value at two points next to each other: on more than a null set."""
    gaps = values.undefined()
    return (gaps[1:] & gaps[:-1] & (grid[1:] > grid[:-1])).any(axis=0)


def _bounds(region: Range) -> tuple[Any, Any]:
    return region.lower, region.upper


def _outermost(peak: Peak, grid: Array) -> Any:
    """Whether the peak is the first or the last place tried, or next to it."""
    return (peak.at < grid[2]) | (peak.at > grid[-3])


def _grid(node: Optimum, scope: Scope, low: Array, high: Array, far: bool = False) -> Array:
    """Points inside the range, sorted: geometric towards both ends, and around the features.

    Where a range has no end, `far` places are for maxima that lie nowhere else: they are dear.
    """
    below, above = np.all(np.isfinite(low)), np.all(np.isfinite(high))
    shape = (-1,) + (1,) * scope.depth
    if below and above:
        logits = np.concatenate([DEEP, np.linspace(-34.0, 34.0, 121)]).reshape(shape)
        share = 1 / (1 + np.exp(-logits))
        points = np.where(
            share < 0.5, low + (high - low) * share, high - (high - low) / (1 + np.exp(logits))
        )
    else:
        logs = np.linspace(-30.0, 30.0, 121)
        if far:
            logs = np.concatenate([DEEP, [-33.0], logs, [33.0], FAR])
        powers = np.exp(logs).reshape(shape)
        if below or above:
            points = low + powers if below else high - powers
        else:
            points = np.concatenate([-powers, 0 * powers[:1], powers])
    place = Place(
        (node.body,),
        frozenset({node.variable.name}),
        lambda x: scope.bind({node.variable.name: x}, axes=1),
        scope,
        low,
        high,
    )
    offsets = np.array([-8, -3, -1, -0.3, 0, 0.3, 1, 3, 8]).reshape(shape)
    extra = [at + np.where(width > 0, width, 1.0) * offsets for at, width in features(place)]
    blocks = [points, *extra[:12]]
    shapes = np.broadcast_shapes(*(b.shape[1:] for b in blocks))
    every = np.concatenate([np.broadcast_to(b, (b.shape[0], *shapes)) for b in blocks])
    inside = (every > low) & (every < high)
    centre = np.broadcast_to(points[points.shape[0] // 2], shapes)
    return np.sort(np.where(inside, every, centre), axis=0)


@dataclass(frozen=True, slots=True)
class Others:
    """Whether a place elsewhere is as high as the peak, and whether one may be, its value being
    vague.
    """

    as_high: Any
    maybe: Any

    @property
    def none(self) -> Any:
        """The peak is the only place."""
        return ~self.as_high & ~self.maybe


def _search(body: Callable[[Array], Ball], grid: Array, values: Ball) -> tuple[Peak, Others]:
    """The highest peak, and what else is as high."""
    height = score(values)
    peaks: list[Peak] = []
    taken = np.zeros(height.shape, dtype=bool)
    for _ in range(STARTS):
        best = np.argmax(np.where(taken, -np.inf, height), axis=0)
        peaks.append(zoom(body, grid, best))
        low, high = neighbours(grid, np.take_along_axis(grid, best[None], 0)[0])
        taken |= (grid >= low) & (grid <= high)
    top = peaks[0]
    for peak in peaks[1:]:
        better = score(peak.value) > score(top.value)
        top = Peak(
            np.where(better, peak.at, top.at),
            balls.where(better, peak.value, top.value),
            np.where(better, peak.reach, top.reach),
        )
    return top, _others(top, peaks, grid, values)


def _others(top: Peak, peaks: list[Peak], grid: Array, values: Ball) -> Others:
    """Places far from the highest that are as high, up to the error bounds."""
    level = score(top.value) - top.value.error()
    far = np.abs(grid - top.at) > 4 * top.reach + 1e-6 * (1 + np.abs(top.at))
    found = [(far, values)]
    for peak in peaks:
        apart = 4 * (top.reach + peak.reach) + 1e-6 * (1 + np.abs(top.at))
        found.append(((np.abs(peak.at - top.at) > apart)[None], peak.value))
    as_high = maybe = np.zeros(level.shape, dtype=bool)
    for apart_from, value in found:
        rival = apart_from & (score(value) + value.error() >= level)
        vague = value.error() + top.value.error() > VAGUE * (1 + np.abs(level))
        as_high = as_high | (rival & ~vague).any(axis=0)
        maybe = maybe | (rival & vague).any(axis=0)
    return Others(as_high, maybe)


@dataclass(frozen=True, slots=True)
class Ends:
    """At each end: the place, what the body is there, and its limit from inside."""

    places: tuple[Array, Array]
    values: tuple[Ball, Ball]
    limits: tuple[Ball, Ball]


def _ends(
    node: Optimum,
    scope: Scope,
    sign: float,
    bounds: tuple[Array, Array],
    distances: tuple[Array, Array],
    peak: Peak,
) -> Ends:
    values, limits = [], []
    for bound, away, upper in zip(bounds, distances, (False, True), strict=True):
        infinite = bool(np.isinf(bound).all())
        inside = scope.bind({node.variable.name: balls.ball(bound)})
        values.append(balls.UNDEFINED if infinite else inside.value(node.body) * sign)
        rival = (sign, peak.value)
        limits.append(towards_end(node, upper, bound, (peak.at, away), scope, rival) * sign)
    return Ends(bounds, (values[0], values[1]), (limits[0], limits[1]))


def _supremum(peak: Peak, ends: Ends) -> Ball:
    """The largest of the values inside, at the ends, and the limits towards them.

    A limit that is not known matters only if the values near that end are the largest.
    """
    made = peak.value
    made = balls.where(np.isneginf(score(made)), balls.ball(-np.inf), made)
    for other in (*ends.values, *ends.limits):
        height, known = score(other), score(made)
        nearer = np.nan_to_num((other - made).sign()) > 0
        plain = np.isfinite(height) & np.isfinite(known)
        made = balls.where(np.where(plain, nearer, height > known), other, made)
    return made


def _place(
    peak: Peak, others: Others, ends: Ends, body: Callable[[Array], Ball], scope: Scope
) -> Ball:
    """The unique place of the maximum; undefined if not attained or not unique."""
    at, error = _polish(peak, body, scope)
    alone = others.none
    made = balls.where(others.as_high, balls.UNDEFINED, balls.UNKNOWN)
    made = balls.where(alone, balls.exact_radius(at, error), made)
    for place, value, towards in zip(ends.places, ends.values, ends.limits, strict=True):
        made = _with_end(made, peak, alone, place, value, towards)
    return made


def _with_end(made: Ball, peak: Peak, alone: Any, place: Array, value: Ball, towards: Ball) -> Ball:
    """The place so far, with one end of the range taken into account."""
    level, here, limit = score(peak.value), score(value), score(towards)
    slack = value.error() + peak.value.error()
    near = np.abs(peak.at - place) <= 8 * peak.reach + 1e-9 * (1 + np.abs(place))
    ties = np.isfinite(here) & (here + slack >= level)
    higher = np.isfinite(here) & (here > level + slack)
    made = balls.where(ties & ~near & ~higher, balls.UNDEFINED, made)
    attained = higher | (ties & near & alone)
    made = balls.where(attained, balls.ball(np.where(np.isfinite(place), place, 0.0)), made)
    beyond = limit - towards.error() > level + peak.value.error()
    lost = near & ~ties & (limit + towards.error() >= level)
    made = balls.where(beyond & ~attained, balls.UNDEFINED, made)
    vague = towards.error() + peak.value.error() > VAGUE * (1 + np.abs(level))
    # Next to a finite end the doubles end as well: a maximum may hide between the two.
    known = balls.where(np.isinf(place) & ~vague, balls.UNDEFINED, balls.UNKNOWN)
    return balls.where(lost, known, made)


def _polish(peak: Peak, body: Callable[[Array], Ball], scope: Scope) -> tuple[Array, Array]:
    """One Newton step on the slope, which locates a maximum far better than its height does."""
    depth = scope.depth

    def along(shift: Ball) -> Ball:
        return body(peak.at + shift.value())

    scale = np.maximum(1.0, np.abs(peak.at)) * 0.1
    slope, bend = differentiate(along, scale, depth), differentiate(along, scale, depth, 2)
    with np.errstate(all="ignore"):
        step = -slope.value() / bend.value()
        error = (slope.error() + np.abs(step) * bend.error()) / np.abs(bend.value())
        error = error + 10 * step**2 / np.maximum(scale, 1e-300) + 1e-15 * np.abs(peak.at)
        good = (np.abs(step) <= 4 * peak.reach) & (error < peak.reach) & (bend.sign() < 0)
    good = good & np.isfinite(step) & np.isfinite(error)
    at = np.where(good, peak.at + np.where(good, step, 0.0), peak.at)
    return at, np.where(good, error, 2 * peak.reach)
