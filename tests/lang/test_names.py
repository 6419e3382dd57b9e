"""The vocabulary of the claim language."""

from __future__ import annotations

from derivcheck.lang.functions import FUNCTIONS
from derivcheck.lang.laws import LAWS
from derivcheck.lang.names import UNRESERVED, VOCABULARY

WORDS = """
pi oo EulerGamma
exp log sqrt Abs sign Max Min sin cos tan sinh cosh tanh atan erf gamma loggamma digamma beta
factorial binomial sigmoid softplus Heaviside Piecewise
E Var Cov Prob Cdf
Integral Sum Product Derivative Limit
ArgMax ArgMin Sup Inf
KL JS TV ChiSquare Hellinger2 Renyi W1 W2 Entropy CrossEntropy
Normal LogNormal Laplace Logistic Gumbel Exponential Gamma Beta Uniform StudentT Cauchy Pareto
Weibull Bernoulli Binomial Poisson Geometric Categorical Dirac MultivariateNormal
Mixture Independent Iid
Transpose Inverse Trace Determinant Identity Zeros Vector Diag Dot Norm Gradient Hessian vector
"""


def test_words() -> None:
    """A word too many would take a name from authors, one too few a construct."""
    assert set(VOCABULARY) == set(WORDS.split())


def test_every_function_and_law_is_a_word() -> None:
    """A function or law added to the language would stay unreachable from text."""
    assert set(FUNCTIONS) - set(VOCABULARY) == set(UNRESERVED) - {"PositiveDefinite"}
    assert set(LAWS) <= set(VOCABULARY)
