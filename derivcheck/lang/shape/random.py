"""Shapes of expectations, variances, probabilities, densities and divergences."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.lang.divergence import Divergence
from derivcheck.lang.errors import AuthorError, ShapeError
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Density
from derivcheck.lang.probability import (
    Binding,
    Cdf,
    Covariance,
    Expectation,
    Probability,
    Variance,
)
from derivcheck.lang.shape.arithmetic import fits
from derivcheck.lang.shape.conditions import check_condition
from derivcheck.lang.shape.context import Context
from derivcheck.lang.shape.kinds import SCALAR, Kind, matrix
from derivcheck.lang.shape.laws import components, drawn


def expectation(part: Expectation, context: Context) -> Kind:
    """An expectation acts on each component."""
    return _inside(part.bindings, context).shape(part.body)


def variance(part: Variance, context: Context) -> Kind:
    """The variance of a number; the covariance matrix of a vector."""
    return _covariance(part.body, part.body, _inside(part.bindings, context))


def covariance(part: Covariance, context: Context) -> Kind:
    """The covariance of two numbers; the matrix of covariances of two vectors."""
    return _covariance(part.left, part.right, _inside(part.bindings, context))


def probability(part: Probability, context: Context) -> Kind:
    """The probability of an event."""
    check_condition(part.event, _inside(part.bindings, context))
    return SCALAR


def density(part: Density, context: Context) -> Kind:
    """p(x): one argument as the variable is, or one for each component of a joint law."""
    if not part.law.has_density:
        raise AuthorError("a law with a point mass has no density", remedy="use E, Prob or Cdf")
    kind = drawn(part.law, context)
    if len(part.arguments) == 1:
        fits(context.kind(part.arguments[0]), kind, "the density")
        return SCALAR
    wanted = components(part.law, context)
    if wanted is None or len(wanted) != len(part.arguments):
        raise ShapeError(f"the density takes {kind}, not {len(part.arguments)} arguments")
    for argument, component in zip(part.arguments, wanted, strict=True):
        fits(context.kind(argument), component, "the density")
    return SCALAR


def cdf(part: Cdf, context: Context) -> Kind:
    """Cdf(p, x) of a law of numbers."""
    fits(drawn(part.law, context), SCALAR, "Cdf's law")
    return context.number(part.at, "Cdf")


def divergence(part: Divergence, context: Context) -> Kind:
    """Divergences compare laws on one space."""
    first, *others = (drawn(law, context) for law in part.laws)
    for other in others:
        if other != first:
            raise ShapeError(f"{part.kind} compares laws on one space, not {first} and {other}")
    for parameter in part.parameters:
        context.number(parameter, part.kind)
    return SCALAR


def _inside(bindings: Sequence[Binding], context: Context) -> Context:
    for binding in bindings:
        context = context.bind(binding.variable.name, drawn(binding.law, context))
    return context


def _covariance(left: Expr, right: Expr, context: Context) -> Kind:
    first, second = context.shape(left), context.shape(right)
    if first.is_number and second.is_number:
        return SCALAR
    if first.is_vector and second.is_vector:
        return matrix(first.sizes[0], second.sizes[0])
    raise ShapeError(f"covariances are of two numbers or two vectors, not {first} and {second}")
