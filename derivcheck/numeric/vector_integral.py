"""Integrals over all vectors of a size, one component inside the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from derivcheck.lang.calculus import Integral
from derivcheck.lang.law import Density
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Array, Ball, as_matrix
from derivcheck.numeric.features import tidy
from derivcheck.numeric.linear import column, shrink
from derivcheck.numeric.measure import Blend, Gaussian, Joint, Line, Measure
from derivcheck.numeric.quadrature import integrate
from derivcheck.numeric.scope import Scope

MARKS = (-7.0, -3.0, -1.0, 1.0, 3.0, 7.0)
DEFAULT = (-8.0, -4.0, -2.0, 0.0, 2.0, 4.0, 8.0)


def over_vectors(node: Integral, size: int, scope: Scope) -> Ball:
    """Integral(f, (x, vector(size)))."""
    name = node.variable.name
    places = list(_places(node, size, scope))

    def level(done: list[Ball], inside: Scope) -> Ball:
        if len(done) == size:
            return inside.bind({name: shrink(column(done))}).value(node.body)
        edges = _edges(places, len(done), inside.depth)
        return integrate(
            lambda x: level([*done, x], inside.bind({}, axes=1)),
            edges,
            inside.engine.effort,
            True,
            True,
        )

    return level([], scope)


def _edges(places: list[tuple[Any, Any]], index: int, depth: int) -> Array:
    marks = MARKS if places else DEFAULT
    listed = places or [(np.zeros(index + 1), np.ones(index + 1))]
    points = [np.asarray(at[index] + spread[index] * m) for at, spread in listed for m in marks]
    infinite = np.asarray(np.inf)
    return np.stack([e.reshape((1,) * depth) for e in tidy(points, -infinite, infinite, 0)])


def _places(node: Integral, size: int, scope: Scope) -> Iterator[tuple[Any, Any]]:
    """Centres and widths of the densities in the body, taken back through affine arguments."""
    if scope.depth:
        return
    for part in node.body.walk():
        if not isinstance(part, Density) or len(part.arguments) != 1:
            continue
        if not part.law.free_names() <= scope.values.keys():
            continue
        image = _affine(part.arguments[0], node.variable.name, size, scope)
        if image is None:
            continue
        for centre, width in _components(scope.measure(part.law)):
            try:
                back = np.linalg.inv(image[0])
            except np.linalg.LinAlgError:
                continue
            yield back @ (centre - image[1]), np.sqrt((back**2) @ (width**2))


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


def _components(measure: Measure) -> Iterator[tuple[Any, Any]]:
    if isinstance(measure, Blend):
        for _, part in measure.parts:
            yield from _components(part)
    elif isinstance(measure, Joint):
        if all(isinstance(part, Line) for part in measure.parts):
            listed: list[Any] = list(measure.parts)
            yield (
                np.array([float(part.location) for part in listed]),
                np.array([float(part.scale) for part in listed]),
            )
    elif isinstance(measure, Gaussian):
        factor = measure.factor.value()
        yield measure.mean.value()[:, 0], np.sqrt((factor**2).sum(axis=1))
    elif isinstance(measure, Line):
        yield np.array([float(measure.location)]), np.array([float(measure.scale)])
