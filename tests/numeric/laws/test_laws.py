"""Named laws against an independent library."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from scipy import stats

from derivcheck import KL, Cdf, Gumbel, Pareto
from derivcheck.numeric.ball import ball
from derivcheck.numeric.evaluate import evaluate
from derivcheck.numeric.laws.table import NAMED
from derivcheck.numeric.measure import Line, cdf, log_density, survival

CONTINUOUS: list[tuple[str, tuple[float, ...], Any]] = [
    ("Normal", (0.5, 2.0), stats.norm(0.5, 2.0)),
    ("LogNormal", (0.3, 0.8), stats.lognorm(0.8, scale=np.exp(0.3))),
    ("Laplace", (0.5, 2.0), stats.laplace(0.5, 2.0)),
    ("Logistic", (0.5, 2.0), stats.logistic(0.5, 2.0)),
    ("Gumbel", (0.5, 2.0), stats.gumbel_r(0.5, 2.0)),
    ("Exponential", (2.5,), stats.expon(scale=0.4)),
    ("Gamma", (2.5, 1.5), stats.gamma(2.5, scale=1 / 1.5)),
    ("Beta", (2.5, 0.7), stats.beta(2.5, 0.7)),
    ("Uniform", (-1.0, 2.0), stats.uniform(-1.0, 3.0)),
    ("StudentT", (3.5,), stats.t(3.5)),
    ("Cauchy", (0.5, 2.0), stats.cauchy(0.5, 2.0)),
    ("Pareto", (1.5, 2.5), stats.pareto(2.5, scale=1.5)),
    ("Weibull", (1.5, 2.5), stats.weibull_min(2.5, scale=1.5)),
]
DISCRETE: list[tuple[str, tuple[float, ...], Any]] = [
    ("Bernoulli", (0.3,), stats.bernoulli(0.3)),
    ("Binomial", (5.0, 0.3), stats.binom(5, 0.3)),
    ("Poisson", (2.5,), stats.poisson(2.5)),
    ("Geometric", (0.3,), stats.geom(0.3)),
]


@pytest.mark.parametrize(("name", "parameters", "reference"), CONTINUOUS)
def test_densities_and_distributions(
    name: str, parameters: tuple[float, ...], reference: Any
) -> None:
    """Broken if a law were parametrised otherwise than the language says, or off anywhere."""
    points = np.concatenate([reference.ppf([0.001, 0.1, 0.5, 0.9, 0.999]), [-30.0, -0.5, 0.7]])
    with np.errstate(all="ignore"):
        law = NAMED[name](*(ball(p) for p in parameters))
        made = [f(law, ball(points)).value() for f in (log_density, cdf, survival)]
        expected = [f(points) for f in (reference.logpdf, reference.cdf, reference.sf)]
    for value, exact in zip(made, expected, strict=True):
        assert np.allclose(value, exact, rtol=1e-10, atol=1e-290)


@pytest.mark.parametrize(("name", "parameters", "reference"), DISCRETE)
def test_masses(name: str, parameters: tuple[float, ...], reference: Any) -> None:
    """Broken if a mass function were shifted, or put mass off the integers."""
    points = np.array([-1.0, 0.0, 1.0, 2.0, 3.0, 5.0, 6.0])
    with np.errstate(all="ignore"):
        law = NAMED[name](*(ball(p) for p in parameters))
        made = np.exp(log_density(law, ball(points)).value())
        between = np.exp(log_density(law, ball(0.5)).value())
    assert np.allclose(made, reference.pmf(points), rtol=1e-12)
    assert between == 0


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("Normal", (0.0, -1.0)),
        ("Normal", (0.0, 0.0)),
        ("Uniform", (1.0, 0.0)),
        ("Bernoulli", (1.5,)),
        ("Exponential", (-1.0,)),
    ],
)
def test_impossible_parameters_make_a_law_undefined(
    name: str, parameters: tuple[float, ...]
) -> None:
    """Broken if a normal law of negative deviation had a density."""
    with np.errstate(all="ignore"):
        law = NAMED[name](*(ball(p) for p in parameters))
        assert log_density(law, ball(0.5)).undefined() or not isinstance(law, Line)


@pytest.mark.parametrize(("a", "b"), [("2", "1/40"), ("1/3", "3/125"), ("1/40", "2")])
def test_two_power_laws_of_different_tails(a: str, b: str) -> None:
    """Broken if far quantiles of one law hid where the other has its mass."""
    first, second = Fraction(a), Fraction(b)
    made = evaluate(KL(Pareto(1, first), Pareto(1, second)), {})
    exact = math.log(first / second) + float(second / first) - 1
    assert abs(float(made.value()) - exact) <= float(made.error()) + 1e-12 * abs(exact)


def test_an_underflow_is_no_exact_zero() -> None:
    """Broken if a probability too small for a double were told from its closed form."""
    made = evaluate(Cdf(Gumbel(1, Fraction(89, 1000)), 0), {})
    assert float(made.error()) > 0
