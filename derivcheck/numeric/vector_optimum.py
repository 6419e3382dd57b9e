"""Optima over all vectors of a size: descent from several starts, then Newton steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.lang.linear import Gradient, Hessian
from derivcheck.lang.optimum import Optimum
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import UNKNOWN, Ball, as_matrix
from derivcheck.numeric.derivative import gradient, hessian
from derivcheck.numeric.linear import shrink
from derivcheck.numeric.scope import Scope
from derivcheck.numeric.settle import settle

STARTS = 4
FAR = 1e6
FAR_UP = 1e300
STEP = 2.0**-26
"""The step of differences: the root of what doubles resolve."""
NEAR = 1e-4
"""After a step shorter than this the second derivatives, dear as they are, serve again."""
DOUBLINGS = 40
"""Points of a ray, each twice as far out as the one before."""


def over_vectors(node: Optimum, size: int, sign: float, scope: Scope) -> Ball:
    """Sup, Inf, ArgMax, ArgMin over vector(size); only outside every other binder."""
    if scope.depth:
        return balls.UNKNOWN
    from scipy.optimize import minimize

    loss = _loss(node, sign, scope)
    generator = np.random.default_rng(size)
    starts = [np.zeros(size), *(generator.normal(size=(STARTS - 1, size)) * 2)]
    ends = [
        minimize(loss, s, method="BFGS", jac=True, callback=_stop_far_out, options={"gtol": 1e-7})
        for s in starts
    ]
    best = min(ends, key=lambda end: float(end.fun))
    if not np.isfinite(best.fun) or best.fun < -1e12 or np.abs(best.x).max() > FAR:
        return _along_a_ray(node, best.x, sign, scope)
    at, error = _newton(node, best.x, scope)
    if node.kind in ("Sup", "Inf"):
        return _value(node, at, scope).widen(error**2 * 10 + 1e-13)
    gaps = [np.abs(end.x - best.x).max() for end in ends if end.fun <= best.fun + 1e-8]
    if max(gaps) > 1e-2 * (1 + np.abs(best.x).max()):
        return balls.UNDEFINED
    return shrink(balls.exact_radius(at.reshape(-1, 1), error, 2))


def _loss(node: Optimum, sign: float, scope: Scope) -> Callable[[Any], tuple[float, Any]]:
    """What is minimised, with its slope by differences: all of them in one evaluation."""
    alone = any(isinstance(part, Optimum) for part in node.body.walk())

    def heights(points: Any) -> Any:
        if alone:  # an optimum within this one is not found at several points at once
            return np.concatenate([_heights(node, point[None], sign, scope) for point in points])
        return _heights(node, points, sign, scope)

    def loss(point: Any) -> tuple[float, Any]:
        moved = point + np.diag(STEP * np.maximum(1.0, np.abs(point)))
        height, *around = heights(np.vstack([point, moved]))
        return float(height), (np.asarray(around) - height) / (np.diagonal(moved) - point)

    return loss


def _heights(node: Optimum, points: Any, sign: float, scope: Scope) -> Any:
    """The body at points, one a row, made to be minimised; far up where it has no value."""
    columns = shrink(balls.ball(points[:, :, None], 2))
    if len(points) == 1:
        made = scope.bind({node.variable.name: balls.take(columns, 0)}).value(node.body)
    else:
        made = scope.bind({node.variable.name: columns}, axes=1).value(node.body)
    found = np.full(len(points), np.inf) if made.rank else made.value() * -sign
    return np.where(np.isfinite(found), found, FAR_UP) + np.zeros(len(points))


def _stop_far_out(point: Any) -> None:
    if np.abs(point).max() > FAR:
        raise StopIteration


def _along_a_ray(node: Optimum, point: Any, sign: float, scope: Scope) -> Ball:
    """Where the search ran away: infinite if the body is in that direction, else unknown."""
    direction = point / np.abs(point).max()
    values = [_value(node, direction * 2.0**step, scope) * sign for step in range(DOUBLINGS)]
    limit = settle(balls.stack(values))
    if not np.isposinf(limit.mid).all():
        return balls.UNKNOWN
    return limit * sign if node.kind in ("Sup", "Inf") else balls.UNDEFINED


def _value(node: Optimum, point: Any, scope: Scope) -> Ball:
    column = shrink(balls.ball(np.asarray(point).reshape(-1, 1), 2))
    return scope.bind({node.variable.name: column}).value(node.body)


def _newton(node: Optimum, point: Any, scope: Scope) -> tuple[Any, float]:
    """A stationary point from a point near it, and how far the last step still went."""
    size, error, moved = len(point), np.inf, np.inf
    bend = UNKNOWN
    name = node.variable.name
    at = np.asarray(point, dtype=np.float64)
    for _ in range(3):
        here = scope.bind({name: shrink(balls.ball(at.reshape(-1, 1), 2))})
        slope = as_matrix(gradient(Gradient(node.body, node.variable, node.variable), here))
        if moved > NEAR:
            bend = as_matrix(hessian(Hessian(node.body, node.variable, node.variable), here))
        try:
            step = -np.linalg.solve(bend.value(), slope.value())
            noise = np.abs(np.linalg.inv(bend.value())).sum() * float(slope.error().max())
        except np.linalg.LinAlgError:
            return at, float("inf")
        if not np.isfinite(step).all():
            return at, float("inf")
        moved = float(np.abs(step).max())
        at, error = at + step.reshape(size), moved * 0.1 + noise
        if error < 1e-11:
            break
    return at, error + 1e-14 * float(1 + np.abs(at).max())
