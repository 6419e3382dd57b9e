"""Every named law against an independent table of distributions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from scipy import stats

from derivcheck.lang import laws
from derivcheck.lang.declare import real
from derivcheck.lang.domain import Integers, Interval
from derivcheck.lang.law import Law

CASES: list[tuple[Law, Any]] = [
    (laws.Normal(Fraction(-3, 2), 2), stats.norm(-1.5, 2)),
    (laws.LogNormal(0.25, 0.5), stats.lognorm(0.5, scale=np.exp(0.25))),
    (laws.Laplace(1, 0.75), stats.laplace(1, 0.75)),
    (laws.Logistic(-1, 0.5), stats.logistic(-1, 0.5)),
    (laws.Gumbel(2, 1.5), stats.gumbel_r(2, 1.5)),
    (laws.Exponential(2.5), stats.expon(scale=1 / 2.5)),
    (laws.Gamma(2.5, 0.5), stats.gamma(2.5, scale=2)),
    (laws.Beta(2.5, 1.25), stats.beta(2.5, 1.25)),
    (laws.Uniform(-1, 3), stats.uniform(-1, 4)),
    (laws.StudentT(3.5), stats.t(3.5)),
    (laws.Cauchy(1, 2), stats.cauchy(1, 2)),
    (laws.Pareto(1.5, 2.5), stats.pareto(2.5, scale=1.5)),
    (laws.Weibull(2, 1.5), stats.weibull_min(1.5, scale=2)),
    (laws.Bernoulli(0.3), stats.bernoulli(0.3)),
    (laws.Binomial(6, 0.3), stats.binom(6, 0.3)),
    (laws.Poisson(2.5), stats.poisson(2.5)),
    (laws.Geometric(0.3), stats.geom(0.3)),
    (
        laws.categorical(0.2, 0.5, 0.3),
        stats.rv_discrete(values=([0, 1, 2], [0.2, 0.5, 0.3])),
    ),
]
MIXTURE = laws.Mixture((0.25, laws.Normal(-1, 1)), (0.75, laws.Normal(2, 3)))

each_law = pytest.mark.parametrize(
    ("law", "reference"), CASES, ids=lambda case: getattr(type(case), "__name__", "")
)


def test_all_laws_are_compared() -> None:
    """A law left out of the comparison could carry a wrong density."""
    made = {type(law).__name__ for law, _ in CASES}
    assert made == set(laws.LAWS) - {"Dirac", "MultivariateNormal", "Mixture", "Independent", "Iid"}


@each_law
def test_log_density(law: Law, reference: Any, value: Callable[..., float]) -> None:
    """A density with a wrong factor or parameter would spoil every claim about the law."""
    log_density = reference.logpmf if law.is_discrete else reference.logpdf
    x = real("x")
    for point in reference.rvs(size=20, random_state=1):
        assert value(law.log_density(x), x=float(point)) == pytest.approx(log_density(point))


@each_law
def test_density_is_the_exponential(law: Law, reference: Any, value: Callable[..., float]) -> None:
    """A mass function that disagrees with its logarithm would prove two different things."""
    density = reference.pmf if law.is_discrete else reference.pdf
    x = real("x")
    for point in reference.rvs(size=5, random_state=2):
        assert value(law.density(x), x=float(point)) == pytest.approx(density(point))


@each_law
def test_support(law: Law, reference: Any, value: Callable[..., float]) -> None:
    """A support cut short would lose mass, one too wide would use the density where it is not."""
    support: Any = law.support
    assert isinstance(support, Integers if law.is_discrete else Interval)
    lower, upper = reference.support()
    assert (value(support.lower), value(support.upper)) == pytest.approx((lower, upper))


@each_law
def test_moments(law: Law, reference: Any, value: Callable[..., float]) -> None:
    """A wrong moment would prove a wrong expectation without any integral."""
    mean, variance = reference.stats(moments="mv")
    if law.mean is not None:
        assert value(law.mean) == pytest.approx(float(mean))
    if law.variance is not None:
        assert value(law.variance) == pytest.approx(float(variance))


@pytest.mark.parametrize("law", [laws.StudentT(3), laws.Cauchy(0, 1), laws.Pareto(1, 3)])
def test_moments_that_may_not_exist(law: Law) -> None:
    """A moment offered without its condition would be used where it is infinite."""
    assert law.mean is None
    assert law.variance is None


@each_law
def test_conditions_hold(law: Law, reference: Any, true: Callable[..., bool]) -> None:
    """A condition that rejects valid parameters would refute true claims."""
    assert law.conditions()
    # The three decimals of the categorical law do not sum to 1 in floats.
    assert all(true(c) for c in law.conditions() if law != CASES[-1][0])


@pytest.mark.parametrize(
    "law",
    [
        laws.Normal(0, 0),
        laws.Laplace(0, -1),
        laws.Exponential(0),
        laws.Gamma(1, -1),
        laws.Uniform(1, 1),
        laws.Pareto(0, 1),
        laws.Bernoulli(Fraction(3, 2)),
        laws.Binomial(2, -1),
        laws.Geometric(0),
        laws.categorical(1, 1),
        laws.Mixture((2, laws.Normal(0, 1)), (1, laws.Normal(0, 1))),
        laws.Mixture((1, laws.Normal(0, 0))),
        laws.Iid(laws.Normal(0, -1), 2),
        laws.Independent(laws.Normal(0, 1), laws.Normal(0, -1)),
    ],
    ids=lambda law: type(law).__name__,
)
def test_conditions_fail(law: Law, true: Callable[..., bool]) -> None:
    """Parameters outside the law's range would pass unseen."""
    assert not all(true(c) for c in law.conditions())


@pytest.mark.parametrize("prob", [0, 1])
def test_certain_bernoulli(prob: int, value: Callable[..., float]) -> None:
    """At the ends of the range the mass is 0 or 1, where its logarithm is undefined."""
    law, x = laws.Bernoulli(prob), real("x")
    assert (value(law.density(x), x=prob), value(law.density(x), x=1 - prob)) == (1, 0)


def test_mixture_mean(value: Callable[..., float]) -> None:
    """The mean of a mixture is the weighted mean, and unknown if one part's is."""
    assert MIXTURE.mean is not None
    assert value(MIXTURE.mean) == pytest.approx(0.25 * -1 + 0.75 * 2)
    assert laws.Mixture((0.5, laws.Normal(0, 1)), (0.5, laws.Cauchy(0, 1))).mean is None
