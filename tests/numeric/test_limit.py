"""Limits and infinite sums: extrapolated with a bound, or found to diverge."""

from __future__ import annotations

import math

import pytest

from derivcheck import (
    KL,
    Limit,
    Normal,
    Sum,
    cos,
    exp,
    factorial,
    log,
    real,
    sigmoid,
    sin,
    variable,
)
from derivcheck.lang.algebra import oo
from derivcheck.lang.expression import Expr
from derivcheck.numeric.evaluate import evaluate

x, k = variable("x k")
a = real("a")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (Limit(sin(x) / x, x, 0), 1.0),
        (Limit((1 - cos(x)) / x**2, x, 0, "+"), 0.5),
        (Limit((1 + 1 / x) ** x, x, oo), math.e),
        (Limit(x * log(x), x, 0, "+"), 0.0),
        (Limit(sigmoid(x), x, -oo), 0.0),
        (Limit((exp(x) - 1) / x, x, 0), 1.0),
        (Limit(Sum(1 / k, (k, 1, x)) - log(x), x, oo), 0.5772156649015329),
        (Sum(1 / k**2, (k, 1, oo)), math.pi**2 / 6),
        (Sum(2**k / factorial(k), (k, 0, oo)), math.e**2),
        (Sum(k, (k, 1, 0)), 0.0),
    ],
)
def test_values_lie_within_their_bounds(expression: Expr, value: float) -> None:
    """Broken if a limit or a sum were off by more than it says, or not sharp."""
    made = evaluate(expression, {})
    assert abs(float(made.value()) - value) <= float(made.error()) + 1e-15
    assert float(made.error()) <= 1e-7


@pytest.mark.parametrize(
    "expression",
    [
        Limit(log(x), x, oo),
        Limit(1 / x, x, 0, "+"),
        Limit(KL(Normal(1, x), Normal(0, x)), x, 0, "+"),
        Sum(1 / k, (k, 1, oo)),
    ],
)
def test_divergence_is_seen(expression: Expr) -> None:
    """Broken if slow growth passed for a finite value."""
    assert float(evaluate(expression, {}).value()) == math.inf


def test_sides_that_differ_have_no_limit() -> None:
    """Broken if 1/x had a limit at 0."""
    assert evaluate(Limit(1 / x, x, 0), {}).undefined()


def test_oscillation_is_left_open() -> None:
    """Broken if sin(x) were given a limit at infinity."""
    made = evaluate(Limit(sin(x), x, oo), {})
    assert made.unknown() or float(made.error()) > 0.1


def test_a_slow_maximum_is_no_limit() -> None:
    """Broken if a sequence were believed to settle where it only turns round."""
    made = evaluate(Limit(log(x) / x ** (a / 1000), x, oo), {"a": 59})
    assert not float(made.error()) < 1 or abs(float(made.value())) <= float(made.error())
