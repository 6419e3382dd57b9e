"""Derivatives by central differences of high order at several step widths, the best one kept."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.calculus import Derivative
from derivcheck.lang.domain import Domain, Interval, MatrixDomain
from derivcheck.lang.linear import Gradient, Hessian
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import (
    Ball,
    as_matrix,
    as_number,
    total,
)
from derivcheck.numeric.kinks import at_kink, tied
from derivcheck.numeric.linear import shrink
from derivcheck.numeric.scope import Scope

# Central weights at -5..5 steps, of orders 10 and 8 (Fornberg, Generation of finite difference
# formulas, 1988), for the first and the second derivative.
_FIRST = np.array(
    [[5 / 6, -5 / 21, 5 / 84, -5 / 504, 1 / 1260], [4 / 5, -1 / 5, 4 / 105, -1 / 280, 0]]
)
_SECOND = np.array(
    [[5 / 3, -5 / 21, 5 / 126, -5 / 1008, 1 / 3150], [8 / 5, -1 / 5, 8 / 315, -1 / 560, 0]]
)
_CENTRE = np.array([[-5269 / 1800], [-205 / 72]])
WEIGHTS = {
    1: np.concatenate([-_FIRST[:, ::-1], 0 * _CENTRE, _FIRST], axis=1),
    2: np.concatenate([_SECOND[:, ::-1], _CENTRE, _SECOND], axis=1),
}
STEPS = np.arange(-5, 6)
WIDTHS = (0.06, 0.02, 0.005, 1e-3, 1e-4)
"""Step widths against the scale of the variable."""

DOUBT = 10.0
"""Two estimates contradict each other beyond so many times their error bounds."""

Along = Callable[[Ball], Ball]
"""A function of a shift, evaluated along a new first axis."""


def derivative(node: Derivative, scope: Scope) -> Ball:
    """Derivative(f, (x, n)) at `at`."""
    at = as_number(scope.value(node.at))
    name = node.variable.name

    def along(shift: Ball) -> Ball:
        return scope.bind({name: at + shift}, axes=1).value(node.body)

    here = scope.bind({name: at})
    inside = here.value(node.body)
    nothing = _no_number(inside)
    if np.all(nothing):
        return balls.UNDEFINED
    scale = _scale(node.variable.domain, at, scope)
    # Under a binder a node at a kink is one of many, and its slope counts for nothing.
    if not scope.depth and not inside.rank and tied(node, here):
        return at_kink(along, scale, node.order) if node.order <= 2 else balls.UNKNOWN
    made = differentiate(along, scale, scope.depth, node.order)
    return balls.where(nothing, balls.UNDEFINED, made)


def _no_number(inside: Ball) -> Any:
    """Where the function itself is undefined or infinite: it has no derivative there."""
    return inside.undefined() | inside.infinite()


def _scale(domain: Domain, at: Ball, scope: Scope) -> Any:
    """The size of a step of 1: within the domain of the variable, if it has bounds."""
    point = np.abs(at.value())
    scale = np.maximum(point, 1.0)
    if not isinstance(domain, Interval):
        return scale
    for bound in (domain.lower, domain.upper):
        if scope.engine.names(bound) <= scope.values.keys():
            distance = np.abs(at.value() - scope.value(bound).value())
            scale = np.where((distance > 0) & (distance < 2 * scale), distance, scale)
    return scale


def differentiate(along: Along, scale: Any, depth: int, order: int = 1) -> Ball:
    """The derivative of the given order at shift 0, with bounds for truncation and noise."""
    if order > 2:
        return _higher(along, scale, depth, order)
    made: list[Ball] = []
    for width in WIDTHS:
        made.append(_at_width(along, scale * width, depth, order))
        if _sharp(made[-1]):
            return made[-1]
    return _best(made)


def _best(made: list[Ball]) -> Ball:
    """The best of the estimates by wide and narrow steps.

    What two orders differ by bounds the error of a smooth function. Where estimates of neighbouring
    widths contradict each other it is none (there is a kink near), and their distance is added.
    """
    doubts = [_contradiction(wide, narrow) for wide, narrow in pairwise(made)]
    best = balls.UNKNOWN
    for one, *beside in zip(made, [0.0, *doubts], [*doubts, 0.0], strict=True):
        best = _better(one.widen(np.maximum(*beside)), best)
    return best


def _contradiction(a: Ball, b: Ball) -> Any:
    """The distance of two estimates, where their bounds do not make up for it."""
    distance = np.abs(a.value() - b.value())
    return np.where(distance > DOUBT * (a.error() + b.error()), distance, 0.0)


def _higher(along: Along, scale: Any, depth: int, order: int) -> Ball:
    """The derivative of the derivative: shifts of the inner one are added to the outer's."""

    def inner(outer: Ball) -> Ball:
        def moved(shift: Ball) -> Ball:
            return _flattened(along, outer, shift)

        return differentiate(moved, scale, depth + 1, order - 2)

    return differentiate(inner, scale, depth, 2)


def _flattened(along: Along, outer: Ball, shift: Ball) -> Ball:
    """Two axes of shifts (inner in front of outer) as one for `along`, and apart again."""
    both = shift + outer
    lead = both.batch[:2]
    flat = both.map(lambda part: part.reshape((lead[0] * lead[1], *part.shape[2:])))
    values = along(flat)
    axes = len(both.batch) - 1
    if len(values.batch) < axes:
        return values
    return values.map(lambda part: part.reshape((*lead, *part.shape[1:])))


def _at_width(along: Along, step: Any, depth: int, order: int) -> Ball:
    values = along(balls.ball(STEPS.reshape((-1,) + (1,) * depth) * step))
    if len(values.batch) > depth and values.batch[0] == 1:
        values = balls.take(values, 0)  # the same at every step
    if len(values.batch) <= depth and not values.rank:
        return balls.where(values.undefined(), balls.UNKNOWN, values * 0.0)
    if len(values.batch) <= depth:
        return values * 0.0
    fine, coarse = (_weighted(values, weights) for weights in WEIGHTS[order])
    power = balls.ball(step**order)
    made, rough = fine / power, coarse / power
    gap = np.abs((made - rough).value())
    bad = made.undefined() | made.infinite() | ~np.isfinite(gap)
    made = made.widen(np.where(np.isfinite(gap), gap, 0.0))
    return balls.where(bad, balls.UNKNOWN, made) if not made.rank else _guard(made, bad)


def _guard(made: Ball, bad: Any) -> Ball:
    return Ball(
        np.where(bad, 0.0, made.mid), np.where(bad, np.inf, made.rad), made.scale, made.rank
    )


def _weighted(values: Ball, weights: Any) -> Ball:
    shape = (-1,) + (1,) * (values.mid.ndim - 1)
    return total(balls.times(values, weights.reshape(shape)))


def _better(a: Ball, b: Ball) -> Ball:
    if a.rank or b.rank:
        return a if np.max(a.error()) < np.max(b.error()) or b is balls.UNKNOWN else b
    return balls.where(a.error() < b.error(), a, b)


def _sharp(a: Ball) -> bool:
    size, error = np.abs(a.value()), a.error()
    return bool(np.all(error <= 1e-11 * (1 + size)) or error.max() <= 1e-10 * size.max())


def gradient(node: Gradient, scope: Scope) -> Ball:
    """Gradient(f, x), shaped as x; in a symmetric matrix the symmetric part."""
    at = as_matrix(scope.value(node.at))
    name = node.variable.name
    rows, columns = at.matrix
    if np.all(_no_number(scope.bind({name: shrink(at)}).value(node.body))):
        return _nowhere(rows, columns)
    directions = _directions(node.variable, rows, columns)
    entries: dict[tuple[int, int], Ball] = {}
    for place, direction in directions.items():
        entries[place] = _directional(node.body, name, at, direction, scope)
    filled = [
        [entries[(i, j)] if (i, j) in entries else entries[(j, i)] for j in range(columns)]
        for i in range(rows)
    ]
    return shrink(_matrix(filled))


def _directions(variable: Symbol, rows: int, columns: int) -> dict[tuple[int, int], Any]:
    """Unit steps; in a symmetric matrix both entries move by half each."""
    domain = variable.domain
    symmetric = isinstance(domain, MatrixDomain) and domain.kind != "general"
    made = {}
    for i in range(rows):
        for j in range(columns):
            if symmetric and j < i:
                continue
            step = np.zeros((rows, columns))
            step[i, j] += 0.5 if symmetric else 1.0
            step[(j, i) if symmetric else (i, j)] += 0.5 if symmetric else 0.0
            made[(i, j)] = step
    return made


def _directional(body: Any, name: str, at: Ball, direction: Any, scope: Scope) -> Ball:
    def along(shift: Ball) -> Ball:
        moved = as_matrix(shift) * balls.ball(direction, 2) + at
        return scope.bind({name: shrink(moved)}, axes=1).value(body)

    return as_number(differentiate(along, np.asarray(0.4), scope.depth))


def _nowhere(rows: int, columns: int) -> Ball:
    return shrink(balls.ball(np.full((rows, columns), np.nan), 2))


def _matrix(entries: list[list[Ball]]) -> Ball:
    rows = [balls.stack(row, axis=-1) for row in entries]
    made = balls.stack(rows, axis=-2)
    return Ball(made.mid, made.rad, made.scale, 2)


def hessian(node: Hessian, scope: Scope) -> Ball:
    """Hessian(f, x): derivatives of the entries of the gradient."""
    at = as_matrix(scope.value(node.at))
    size = at.matrix[0]
    if np.all(_no_number(scope.bind({node.variable.name: shrink(at)}).value(node.body))):
        return _nowhere(size, size)
    unit = [np.eye(size)[:, [i]] for i in range(size)]
    half = {
        (i, j): _mixed(node, at, unit[i], unit[j], scope)
        for i in range(size)
        for j in range(i, size)
    }
    entries = [[half[min(i, j), max(i, j)] for j in range(size)] for i in range(size)]
    return shrink(_matrix(entries))


def _mixed(node: Hessian, at: Ball, first: Any, second: Any, scope: Scope) -> Ball:
    def outer(shift: Ball) -> Ball:
        base = as_matrix(shift) * balls.ball(second, 2) + at

        def inner(other: Ball) -> Ball:
            moved = as_matrix(other) * balls.ball(first, 2) + base
            return scope.bind({node.variable.name: shrink(moved)}, axes=2).value(node.body)

        return differentiate(inner, np.asarray(0.4), scope.depth + 1)

    return as_number(differentiate(outer, np.asarray(0.4), scope.depth))
