# ruff: noqa: E501 (a formula is a line)
"""Laws and divergences against closed forms from the literature and against plain sampling.

Nothing here uses the densities, moments or quadrature of the package: the formulas are typed in from
the named sources, the samples are NumPy's, and a sample mean is held to six standard errors.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from derivcheck.lang.parse import Scope, parse_expression
from derivcheck.numeric.evaluate import evaluate

EULER = 0.57721566490153286061
COUNT = 200_000

JKB1 = "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, volume 1 (1994)"
JKB2 = "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, volume 2 (1995)"
JKK = "Johnson, Kemp and Kotz, Univariate Discrete Distributions (2005)"
COVER = "Cover and Thomas, Elements of Information Theory (2006), chapters 8 and 17"
GIL = "Gil, Alajaji and Linder, Renyi divergence measures for common distributions (2013), table 2"
VILLANI = "Villani, Topics in Optimal Transportation (2003), theorem 2.18"
TSYBAKOV = "Tsybakov, Introduction to Nonparametric Estimation (2009), section 2.4"
DEVROYE = "Devroye, Mehrabian and Reddad, The total variation distance between Gaussians (2018)"

LITERATURE: list[tuple[str, float, str]] = [
    ("E[x:Normal(-1.5, 2)](x**4)", 1.5**4 + 6 * 1.5**2 * 4 + 3 * 16, f"{JKB1}, chapter 13"),
    ("E[x:LogNormal(1/4, 1/2)](x)", math.exp(0.25 + 0.125), f"{JKB1}, chapter 14"),
    ("Var[x:LogNormal(1/4, 1/2)](x)", (math.exp(0.25) - 1) * math.exp(0.5 + 0.25), f"{JKB1}, chapter 14"),
    ("Var[x:Laplace(1, 3/4)](x)", 2 * 0.75**2, f"{JKB2}, chapter 24"),
    ("Var[x:Logistic(-1, 1/2)](x)", math.pi**2 / 12, f"{JKB2}, chapter 23"),
    ("E[x:Gumbel(2, 3/2)](x)", 2 + 1.5 * EULER, f"{JKB2}, chapter 22"),
    ("Var[x:Gumbel(2, 3/2)](x)", math.pi**2 * 1.5**2 / 6, f"{JKB2}, chapter 22"),
    ("E[x:Exponential(5/2)](x**3)", 6 / 2.5**3, f"{JKB1}, chapter 19"),
    ("Var[x:Gamma(5/2, 1/2)](x)", 2.5 / 0.25, f"{JKB1}, chapter 17"),
    ("Var[x:Beta(5/2, 5/4)](x)", 2.5 * 1.25 / (3.75**2 * 4.75), f"{JKB2}, chapter 25"),
    ("E[x:Uniform(-1, 3)](x**2)", (27 + 1) / 12, f"{JKB2}, chapter 26"),
    ("Var[x:StudentT(7/2)](x)", 3.5 / 1.5, f"{JKB2}, chapter 28"),
    ("Cdf(Cauchy(1, 2), 3)", 0.75, f"{JKB1}, chapter 16"),
    ("E[x:Pareto(3/2, 5/2)](x)", 2.5 * 1.5 / 1.5, f"{JKB1}, chapter 20"),
    ("E[x:Weibull(2, 3/2)](x)", 2 * math.gamma(1 + 2 / 3), f"{JKB1}, chapter 21"),
    ("E[x:Bernoulli(0.3)](x)", 0.3, f"{JKK}, chapter 3"),
    ("Var[x:Binomial(6, 0.3)](x)", 6 * 0.3 * 0.7, f"{JKK}, chapter 3"),
    ("E[x:Poisson(5/2)](x*(x - 1)*(x - 2))", 2.5**3, f"{JKK}, chapter 4"),
    ("Var[x:Geometric(0.3)](x)", 0.7 / 0.09, f"{JKK}, chapter 5, counted from 1"),
    ("E[x:Categorical(0.2, 0.5, 0.3)](x)", 0.5 + 0.6, "the definition"),
    ("E[x:Dirac(2)](x**2)", 4.0, "the definition"),
    ("Entropy(Normal(3, 2))", math.log(2 * math.sqrt(2 * math.pi * math.e)), f"{COVER}, table 17.1"),
    ("Entropy(Exponential(5/2))", 1 - math.log(2.5), f"{COVER}, table 17.1"),
    ("Entropy(Laplace(1, 3/4))", 1 + math.log(1.5), f"{COVER}, table 17.1"),
    ("Entropy(Logistic(-1, 1/2))", 2 + math.log(0.5), f"{COVER}, table 17.1"),
    ("Entropy(Cauchy(1, 2))", math.log(4 * math.pi * 2), f"{COVER}, table 17.1"),
    ("Entropy(Uniform(-1, 3))", math.log(4), f"{COVER}, table 17.1"),
    ("Entropy(Pareto(3/2, 5/2))", math.log(1.5 / 2.5) + 1 + 1 / 2.5, f"{COVER}, table 17.1"),
    ("Entropy(Weibull(2, 3/2))", EULER / 3 + math.log(2 / 1.5) + 1, f"{COVER}, table 17.1"),
    ("Entropy(LogNormal(1/4, 1/2))", 0.25 + math.log(2 * math.pi * math.e * 0.25) / 2, f"{COVER}, table 17.1"),
    ("Entropy(Bernoulli(1/4))", 0.25 * math.log(4) + 0.75 * math.log(4 / 3), f"{COVER}, chapter 2"),
    ("Entropy(Geometric(1/2))", 2 * math.log(2), f"{COVER}, problem 2.1"),
    ("KL(Normal(1, 2), Normal(-1, 3))", math.log(1.5) + (4 + 4) / 18 - 0.5, f"{GIL}"),
    ("KL(Exponential(2), Exponential(3))", math.log(2 / 3) + 3 / 2 - 1, f"{GIL}"),
    ("KL(Laplace(0, 1), Laplace(2, 1))", 2 + math.exp(-2) - 1, f"{GIL}"),
    ("KL(Poisson(2), Poisson(3))", 2 * math.log(2 / 3) + 1, f"{COVER}, chapter 2"),
    ("Renyi(Exponential(2), Exponential(3), 1/2)", -2 * math.log(math.sqrt(6) / 2.5), f"{GIL}"),
    ("Renyi(Normal(0, 1), Normal(1, 2), 2)", math.log(2) + 0.5 * math.log(4 / 7) + 1 / 7, f"{GIL}"),
    ("TV(Normal(0, 1), Normal(1, 1))", math.erf(1 / (2 * math.sqrt(2))), DEVROYE),
    ("TV(Exponential(1), Exponential(2))", 0.25, "the densities cross at log 2"),
    ("ChiSquare(Poisson(2), Poisson(3))", math.exp(1 / 3) - 1, TSYBAKOV),
    ("Hellinger2(Normal(0, 1), Normal(1, 2))", 1 - math.sqrt(4 / 5) * math.exp(-1 / 20), TSYBAKOV),
    ("Hellinger2(Poisson(2), Poisson(3))", 1 - math.exp(-((math.sqrt(3) - math.sqrt(2)) ** 2) / 2), TSYBAKOV),
    ("W2(Normal(0, 1), Normal(3, 5))", 5.0, VILLANI),
    ("W1(Uniform(0, 1), Uniform(0, 3))", 1.0, VILLANI),
    ("W2(Uniform(0, 1), Uniform(0, 3))", 2 / math.sqrt(3), VILLANI),
    ("W1(Bernoulli(1/4), Bernoulli(3/4))", 0.5, VILLANI),
    ("CrossEntropy(Exponential(2), Exponential(3))", 1.5 - math.log(3), f"{COVER}, chapter 2"),
    ("JS(Bernoulli(0), Bernoulli(1))", math.log(2), "laws that share no point"),
]  # fmt: skip


def value(text: str) -> float:
    """The package's number for an expression without names."""
    return float(evaluate(parse_expression(text, Scope()), {}).value())


@pytest.mark.parametrize(
    ("text", "expected", "source"), LITERATURE, ids=lambda part: str(part)[:50]
)
def test_closed_forms(text: str, expected: float, source: str) -> None:
    """A law would have other parameters, or a divergence another definition, than the field's."""
    assert value(text) == pytest.approx(expected, rel=1e-8, abs=1e-10), source


Draw = Callable[[np.random.Generator], Any]

SAMPLERS: dict[str, Draw] = {
    "Normal(-1.5, 2)": lambda g: g.normal(-1.5, 2.0, COUNT),
    "LogNormal(1/4, 1/2)": lambda g: np.exp(g.normal(0.25, 0.5, COUNT)),
    "Laplace(1, 3/4)": lambda g: 1 + 0.75 * (g.exponential(size=COUNT) - g.exponential(size=COUNT)),
    "Logistic(-1, 1/2)": lambda g: -1 + 0.5 * _logit(g.random(COUNT)),
    "Gumbel(2, 3/2)": lambda g: 2 - 1.5 * np.log(g.exponential(size=COUNT)),
    "Exponential(5/2)": lambda g: -np.log(g.random(COUNT)) / 2.5,
    "Gamma(3, 1/2)": lambda g: g.exponential(2.0, (3, COUNT)).sum(axis=0),
    "Beta(2, 3)": lambda g: np.sort(g.random((4, COUNT)), axis=0)[1],
    "Uniform(-1, 3)": lambda g: -1 + 4 * g.random(COUNT),
    "StudentT(3)": lambda g: g.normal(size=COUNT) / np.sqrt((g.normal(size=(3, COUNT)) ** 2).mean(axis=0)),
    "Cauchy(1, 2)": lambda g: 1 + 2 * g.normal(size=COUNT) / g.normal(size=COUNT),
    "Pareto(3/2, 5/2)": lambda g: 1.5 * g.random(COUNT) ** (-1 / 2.5),
    "Weibull(2, 3/2)": lambda g: 2 * g.exponential(size=COUNT) ** (1 / 1.5),
    "Bernoulli(0.3)": lambda g: g.random(COUNT) < 0.3,
    "Binomial(6, 0.3)": lambda g: (g.random((6, COUNT)) < 0.3).sum(axis=0),
    "Poisson(5/2)": lambda g: (np.cumsum(g.exponential(size=(40, COUNT)), axis=0) < 2.5).sum(axis=0),
    "Geometric(0.3)": lambda g: np.ceil(np.log(g.random(COUNT)) / math.log(0.7)),
    "Categorical(0.2, 0.5, 0.3)": lambda g: np.searchsorted([0.2, 0.7], g.random(COUNT)),
    "Mixture((1/4, Normal(-2, 1)), (3/4, Exponential(1)))": lambda g: np.where(
        g.random(COUNT) < 0.25, g.normal(-2, 1, COUNT), g.exponential(size=COUNT)
    ),
}  # fmt: skip
"""Draws by elementary constructions: inversion, sums, order statistics, ratios, counting."""

PROBES: dict[str, Callable[[Any], Any]] = {
    "sin(x)": np.sin,
    "exp(-x**2/10)": lambda x: np.exp(-(x**2) / 10),
    "Heaviside(x - 1.3)": lambda x: (x > 1.3).astype(float),
}


@pytest.mark.parametrize("probe", PROBES)
@pytest.mark.parametrize("law", SAMPLERS)
def test_means_of_samples(law: str, probe: str) -> None:
    """A law's quadrature or support would be off where no closed form tells."""
    draws = np.asarray(SAMPLERS[law](np.random.default_rng(7)), dtype=float)
    seen = PROBES[probe](draws)
    error = 6 * seen.std() / math.sqrt(COUNT) + 1e-12
    assert abs(value(f"E[x:{law}]({probe})") - seen.mean()) <= error


def _logit(u: Any) -> Any:
    return np.log(u / (1 - u))


def _p_quantile(u: Any) -> Any:
    """Of Laplace(3/10, 6/5)."""
    return 0.3 - 1.2 * np.sign(u - 0.5) * np.log1p(-2 * np.abs(u - 0.5))


def _q_quantile(u: Any) -> Any:
    """Of Logistic(-1/2, 4/5)."""
    return -0.5 + 0.8 * _logit(u)


def _p(x: Any) -> Any:
    return np.exp(-np.abs(x - 0.3) / 1.2) / 2.4


def _q(x: Any) -> Any:
    t = np.exp(-np.abs(x + 0.5) / 0.8)
    return t / (0.8 * (1 + t) ** 2)


def _mean(terms: Any) -> tuple[float, float]:
    return float(terms.mean()), float(6 * terms.std() / math.sqrt(terms.size))


Pair = tuple[float, float]
SAMPLED: dict[str, Callable[[Any], Pair]] = {
    "KL(p, q)": lambda u: _mean(np.log(_p(_p_quantile(u)) / _q(_p_quantile(u)))),
    "JS(p, q)": lambda u: _mean((_half(_p, _p_quantile(u)) + _half(_q, _q_quantile(u))) / 2),
    "TV(p, q)": lambda u: _mean(np.abs(1 - _q(_p_quantile(u)) / _p(_p_quantile(u))) / 2),
    "ChiSquare(q, p)": lambda u: _mean((_q(_p_quantile(u)) / _p(_p_quantile(u)) - 1) ** 2),
    "Hellinger2(p, q)": lambda u: _mean(1 - np.sqrt(_q(_p_quantile(u)) / _p(_p_quantile(u)))),
    "Entropy(p)": lambda u: _mean(-np.log(_p(_p_quantile(u)))),
    "CrossEntropy(p, q)": lambda u: _mean(-np.log(_q(_p_quantile(u)))),
    "exp(-Renyi(p, q, 1/2)/2)": lambda u: _mean(np.sqrt(_q(_p_quantile(u)) / _p(_p_quantile(u)))),
    "W1(p, q)": lambda u: _mean(np.abs(_p_quantile(u) - _q_quantile(u))),
    "W2(p, q)**2": lambda u: _mean((_p_quantile(u) - _q_quantile(u)) ** 2),
}


def _half(own: Callable[[Any], Any], x: Any) -> Any:
    return np.log(2 * own(x) / (_p(x) + _q(x)))


@pytest.mark.parametrize("divergence", SAMPLED)
def test_sampled_divergences(divergence: str) -> None:
    """A divergence of two laws that have no closed form together would be another number."""
    u = np.random.default_rng(11).random(COUNT)
    mean, error = SAMPLED[divergence](u)
    text = re.sub(r"\bp\b", "Laplace(3/10, 6/5)", divergence)
    text = re.sub(r"\bq\b", "Logistic(-1/2, 4/5)", text)
    assert abs(value(text) - mean) <= error
