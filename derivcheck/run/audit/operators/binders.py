"""Mistakes with integrals, sums, limits and optima: bounds, directions, the kind, the order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from derivcheck.core.claim import Goal
from derivcheck.lang.algebra import Constant, Neg, Number, oo
from derivcheck.lang.calculus import Derivative, Integral, Limit, Product, Range, Sum
from derivcheck.lang.expression import Expr
from derivcheck.lang.node import Node
from derivcheck.lang.optimum import Kind, Optimum
from derivcheck.run.audit.operator import Operator

ZERO = Number(Fraction(0))
OPPOSITE: dict[Kind, Kind] = {
    "Sup": "Inf",
    "Inf": "Sup",
    "ArgMax": "ArgMin",
    "ArgMin": "ArgMax",
}


def _bounds(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, Integral | Sum | Product | Optimum) and isinstance(node.region, Range):
        region = node.region
        for lower in _ends(region.lower):
            yield replace(node, region=Range(lower, region.upper))
        for upper in _ends(region.upper):
            yield replace(node, region=Range(region.lower, upper))


def _ends(end: Expr) -> Iterator[Expr]:
    """An end moved by one; 0 for an infinite one."""
    if _is_infinite(end):
        yield ZERO
    elif isinstance(end, Number):
        yield Number(end.value + 1)
        yield Number(end.value - 1)
    else:
        yield end + 1
        yield end - 1


def _is_infinite(end: Expr) -> bool:
    inside = end.operand if isinstance(end, Neg) else end
    return isinstance(inside, Constant) and inside.name == "oo"


def _direction(node: Node, goal: Goal) -> Iterator[Node]:
    if not isinstance(node, Limit):
        return
    if node.direction:
        yield replace(node, direction="-" if node.direction == "+" else "+")
    if _is_infinite(node.point):
        yield replace(node, point=node.point.operand if isinstance(node.point, Neg) else -oo)
    else:
        yield replace(node, point=node.point + 1)


def _kind(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, Optimum):
        yield replace(node, kind=OPPOSITE[node.kind])
    elif isinstance(node, Sum):
        yield Product(node.body, node.variable, node.region)
    elif isinstance(node, Product):
        yield Sum(node.body, node.variable, node.region)


def _derivative(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, Derivative):
        yield replace(node, order=node.order + 1)
        if node.at == node.variable:
            yield node.body if node.order == 1 else replace(node, order=node.order - 1)


OPERATORS = (
    Operator("bounds", "a bound of an integral, sum, product or optimum moved", _bounds),
    Operator("limit", "a limit from the other side, or at another point", _direction),
    Operator("kind", "supremum for infimum, sum for product", _kind),
    Operator("derivative", "a derivative of an order one higher or lower", _derivative),
)
