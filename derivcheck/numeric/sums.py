"""Sums and products over integers: finite ones term by term, infinite ones by doubling blocks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from derivcheck.lang.calculus import Product, Sum
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball, total
from derivcheck.numeric.extrapolate import magnitude, series, settled
from derivcheck.numeric.scaling import Array
from derivcheck.numeric.scope import Scope, TooLarge
from derivcheck.numeric.settle import settle

MOST_TERMS = 50_000
BLOCKS = 8

Term = Callable[[Ball], Ball]


def summation(node: Sum, scope: Scope) -> Ball:
    """Sum(f, (k, a, b)): 0 over an empty range."""
    lower, upper = _bounds(node, scope)
    if lower is None or upper is None:
        return balls.UNDEFINED
    name = node.variable.name

    def term(k: Ball) -> Ball:
        return scope.bind({name: k}, axes=1).value(node.body)

    return sum_over(term, lower, upper, np.asarray(32.0), scope)


def product(node: Product, scope: Scope) -> Ball:
    """Product(f, (k, a, b)): 1 over an empty range."""
    lower, upper = _bounds(node, scope)
    if lower is None or upper is None:
        return balls.UNDEFINED
    if not np.isfinite(upper - lower).all():
        return balls.UNKNOWN
    name, made = node.variable.name, balls.ball(1.0)
    for step in range(int((upper - lower).max()) + 1):
        k = lower + step
        factor = scope.bind({name: balls.ball(k)}).value(node.body)
        made = made * balls.where(k <= upper, factor, balls.ball(1.0))
    return made


def _bounds(node: Sum | Product, scope: Scope) -> tuple[Array | None, Array | None]:
    made: list[Array | None] = []
    for bound in (node.region.lower, node.region.upper):
        value = scope.value(bound)
        at = value.value()
        near = np.where(np.isfinite(at), np.rint(np.where(np.isfinite(at), at, 0)), at)
        proper = (np.abs(at - near) < 1e-9) | np.isinf(at)
        made.append(near if np.all(proper) and not value.unknown().any() else None)
    return made[0], made[1]


def sum_over(term: Term, lower: Array, upper: Array, reach: Array, scope: Scope) -> Ball:
    """The sum of term(k), lower <= k <= upper; `reach` is where the terms begin to shrink."""
    if np.isneginf(lower).any():
        if not np.isposinf(upper).all():
            return sum_over(lambda k: term(-k), -upper, -lower, reach, scope)
        below = sum_over(lambda k: term(-k), np.ones_like(lower), -lower, reach, scope)
        return below + sum_over(term, np.zeros_like(lower), upper, reach, scope)
    count = upper - lower + 1
    if np.isfinite(count).all():
        return _finite(term, lower, upper, int(max(0.0, count.max())), scope)
    return _infinite(term, lower, reach, scope)


def _finite(term: Term, lower: Array, upper: Array, count: int, scope: Scope) -> Ball:
    if count > MOST_TERMS:
        raise TooLarge
    k = block(lower, 0, max(count, 1), scope.depth)
    values = with_axis(term(balls.ball(np.minimum(k, np.maximum(upper, lower)))), k)
    return total(balls.where(k <= upper, values, balls.ball(0.0)))


def block(lower: Array, start: int, stop: int, depth: int) -> Array:
    """lower + start, ..., lower + stop - 1 along a new first axis."""
    steps = np.arange(start, stop, dtype=np.float64).reshape((-1,) + (1,) * depth)
    return lower + steps


def with_axis(values: Ball, nodes: Array) -> Ball:
    """Values along the axis of the nodes, also where they do not depend on them."""
    axes = nodes.ndim
    rest = values.batch[1:] if len(values.batch) == axes else values.batch
    rest = (1,) * (axes - 1 - len(rest)) + rest
    return balls.spread(values, (nodes.shape[0], *np.broadcast_shapes(rest, nodes.shape[1:])))


def _infinite(term: Term, lower: Array, reach: Array, scope: Scope) -> Ball:
    core = int(min(4096, max(32, np.nan_to_num(np.max(reach)))))
    nodes = block(lower, 0, core, scope.depth)
    first = with_axis(term(balls.ball(nodes)), nodes)
    head = total(first)
    size = magnitude(first)
    parts = []
    for step in range(BLOCKS):
        nodes = block(lower, core * 2**step, core * 2 ** (step + 1), scope.depth)
        if nodes.size > scope.engine.effort.nodes:
            raise TooLarge
        parts.append(total(with_axis(term(balls.ball(nodes)), nodes)))
        if len(parts) >= 2 and settled(balls.stack(parts), size):
            break
    stacked = balls.stack(parts)
    made = head + series(stacked, size)
    return _sharper(made, head, stacked)


def _sharper(made: Ball, head: Ball, parts: Ball) -> Ball:
    """Partial sums of smooth terms have an expansion in the number of terms: eliminate it."""
    if parts.rank or parts.mid.shape[0] < 6:
        return made
    partial = [head]
    for index in range(parts.mid.shape[0]):
        partial.append(partial[-1] + balls.take(parts, index))
    fine = settle(balls.stack(partial))
    plain = ~made.infinite() & ~made.undefined() & ~made.unknown() & ~fine.infinite()
    return balls.where(plain & (fine.error() < made.error()), fine, made)
