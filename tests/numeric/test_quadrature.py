"""Integrals: peaks, kinks, singular ends, tails, divergence."""

from __future__ import annotations

import math

import numpy as np
import pytest

from derivcheck import (
    Abs,
    ChiSquare,
    E,
    Gamma,
    Integral,
    Max,
    Normal,
    cos,
    exp,
    log,
    positive,
    real,
    sqrt,
    variable,
)
from derivcheck import Piecewise as piecewise
from derivcheck.lang.algebra import oo
from derivcheck.lang.expression import Expr
from derivcheck.numeric import ball as balls
from derivcheck.numeric.evaluate import evaluate
from derivcheck.numeric.gauss_rule import gauss_rule
from derivcheck.numeric.laws.continuous import CONTINUOUS

x, y = variable("x y")
m, s = real("m"), positive("s")
LINE = (x, -oo, oo)

CONVERGENT: list[tuple[Expr, float]] = [
    (Integral(exp(-((x - 3) ** 2) / (2 * s**2)), LINE), math.sqrt(2 * math.pi) * 1e-6),
    (Integral(1 / (1 + x**2), LINE), math.pi),
    (Integral(1 / sqrt(x), (x, 0, 1)), 2.0),
    (Integral(log(x), (x, 0, 1)), -1.0),
    (Integral(Abs(x - m), (x, 0, 1)), 0.29),
    (Integral(Max(x, m), (x, 0, 1)), 0.3 * 0.3 + (1 - 0.09) / 2),
    (Integral(piecewise((1, x > m), (0, True)), (x, 0, 1)), 0.7),
    (Integral(cos(x), (x, 1, 0)), -math.sin(1.0)),
    (Integral(x ** (-2), (x, 1, oo)), 1.0),
    (Integral(Integral(exp(-Abs(x - y)), (y, -oo, x)), (x, 0, 2)), 2.0),
    (Integral(exp(-x), (x, 0, oo)), 1.0),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "value"), CONVERGENT)
def test_integrals_lie_within_their_bounds(expression: Expr, value: float) -> None:
    """Broken if an integral were off by more than it says, or not sharp."""
    made = evaluate(expression, {"m": 0.3, "s": 1e-6})
    assert abs(float(made.value()) - value) <= float(made.error())
    assert float(made.error()) <= 1e-7 * abs(value)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (Integral(x**2 / (1 + x**2), LINE), math.inf),
        (Integral(exp(x), LINE), math.inf),
        (Integral(-1 / x, (x, 1, oo)), -math.inf),
        (Integral(1 / x, (x, 0, 1)), math.inf),
    ],
)
def test_divergence_is_seen(expression: Expr, value: float) -> None:
    """Broken if a divergent integral came out finite, as adaptive rules report it."""
    assert float(evaluate(expression, {}).value()) == value


def test_a_difference_of_infinite_halves_is_undefined() -> None:
    """Broken if the mean of a Cauchy law came out as 0."""
    assert evaluate(Integral(x / (1 + x**2), LINE), {}).undefined()


def test_a_peak_far_from_the_law_is_not_missed_in_silence() -> None:
    """Broken if the peak of p**2/q, a thousand widths away, were left out of a sharp value."""
    made = evaluate(ChiSquare(Normal(m, s), Normal(0, s)), {"m": 20.0, "s": 0.02})
    exact = math.expm1(700.0)
    assert float(made.error()) > exact or made.unknown()


def test_growth_against_a_normal_law() -> None:
    """Broken if E[exp(x**2)] under a normal law were finite, or took the tail for undefined."""
    assert float(evaluate(E[x : Normal(0, 1)](exp(x**2)), {}).value()) == math.inf


def test_a_singular_point_inside_is_found() -> None:
    """Broken if 1/x**2 were integrated across 0."""
    assert float(evaluate(E[x : Normal(0, 1)](1 / x**2), {}).value()) == math.inf


@pytest.mark.parametrize("power", [1, 2])
def test_logarithmic_tails_are_left_open(power: int) -> None:
    """Broken if a tail too slow to judge were given a value."""
    made = evaluate(Integral(1 / (x * log(x) ** power), (x, 2, oo)), {})
    assert made.unknown() or made.infinite() or float(made.error()) > 0.01


def test_an_undefined_integrand_makes_the_integral_undefined() -> None:
    """Broken if log of negative numbers were integrated over."""
    assert evaluate(Integral(log(x), (x, -1, 1)), {}).undefined()


def test_bounds_may_be_uncertain() -> None:
    """Broken if the doubt in a bound did not reach the integral."""
    from derivcheck.numeric.ball import exact_radius

    made = evaluate(Integral(1, (x, 0, m)), {"m": exact_radius(1.0, 1e-3)})
    assert float(made.error()) >= 1e-3
    assert np.isfinite(made.error())


def test_slow_convergence_is_not_taken_for_divergence() -> None:
    """Broken if E[log x] under a gamma law of small shape came out as -oo."""
    made = evaluate(E[x : Gamma(0.002, 1)](log(x)), {})
    assert not made.infinite()


def test_a_gauss_rule_is_made_once_for_a_law() -> None:
    """The same eigenvalue problem would be solved for every average under one law."""
    law = CONTINUOUS["Beta"](balls.ball(2.0), balls.ball(3.0))
    nodes, weights = gauss_rule(law, 9, 0)
    assert gauss_rule(law, 9, 0)[0] is nodes
    assert gauss_rule(law, 8, 0)[0].shape != nodes.shape
    assert (weights.value() * nodes).sum() == pytest.approx(2 / 5, rel=1e-13)


def test_uniform_laws_share_a_rule() -> None:
    """Each uniform law would have an eigenvalue problem of its own, at every node of another."""
    nodes, weights = gauss_rule(CONTINUOUS["Uniform"](balls.ball(2.0), balls.ball(5.0)), 9, 0)
    assert ((nodes > 2) & (nodes < 5)).all()
    assert (weights.value() * nodes**16).sum() == pytest.approx((5.0**17 - 2.0**17) / 51, rel=1e-12)
