"""The normal law of vectors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from derivcheck.lang.declare import matrices, natural, variable, vectors
from derivcheck.lang.domain import VectorDomain
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.laws import MultivariateNormal
from derivcheck.lang.linear import Diag, Identity, PositiveDefinite
from derivcheck.lang.shape import SCALAR, shape

n = natural("n")
mu, v = vectors("mu v", n)


def test_support_has_the_size_of_the_covariance() -> None:
    """The size must be known also where the mean is a variable bound further out."""
    assert MultivariateNormal(variable("z"), Identity(n)).support == VectorDomain(n)
    assert MultivariateNormal(mu, variable("z")).support == VectorDomain(n)


def test_unknown_size() -> None:
    """A size that is nowhere to be found is an error, not a guess."""
    with pytest.raises(AuthorError, match="size"):
        _ = MultivariateNormal(variable("z"), variable("w")).support


def test_log_density_is_a_number() -> None:
    """A misplaced transpose in the density would leave a matrix."""
    covariance = matrices("S", n, n, "positive definite")
    assert shape(MultivariateNormal(mu, covariance).log_density(v)) == SCALAR


def test_log_density(value: Callable[..., float]) -> None:
    """A wrong factor in the density would spoil every claim about Gaussian vectors."""
    rng = np.random.default_rng(0)
    root = rng.normal(size=(3, 3))
    centre, point, spread = rng.normal(size=3), rng.normal(size=3), root @ root.T
    made = MultivariateNormal(mu, matrices("S", n, n, "positive definite")).log_density(v)
    expected = stats.multivariate_normal(centre, spread).logpdf(point)
    assert value(made, mu=centre, v=point, S=spread, n=3) == pytest.approx(float(expected))


def test_positive_definiteness_is_demanded() -> None:
    """A covariance that need not be positive definite would pass unseen."""
    declared = matrices("S", n, n, "positive definite")
    assert MultivariateNormal(mu, declared).conditions() == ()
    assert MultivariateNormal(mu, Diag(v)).conditions() == (PositiveDefinite(Diag(v)),)
    symmetric = matrices("S", n, n, "symmetric")
    assert MultivariateNormal(mu, symmetric).conditions() == (PositiveDefinite(symmetric),)
