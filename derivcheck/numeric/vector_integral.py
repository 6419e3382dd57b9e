"""Integrals over all vectors of a size: Gauss rules about the densities inside, or panels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.lang.calculus import Integral
from derivcheck.lang.law import Density
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball, as_matrix, total
from derivcheck.numeric.elementary import exp, log, log_sum
from derivcheck.numeric.linear import column, shrink
from derivcheck.numeric.measure import Blend, Gaussian, Joint, Line, Measure
from derivcheck.numeric.quadrature import integrate
from derivcheck.numeric.scaling import Array
from derivcheck.numeric.scope import Scope, TooLarge

DEFAULT = (-8.0, -4.0, -2.0, 0.0, 2.0, 4.0, 8.0)
ORDERS = {1: (40, 30), 2: (28, 22), 3: (16, 13)}
SHARP = 1e-7


@dataclass(frozen=True, slots=True)
class Bump:
    """A normal bump of the integrand: weight, centre, factor L of its covariance L @ L'."""

    weight: float
    centre: Array
    factor: Array


def over_vectors(node: Integral, size: int, scope: Scope) -> Ball:
    """Integral(f, (x, vector(size)))."""
    bumps = [] if scope.depth else list(_bumps(node, size, scope))
    if bumps and size in ORDERS:
        made = _about(node, bumps, size, scope)
        if made.error() <= SHARP * (1e-3 + np.abs(made.value())) or size > 2:
            return made
    return _nested(node, size, scope)


def _about(node: Integral, bumps: list[Bump], size: int, scope: Scope) -> Ball:
    """Means of f/g under the bumps g is the sum of; the error from two orders."""
    fine, coarse = (_by_order(node, bumps, order, size, scope) for order in ORDERS[size])
    gap = np.abs((fine - coarse).value())
    return fine.widen(10 * gap) if np.isfinite(gap) else balls.UNKNOWN


def _by_order(node: Integral, bumps: list[Bump], order: int, size: int, scope: Scope) -> Ball:
    points, weights = np.polynomial.hermite_e.hermegauss(order)
    grid = np.stack(np.meshgrid(*[points] * size, indexing="ij"), axis=-1).reshape(-1, size)
    shares = np.prod(
        np.stack(np.meshgrid(*[weights] * size, indexing="ij"), axis=-1).reshape(-1, size), axis=-1
    ) / (2 * np.pi) ** (size / 2)
    whole = sum(bump.weight for bump in bumps)
    made = balls.ball(0.0)
    for bump in bumps:
        nodes = bump.centre + grid @ bump.factor.T
        at = shrink(balls.ball(nodes[..., None], 2))
        values = scope.bind({node.variable.name: at}, axes=1).value(node.body)
        density = log_sum([_log_bump(b, nodes, whole) for b in bumps])
        ratio = values / exp(density)
        made = made + total(ratio * balls.ball(shares * bump.weight / whole))
    return made


def _log_bump(bump: Bump, nodes: Array, whole: float) -> Ball:
    score = np.linalg.solve(bump.factor, (nodes - bump.centre).T).T
    size = nodes.shape[-1]
    volume = np.log(np.abs(np.linalg.det(bump.factor))) + size * np.log(2 * np.pi) / 2
    exponent = -(score**2).sum(axis=-1) / 2 - volume
    return balls.exact_radius(exponent, 1e-15 * np.abs(exponent)) + log(
        balls.ball(bump.weight / whole)
    )


def _nested(node: Integral, size: int, scope: Scope) -> Ball:
    """One component inside the other, by panels about the origin."""
    if size > 2:
        raise TooLarge

    def level(done: list[Ball], inside: Scope) -> Ball:
        if len(done) == size:
            return inside.bind({node.variable.name: shrink(column(done))}).value(node.body)
        edges = np.array(DEFAULT).reshape((-1,) + (1,) * inside.depth)
        return integrate(
            lambda x: level([*done, x], inside.bind({}, axes=1)),
            edges,
            inside.engine.effort,
            True,
            True,
        )

    return level([], scope)


def _bumps(node: Integral, size: int, scope: Scope) -> Iterator[Bump]:
    """The components of the densities in the body, taken back through affine arguments."""
    for part in node.body.walk():
        if not isinstance(part, Density) or len(part.arguments) != 1:
            continue
        if not part.law.free_names() <= scope.values.keys():
            continue
        image = _affine(part.arguments[0], node.variable.name, size, scope)
        if image is None or np.linalg.matrix_rank(image[0]) < size:
            continue
        back = np.linalg.inv(image[0])
        for weight, centre, factor in _components(scope.measure(part.law), 1.0):
            yield Bump(weight, back @ (centre - image[1]), back @ factor)


def _affine(argument: Any, name: str, size: int, scope: Scope) -> tuple[Any, Any] | None:
    def at(point: Any) -> Any:
        inside = scope.bind({name: shrink(balls.ball(point.reshape(-1, 1), 2))})
        if not inside.engine.names(argument) <= inside.values.keys():
            return None
        value: Any = as_matrix(inside.value(argument)).value()
        return value[:, 0]

    origin = at(np.zeros(size))
    if origin is None or len(origin) != size:
        return None
    return np.stack([at(unit) - origin for unit in np.eye(size)], axis=1), origin


def _components(measure: Measure, weight: float) -> Iterator[tuple[float, Any, Any]]:
    if isinstance(measure, Blend):
        for share, part in measure.parts:
            yield from _components(part, weight * float(share.value()))
    elif isinstance(measure, Joint):
        listed: list[Any] = list(measure.parts)
        if all(isinstance(part, Line) for part in listed):
            centre = np.array([float(part.location) for part in listed])
            yield weight, centre, np.diag([float(part.scale) for part in listed])
    elif isinstance(measure, Gaussian):
        yield weight, measure.mean.value()[:, 0], measure.factor.value()
    elif isinstance(measure, Line):
        yield weight, np.array([float(measure.location)]), np.array([[float(measure.scale)]])
