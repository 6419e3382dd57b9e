"""Divergences against closed forms, and between laws that are mutually singular."""

from __future__ import annotations

import math

import numpy as np
import pytest

from derivcheck import (
    JS,
    KL,
    TV,
    W1,
    W2,
    Bernoulli,
    ChiSquare,
    CrossEntropy,
    Dirac,
    Entropy,
    Exponential,
    Hellinger2,
    Independent,
    MultivariateNormal,
    Normal,
    Renyi,
    Uniform,
    Zeros,
    matrices,
    real,
    vectors,
)
from derivcheck.lang.expression import Expr
from derivcheck.numeric.evaluate import evaluate

t = real("t")
P, Q = Normal(0, 1), Normal(1, 1)
LEFT, RIGHT = Independent(Dirac(0), Uniform(0, 1)), Independent(Dirac(t), Uniform(0, 1))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (KL(Normal(0, 1), Normal(1, 2)), math.log(2) + 2 / 8 - 0.5),
        (KL(Normal(0, 1e-3), Normal(5, 1e-3)), 25 / 2e-6),
        (KL(Uniform(0, 2), Uniform(0, 1)), math.inf),
        (KL(Uniform(0, 1), Uniform(0, 2)), math.log(2)),
        (KL(Bernoulli(0.25), Bernoulli(0.5)), 0.75 * math.log(1.5) - 0.25 * math.log(2)),
        (JS(Normal(0, 1), Normal(60, 1)), math.log(2)),
        (TV(P, Q), math.erf(1 / (2 * math.sqrt(2)))),
        (ChiSquare(P, Q), math.e - 1),
        (Hellinger2(P, Q), 1 - math.exp(-1 / 8)),
        (Renyi(P, Q, 2), 1.0),
        (Entropy(Exponential(2)), 1 - math.log(2)),
        (CrossEntropy(P, Q), math.log(2 * math.pi) / 2 + 1.0),
        (W1(P, Normal(1.3, 1)), 1.3),
        (W2(P, Normal(1.3, 2)), math.sqrt(1.69 + 1)),
        (W1(Exponential(1), Exponential(0.5)), 1.0),
        (W1(Bernoulli(0.25), Bernoulli(0.75)), 0.5),
        (W2(Dirac(1), Normal(1, 3)), 3.0),
    ],
)  # fmt: skip
def test_divergences_lie_within_their_bounds(expression: Expr, value: float) -> None:
    """Broken if a divergence were off by more than it says, or not sharp."""
    made = evaluate(expression, {})
    if math.isinf(value):
        assert float(made.value()) == value
        return
    assert abs(float(made.value()) - value) <= float(made.error()) + 1e-15
    assert float(made.error()) <= 1e-6 * (1e-3 + abs(value))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (JS(LEFT, RIGHT), math.log(2)),
        (KL(LEFT, RIGHT), math.inf),
        (TV(LEFT, RIGHT), 1.0),
        (Hellinger2(LEFT, RIGHT), 1.0),
        (W1(LEFT, RIGHT), 0.7),
        (W2(LEFT, RIGHT), 0.7),
        (JS(Dirac(0), Normal(0, 1)), math.log(2)),
    ],
)
def test_mutually_singular_laws_are_compared_as_measures(expression: Expr, value: float) -> None:
    """Broken if parallel lines were compared through densities they do not have."""
    made = evaluate(expression, {"t": -0.7})
    assert float(made.value()) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize("kind", [JS, KL, TV, W1, W2])
def test_equal_lines_are_at_no_distance(kind: object) -> None:
    """Broken if shared atoms made equal laws differ."""
    made = evaluate(kind(LEFT, RIGHT), {"t": 0.0})  # type: ignore[operator]
    assert abs(float(made.value())) <= float(made.error()) + 1e-12


def test_normal_vectors() -> None:
    """Broken if KL or W2 of normal vectors missed the general covariance."""
    v, s = vectors("v", 2), matrices("S", 2, 2, "positive definite")
    law = MultivariateNormal(v, s)
    mean, spread = np.array([[1.0], [-0.5]]), np.array([[2.0, 0.6], [0.6, 1.0]])
    at = {"v": mean, "S": spread, "I": np.eye(2)}
    other = MultivariateNormal(Zeros(2), matrices("I", 2, 2, "positive definite"))
    exact = (np.trace(spread) + (mean**2).sum() - 2 - np.log(np.linalg.det(spread))) / 2
    assert float(evaluate(KL(law, other), at).value()) == pytest.approx(exact, rel=1e-10)
    roots = np.sqrt(np.linalg.eigvalsh(spread))
    square = (mean**2).sum() + ((roots - 1) ** 2).sum()
    assert float(evaluate(W2(law, other), at).value()) == pytest.approx(np.sqrt(square), rel=1e-8)
