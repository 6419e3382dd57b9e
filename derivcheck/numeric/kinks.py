"""Derivatives at a kink: from the left and from the right, undefined where the two differ.

Symmetric differences see no kink that they are centred at: for Abs at 0 they give 0. Differences
of one side see it: their gap stays, however narrow the step, where a smooth function closes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from derivcheck.lang.algebra import Number, Pow
from derivcheck.lang.calculus import Derivative
from derivcheck.lang.condition import Compare
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Call
from derivcheck.lang.linear import MatrixCall
from derivcheck.lang.node import Node
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball, total
from derivcheck.numeric.scope import Scope

# Weights at 0..5 steps to the right, for the first and the second derivative (Fornberg,
# Generation of finite difference formulas, 1988).
WEIGHTS = {
    1: np.array([-137 / 60, 5, -5, 10 / 3, -5 / 4, 1 / 5]),
    2: np.array([15 / 4, -77 / 6, 107 / 6, -13, 61 / 12, -5 / 6]),
}
STEPS = np.arange(6)
WIDTHS = {1: (1e-2, 1e-3, 1e-4), 2: (1e-2, 3e-3, 1e-3)}
"""Step widths against the scale of the variable, for either derivative."""

LASTING = 0.999
"""What is left of a gap for a narrower step, if the gap is one of the limits."""


def tied(node: Derivative, here: Scope) -> bool:
    """Whether a part of the body has its kink or jump exactly at the point."""
    name, known = node.variable.name, here.values.keys()
    gaps = (gap for part in node.body.walk() for gap in _gaps(part))
    return any(name in gap.names <= known and _is_zero(gap, here) for gap in gaps)


def _gaps(part: Node) -> Iterator[Expr]:
    """What is 0 where a part has its kink."""
    match part:
        case Call(name="Max" | "Min", arguments=arguments):
            yield from (a - b for a, b in combinations(arguments, 2))
        case Call(name="Abs" | "sign" | "Heaviside" | "sqrt", arguments=(argument,)):
            yield argument
        case Pow(base=base, exponent=exponent) if not _whole(exponent):
            yield base
        case Compare(left=left, right=right):
            yield left - right
        case MatrixCall(operation="Norm"):
            yield part


def _whole(exponent: Expr) -> bool:
    return isinstance(exponent, Number) and exponent.value.denominator == 1


def _is_zero(gap: Expr, here: Scope) -> bool:
    value = here.value(gap)
    return bool(np.all(np.abs(value.value()) <= value.error()))


def at_kink(along: Callable[[Ball], Ball], scale: Any, order: int) -> Ball:
    """The first or second derivative at a kink; undefined where a lower one has a jump."""
    made = balls.UNKNOWN
    for lower in range(1, order + 1):
        sides = [_sides(along, scale * width, lower) for width in WIDTHS[lower]]
        if not all(_usable(side) for pair in sides for side in pair):
            return balls.UNKNOWN
        if _lasts(sides):
            return balls.UNDEFINED
        made = _common(sides[1:])
    return made


def _sides(along: Callable[[Ball], Ball], step: Any, order: int) -> tuple[Ball, Ball]:
    """The derivative from the left and from the right, by steps of one width."""
    return _one_sided(along, -step, order), _one_sided(along, step, order)


def _one_sided(along: Callable[[Ball], Ball], step: Any, order: int) -> Ball:
    values = along(balls.ball(STEPS * step))
    weights = balls.ball(np.broadcast_to(WEIGHTS[order], values.mid.shape))
    return total(values * weights) / balls.ball(step**order)


def _usable(side: Ball) -> bool:
    return bool(np.all(np.isfinite(side.value()) & np.isfinite(side.error())))


def _lasts(sides: list[tuple[Ball, Ball]]) -> bool:
    """Whether the gap between the sides is no less for narrower steps, and is no noise."""
    gaps = [float(np.abs((right - left).value()).max()) for left, right in sides]
    noise = max(float(side.error().max()) for side in sides[-1])
    lasting = all(later >= LASTING * gap for gap, later in pairwise(gaps))
    return lasting and gaps[-1] > 100 * noise


def _common(sides: list[tuple[Ball, Ball]]) -> Ball:
    """A ball that holds all the estimates."""
    every = [side for pair in sides for side in pair]
    low = np.min([side.value() - side.error() for side in every])
    high = np.max([side.value() + side.error() for side in every])
    return balls.ball((low + high) / 2).widen(np.asarray((high - low) / 2))
