"""The value of an expression with its error bound: one handler for each kind of node."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from derivcheck.lang import (
    algebra,
    calculus,
    condition,
    divergence,
    functions,
    law,
    probability,
    sequences,
)
from derivcheck.lang import linear as matrices
from derivcheck.lang import optimum as optima
from derivcheck.lang.errors import EngineError
from derivcheck.lang.expression import Expr
from derivcheck.numeric import (
    arithmetic,
    conditions,
    derivative,
    expectation,
    integral,
    limit,
    linear,
    optimum,
    sums,
)
from derivcheck.numeric.ball import UNKNOWN, Ball, ball
from derivcheck.numeric.divergence import divergence as information
from derivcheck.numeric.laws.instance import Survival
from derivcheck.numeric.laws.table import measure_of
from derivcheck.numeric.scope import Effort, Engine, OutOfTime, Scope, TooLarge, Value

Handler = Callable[[Any, Scope], Ball]

HANDLERS: Mapping[type[Expr], Handler] = MappingProxyType(
    {
        algebra.Number: arithmetic.number,
        algebra.Constant: arithmetic.constant,
        algebra.Symbol: arithmetic.symbol,
        algebra.Abbreviation: arithmetic.abbreviation,
        algebra.Apply: arithmetic.apply,
        algebra.Add: arithmetic.added,
        algebra.Sub: arithmetic.added,
        algebra.Neg: arithmetic.negative,
        algebra.Mul: arithmetic.product,
        algebra.Div: arithmetic.quotient,
        algebra.Pow: arithmetic.raised,
        algebra.MatMul: linear.matmul,
        functions.Call: arithmetic.call,
        condition.Piecewise: conditions.piecewise,
        calculus.Integral: integral.integral,
        calculus.Sum: sums.summation,
        calculus.Product: sums.product,
        calculus.Derivative: derivative.derivative,
        calculus.Limit: limit.limit,
        optima.Optimum: optimum.optimum,
        probability.Expectation: expectation.expectation,
        probability.Variance: expectation.variance,
        probability.Covariance: expectation.covariance,
        probability.Probability: expectation.probability,
        probability.Cdf: integral.distribution,
        Survival: integral.beyond,
        law.Density: integral.density,
        divergence.Divergence: information,
        sequences.Index: linear.index,
        matrices.MatrixCall: linear.matrix_call,
        matrices.VectorOf: linear.vector_of,
        matrices.Gradient: derivative.gradient,
        matrices.Hessian: derivative.hessian,
    }
)


def evaluate(
    expression: Expr,
    environment: Mapping[str, Any],
    *,
    effort: Effort | None = None,
    deadline: float | None = None,
) -> Ball:
    """The value of an expression with an error bound.

    `environment` gives numbers, arrays (columns, matrices), balls or instances by name; `deadline`
    is a time of `time.monotonic()`, past which OutOfTime is raised. The result may be undefined,
    infinite, or unknown.
    """
    return evaluate_in(expression, make_scope(environment, effort or Effort(), deadline))


def evaluate_in(expression: Expr, scope: Scope) -> Ball:
    """The value in a scope at hand; unknown where it would cost too much."""
    try:
        with np.errstate(all="ignore"):
            return scope.value(expression)
    except TooLarge:
        return UNKNOWN


def make_scope(
    environment: Mapping[str, Any], effort: Effort, deadline: float | None = None
) -> Scope:
    """The outermost scope."""
    values = {name: as_value(value) for name, value in environment.items()}
    engine = Engine(_dispatch, conditions.decide, measure_of, _clock(deadline), effort)
    return Scope(engine, values)


def as_value(value: Any) -> Value:
    """A value of the environment: numbers and arrays become balls."""
    if isinstance(value, int | float):
        return ball(float(value))
    if hasattr(value, "shape") and getattr(value, "ndim", 0) == 2:
        return linear.shrink(ball(value, 2))
    made: Value = value
    return made


def _dispatch(expression: Expr, scope: Scope) -> Ball:
    handler = HANDLERS.get(type(expression))
    if handler is None:
        raise EngineError(f"the numeric route does not know {type(expression).__name__}")
    return handler(expression, scope)


def _clock(deadline: float | None) -> Callable[[], None]:
    def tick() -> None:
        if deadline is not None and time.monotonic() > deadline:
            raise OutOfTime

    return tick
