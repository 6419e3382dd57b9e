"""Shapes of expressions, and whether the two sides of a statement fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from derivcheck.lang import algebra, calculus, condition, functions, linear, optimum, probability
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.errors import AuthorError, ShapeError
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Density, Law
from derivcheck.lang.sequences import Index
from derivcheck.lang.shape import arithmetic, binders, conditions, random
from derivcheck.lang.shape import linear as linear_rules
from derivcheck.lang.shape.context import Context, Scope
from derivcheck.lang.shape.kinds import Kind, Shape
from derivcheck.lang.shape.laws import drawn

NOTHING: Scope = MappingProxyType({})

RULES: Mapping[type, Callable[[Any, Context], Kind]] = MappingProxyType(
    {
        algebra.Number: arithmetic.literal,
        algebra.Constant: arithmetic.literal,
        algebra.Symbol: arithmetic.name,
        algebra.Abbreviation: arithmetic.abbreviation,
        algebra.Apply: arithmetic.applied,
        algebra.Add: arithmetic.added,
        algebra.Sub: arithmetic.added,
        algebra.Neg: arithmetic.negated,
        algebra.Mul: arithmetic.multiplied,
        algebra.Div: arithmetic.divided,
        algebra.Pow: arithmetic.power,
        algebra.MatMul: arithmetic.product,
        functions.Call: arithmetic.called,
        condition.Piecewise: arithmetic.cases,
        Index: arithmetic.component,
        linear.MatrixCall: linear_rules.operation,
        linear.VectorOf: linear_rules.column,
        linear.Gradient: linear_rules.gradient,
        linear.Hessian: linear_rules.hessian,
        calculus.Integral: binders.summed,
        calculus.Sum: binders.summed,
        calculus.Product: binders.multiplied,
        calculus.Derivative: binders.derived,
        calculus.Limit: binders.limit,
        optimum.Optimum: binders.optimum,
        probability.Expectation: random.expectation,
        probability.Variance: random.variance,
        probability.Covariance: random.covariance,
        probability.Probability: random.probability,
        probability.Cdf: random.cdf,
        Density: random.density,
        Divergence: random.divergence,
    }
)


def shape(expression: Expr, scope: Scope = NOTHING) -> Shape:
    """The shape of an expression; `scope` says what names bound further out are.

    Raises ShapeError where shapes do not fit, its `culprit` the smallest part at fault.
    """
    return Context(scope, RULES).shape(expression)


def law_kind(law: Law, scope: Scope = NOTHING) -> Kind:
    """What a variable drawn from a law is: a shape, or components reached by an index."""
    return drawn(law, Context(scope, RULES))


def check_condition(part: condition.Condition, scope: Scope = NOTHING) -> None:
    """Raise ShapeError where something in a condition does not fit."""
    conditions.check_condition(part, Context(scope, RULES))


def check_statement(lhs: Expr, relation: str, rhs: Expr, scope: Scope = NOTHING) -> None:
    """Raise ShapeError unless both sides have shapes that the relation compares."""
    conditions.check_relation(lhs, relation, rhs, Context(scope, RULES))


def first_rows(*expressions: Expr) -> Expr:
    """The number of rows of the first expression whose names all have shapes of their own."""
    for expression in expressions:
        try:
            found = shape(expression)
        except AuthorError:
            # A variable bound further out: another expression has to tell.
            continue
        if not found.is_number:
            return found.sizes[0].expression
    raise ShapeError("the size of a vector is not known here")
