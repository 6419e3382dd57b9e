"""Shapes of integrals, sums, derivatives, limits and optima."""

from __future__ import annotations

from derivcheck.lang.calculus import (
    Derivative,
    Integral,
    Limit,
    Product,
    Range,
    Region,
    Sum,
)
from derivcheck.lang.errors import ShapeError
from derivcheck.lang.optimum import Optimum
from derivcheck.lang.shape.context import Context
from derivcheck.lang.shape.kinds import SCALAR, Kind, Shape, of_domain


def summed(part: Integral | Sum, context: Context) -> Kind:
    """Integrals and sums act on each component."""
    return _inside(part, context).shape(part.body)


def multiplied(part: Product, context: Context) -> Kind:
    """Products are of numbers."""
    return _inside(part, context).number(part.body, "Product")


def derived(part: Derivative, context: Context) -> Kind:
    """A derivative in a number acts on each component."""
    where = context.shape(part.at)
    if not where.is_number:
        raise ShapeError(
            f"Derivative is in a number, not in {where}", remedy="write Gradient(f, x)"
        )
    return context.bind(part.variable.name, SCALAR).shape(part.body)


def limit(part: Limit, context: Context) -> Kind:
    """A limit in a number acts on each component."""
    context.number(part.point, "Limit")
    return context.bind(part.variable.name, SCALAR).shape(part.body)


def optimum(part: Optimum, context: Context) -> Kind:
    """Sup and Inf are numbers; ArgMax and ArgMin are shaped as the variable."""
    _inside(part, context).number(part.body, part.kind)
    return SCALAR if part.kind in ("Sup", "Inf") else _region(part.region, context)


def _inside(part: Integral | Sum | Product | Optimum, context: Context) -> Context:
    return context.bind(part.variable.name, _region(part.region, context))


def _region(region: Region, context: Context) -> Shape:
    if isinstance(region, Range):
        context.number(region.lower, "a lower bound")
        context.number(region.upper, "an upper bound")
        return SCALAR
    made = of_domain(region)
    if not isinstance(made, Shape):
        raise ShapeError(f"a variable cannot range over {made}")
    return made
