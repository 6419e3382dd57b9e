"""Derivatives, gradients and Hessians by differences with a bound."""

from __future__ import annotations

import math

import numpy as np
import pytest

from derivcheck import (
    Abs,
    Derivative,
    Determinant,
    Dot,
    E,
    Gradient,
    Hessian,
    Integral,
    Max,
    Norm,
    Normal,
    Trace,
    exp,
    log,
    matrices,
    positive,
    real,
    sign,
    sin,
    sqrt,
    variable,
    vectors,
)
from derivcheck.lang.condition import piecewise
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.linear import VectorOf
from derivcheck.numeric.evaluate import evaluate

x, t = real("x t")
s = positive("s")
y = variable("y")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (Derivative(log(x**2 + 1), x), 2.6 / 2.69),
        (Derivative(sin(x), (x, 2)), -math.sin(1.3)),
        (Derivative(exp(x), (x, 3)), math.exp(1.3)),
        (Derivative(log(s), (s, 3)), 2 / 0.01**3),
        (Derivative(E[y : Normal(x, 1)](sin(y)), x), math.cos(1.3) * math.exp(-0.5)),
        (Derivative(Integral(exp(-(y**2)), (y, 0, x)), x), math.exp(-1.69)),
    ],
)
def test_derivatives_lie_within_their_bounds(expression: Expr, value: float) -> None:
    """Broken if a derivative were off by more than it says, or not sharp."""
    made = evaluate(expression, {"x": 1.3, "s": 0.01})
    assert abs(float(made.value()) - value) <= float(made.error())
    assert float(made.error()) <= 1e-6 * abs(value)


@pytest.mark.parametrize(
    "expression",
    [
        Derivative(Abs(t), t),
        Derivative(2 * t + Max(t, 0), t),
        Derivative(sqrt(t**2), t),
        Derivative((t**2) ** (expr(1) / 2), t),
        Derivative(sqrt(Abs(t)), t),
        Derivative(piecewise((t, t < 0), (2 * t, True)), t),
        Derivative(Norm(VectorOf((t, expr(0)))), t),
        Derivative(Max(t, 0) ** 2, (t, 2)),
        Derivative(Abs(t), (t, 2)),
    ],
)
def test_there_is_no_derivative_at_a_kink(expression: Expr) -> None:
    """Broken if symmetric differences made Abs flat at 0."""
    assert np.isnan(float(evaluate(expression, {"t": 0.0}).value()))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (Derivative(Abs(t) ** 3, (t, 2)), 0.0),
        (Derivative(Max(t, 0) ** 2, t), 0.0),
        (Derivative(t + Max(t, 0) ** 2, t), 1.0),
        (Derivative(exp(Abs(t) ** 2), (t, 2)), 2.0),
        (Derivative(Max(t, x), t), 0.0),
        (Derivative(Abs(sin(t)) * sin(t), t), 0.0),
    ],
)
def test_a_kink_that_is_smoothed_has_its_derivative(expression: Expr, value: float) -> None:
    """Broken if a true step about a power of a kink were refuted."""
    made = evaluate(expression, {"t": 0.0, "x": 1.0})
    assert abs(float(made.value()) - value) <= float(made.error()) <= 1e-6


@pytest.mark.parametrize("at", [1e-3, 2e-4, 5e-5, 2e-5, -7e-5])
def test_a_kink_nearby_is_within_the_bounds(at: float) -> None:
    """Broken if differences across a kink were held for sharp."""
    made = evaluate(Derivative(Max(t, 0) ** 2, t), {"t": at})
    assert abs(float(made.value()) - 2 * max(at, 0.0)) <= float(made.error())


def test_what_is_steep_at_a_point_is_not_undefined() -> None:
    """Broken if a third derivative, or a slope that is infinite, were called undefined or 0."""
    for expression in (Derivative(Abs(t), (t, 3)), Derivative(sign(t), t)):
        made = evaluate(expression, {"t": 0.0})
        assert float(made.error()) > 1


def test_the_gradient_in_a_symmetric_matrix_is_its_symmetric_part() -> None:
    """Broken if Gradient(Trace(A @ S), S) were A: two contradicting equations would hold."""
    a, symmetric = matrices("A", 2, 2), matrices("S", 2, 2, "symmetric")
    numbers = np.array([[1.0, 2.0], [0.5, -1.0]])
    made = evaluate(
        Gradient(Trace(a @ symmetric), symmetric), {"A": numbers, "S": np.array([[2.0, 1], [1, 3]])}
    )
    assert np.allclose(made.value(), (numbers + numbers.T) / 2, atol=1e-10)


def test_gradient_and_hessian_are_shaped_as_their_variable() -> None:
    """Broken if a gradient were transposed, or a Hessian mixed up its entries."""
    v, a = vectors("v", 2), matrices("A", 2, 2)
    point, numbers = np.array([[1.0], [2.0]]), np.array([[1.0, 2.0], [0.5, 3.0]])
    slope = evaluate(Gradient(Dot(v, a @ v), v), {"v": point, "A": numbers})
    assert np.allclose(slope.value(), (numbers + numbers.T) @ point, atol=1e-9)
    bend = evaluate(Hessian(Dot(v, a @ v), v), {"v": point, "A": numbers})
    assert np.allclose(bend.value(), numbers + numbers.T, atol=1e-8)
    matrix = evaluate(Gradient(log(Determinant(a)), a), {"A": numbers})
    assert np.allclose(matrix.value(), np.linalg.inv(numbers).T, atol=1e-9)


def test_the_derivative_at_a_pole_is_undefined() -> None:
    """Broken if a function undefined at a point had a derivative there."""
    assert evaluate(Derivative(1 / x, x), {"x": 0.0}).undefined()
