"""Wasserstein distances: distribution and quantile functions on the line, assignment in space."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from derivcheck.numeric import ball as balls
from derivcheck.numeric.averaging import Task, expect
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.edges import pad, tidy
from derivcheck.numeric.elementary import absolute, root
from derivcheck.numeric.laws.whole_line import NORMAL
from derivcheck.numeric.linear import dot, multiply, trace, transpose
from derivcheck.numeric.measure import (
    Blend,
    Gaussian,
    Joint,
    Lattice,
    Line,
    Measure,
    Point,
    cdf,
    log_density,
    survival,
)
from derivcheck.numeric.quadrature import integrate
from derivcheck.numeric.scaling import Array
from derivcheck.numeric.scope import Scope

POINTS = (8, 16, 32)
"""Equal weights per diffuse component of a product law, in three resolutions."""


def distance(kind: str, p: Measure, q: Measure, scope: Scope) -> Ball:
    """W1(p, q) or W2(p, q), for the Euclidean distance."""
    if isinstance(p, Point) or isinstance(q, Point):
        atom, other = (p, q) if isinstance(p, Point) else (q, p)
        return _from_atom(kind, atom.at, other, scope)  # type: ignore[union-attr]
    if isinstance(p, Joint) and isinstance(q, Joint):
        return _of_products(kind, p, q, scope)
    if isinstance(p, Gaussian) and isinstance(q, Gaussian):
        return _bures(p, q) if kind == "W2" else balls.UNKNOWN
    if isinstance(p, Gaussian | Joint) or isinstance(q, Gaussian | Joint):
        return balls.UNKNOWN
    if isinstance(p, Lattice) and isinstance(q, Lattice):
        return _of_masses(kind, p, q, scope)
    if kind == "W1":
        return _between_distributions(p, q, scope)
    return _between_quantiles(p, q, scope)


def _from_atom(kind: str, atom: Ball, other: Measure, scope: Scope) -> Ball:
    """All mass goes to (comes from) one place."""
    if isinstance(other, Point):
        gap = atom - other.at
        return root(dot(gap, gap)) if gap.rank else absolute(gap)

    def finish(inside: Scope) -> Ball:
        value = inside.values["(value)"]
        gap = (value if isinstance(value, Ball) else balls.UNKNOWN) - atom
        square = dot(gap, gap) if gap.rank else gap * gap
        return square if kind == "W2" else root(square)

    task = Task(lambda x, s: s.bind({"(value)": x}), finish)
    made = expect(other, task, scope)
    return root(made) if kind == "W2" else made


def _of_products(kind: str, p: Joint, q: Joint, scope: Scope) -> Ball:
    """W2 adds up in squares over independent components; W1 goes by assignment."""
    if kind == "W2":
        made = balls.ball(0.0)
        for a, b in zip(p.parts, q.parts, strict=True):
            part = distance("W2", a, b, scope)
            made = made + part * part
        return root(made)
    return assignment(p, q, scope)


def assignment(p: Joint, q: Joint, scope: Scope) -> Ball:
    """W1 of products by optimal assignment of equal weights; the error from three resolutions."""
    free = sum(1 for part in p.parts if not isinstance(part, Point))
    if free != sum(1 for part in q.parts if not isinstance(part, Point)) or free > 2:
        return balls.UNKNOWN
    counts = POINTS if free <= 1 else tuple(count // 2 for count in POINTS)
    values = [_assigned(p, q, count, scope) for count in counts]
    change = np.maximum(np.abs(values[2] - values[1]), np.abs(values[1] - values[0]) / 2)
    return balls.exact_radius(values[2], 2 * change + 1e-14 * np.abs(values[2]))


def _assigned(p: Joint, q: Joint, count: int, scope: Scope) -> Array:
    from scipy.optimize import linear_sum_assignment

    left, right = _cloud(p, count, scope), _cloud(q, count, scope)
    batch = np.broadcast_shapes(left.shape[2:], right.shape[2:])
    left = np.broadcast_to(left, (*left.shape[:2], *batch))
    right = np.broadcast_to(right, (*right.shape[:2], *batch))
    made = np.zeros(batch)
    for place in np.ndindex(*batch):
        a, b = left[(slice(None), slice(None), *place)], right[(slice(None), slice(None), *place)]
        cost = np.sqrt(((a[:, None, :] - b[None, :, :]) ** 2).sum(axis=-1))
        rows, columns = linear_sum_assignment(cost)
        made[place] = cost[rows, columns].mean()
    return made


def _cloud(measure: Joint, count: int, scope: Scope) -> Array:
    """Equally weighted points, shape (points, components, batch): products of mid-quantiles."""
    axes: list[Array] = []
    for part in measure.parts:
        if isinstance(part, Point):
            axes.append(part.at.value()[None])
        else:
            shares = ((np.arange(count) + 0.5) / count).reshape((-1,) + (1,) * scope.depth)
            axes.append(quantile(part, shares, scope))
    batch = np.broadcast_shapes(*(axis.shape[1:] for axis in axes))
    full = [np.broadcast_to(axis, (axis.shape[0], *batch)) for axis in axes]
    picks = np.indices([axis.shape[0] for axis in full]).reshape(len(full), -1)
    return np.stack([axis[pick] for axis, pick in zip(full, picks, strict=True)], axis=1)


def quantile(measure: Measure, shares: Array, scope: Scope) -> Array:
    """The smallest x with Prob(X <= x) >= share, by bisection."""
    edges = _edges(measure, scope)
    width = edges[-1] - edges[0] + 1e-300
    shape = np.broadcast_shapes(shares.shape, edges[0].shape)
    low: Array = np.broadcast_to(edges[0] - width, shape)
    high = np.broadcast_to(edges[-1] + width, shape)
    for _ in range(70):
        middle = (low + high) / 2
        above = cdf(measure, balls.ball(middle)).value() >= shares
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    middle = (low + high) / 2
    return np.asarray(middle, np.float64)


def _edges(measure: Measure, scope: Scope) -> Array:
    points = list(_points(measure))
    infinite = np.asarray(np.inf)
    return np.stack(tidy(points, -infinite, infinite, scope.depth))


def _points(measure: Measure) -> list[Array]:
    if isinstance(measure, Line):
        ends = [e for e in (measure.lower, measure.upper) if np.isfinite(e).all()]
        return [*measure.edges, *ends]
    if isinstance(measure, Point):
        return [measure.at.value()]
    if isinstance(measure, Blend):
        return [point for _, part in measure.parts for point in _points(part)]
    return [np.asarray(0.0)]


def _between_distributions(p: Measure, q: Measure, scope: Scope) -> Ball:
    """The integral of |F - G|, in the upper tail as the difference of the survival functions."""
    infinite = np.asarray(np.inf)
    points = [*_points(p), *_points(q)]
    edges = np.stack(tidy(points, -infinite, infinite, scope.depth))

    def gap(x: Ball) -> Ball:
        below, above = cdf(p, x) - cdf(q, x), survival(q, x) - survival(p, x)
        return absolute(balls.where(above.error() < below.error(), above, below))

    return integrate(gap, edges, scope.engine.effort, True, True)


def _between_quantiles(p: Measure, q: Measure, scope: Scope) -> Ball:
    """The root of the mean of the squared difference of quantiles, over a normal score."""
    from scipy.special import ndtr

    edges = np.stack([pad(np.asarray(mark), scope.depth) for mark in NORMAL[1:-1]])
    edges = np.concatenate([edges[:1] - 4, edges[:1] - 2, edges, edges[-1:] + 2, edges[-1:] + 4])

    def integrand(t: Ball) -> Ball:
        score = t.value()
        shares = ndtr(score)
        gap = quantile(p, shares, scope) - quantile(q, shares, scope)
        weight = np.exp(-(score**2) / 2) / np.sqrt(2 * np.pi)
        noise = 4e-16 * np.abs(score) * (1 + np.abs(gap))
        return balls.exact_radius(gap**2 * weight, noise)

    # The quantiles carry rounding that more rounds would chase in vain.
    made = integrate(integrand, edges, replace(scope.engine.effort, rounds=-12))
    return root(made.widen(1e-12 * np.abs(made.value())))


def _of_masses(kind: str, p: Lattice, q: Lattice, scope: Scope) -> Ball:
    """On the integers: sums of |F - G| for W1; W2 by the north-west corner rule."""
    if np.size(p.location) != 1 or np.size(q.location) != 1:
        return balls.UNKNOWN
    reach = max(float(m.location + 30 * m.scale + 40) for m in (p, q))
    top = min(reach, max(float(p.upper), float(q.upper)))
    low = min(float(p.lower), float(q.lower))
    k = np.arange(low, top + 1)
    masses = [np.exp(log_density(m, balls.ball(k)).value()) for m in (p, q)]
    if kind == "W1":
        gaps = np.abs(np.cumsum(masses[0]) - np.cumsum(masses[1]))
        return balls.exact_radius(gaps.sum(), 1e-13 * (1 + len(k)))
    return root(balls.exact_radius(_corner(k, masses[0], masses[1]), 1e-13 * (1 + len(k))))


def _corner(k: Array, a: Any, b: Any) -> float:
    a, b = a.copy(), b.copy()
    i = j = 0
    cost = 0.0
    while i < len(k) and j < len(k):
        moved = min(a[i], b[j])
        cost += moved * (k[i] - k[j]) ** 2
        a[i] -= moved
        b[j] -= moved
        i, j = (i + 1, j) if a[i] <= b[j] else (i, j + 1)
    return float(cost)


def _bures(p: Gaussian, q: Gaussian) -> Ball:
    """|m - n|**2 + Trace(A + B - 2*(A^(1/2) B A^(1/2))^(1/2)), in the root (Olkin, Pukelsheim)."""
    gap = p.mean - q.mean
    cross = multiply(transpose(p.factor), q.factor)
    singular = np.linalg.svd(balls.as_matrix(cross).value(), compute_uv=False)
    traces = [trace(multiply(m.factor, transpose(m.factor))) for m in (p, q)]
    nuclear = balls.exact_radius(singular.sum(axis=-1), 1e-13 * (1 + singular.sum(axis=-1)))
    square = dot(gap, gap) + traces[0] + traces[1] - 2.0 * nuclear
    return root(square)
