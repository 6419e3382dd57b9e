"""The named laws, one distribution a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from derivcheck.lang.law import Law
from derivcheck.lang.laws.bernoulli import Bernoulli
from derivcheck.lang.laws.beta import Beta
from derivcheck.lang.laws.binomial import Binomial
from derivcheck.lang.laws.categorical import Categorical, categorical
from derivcheck.lang.laws.cauchy import Cauchy
from derivcheck.lang.laws.defined import DensityLaw
from derivcheck.lang.laws.dirac import Dirac
from derivcheck.lang.laws.exponential import Exponential
from derivcheck.lang.laws.gamma import Gamma
from derivcheck.lang.laws.geometric import Geometric
from derivcheck.lang.laws.gumbel import Gumbel
from derivcheck.lang.laws.joint import Iid, Independent, IndependentLaw, Mixture, MixtureLaw
from derivcheck.lang.laws.laplace import Laplace
from derivcheck.lang.laws.logistic import Logistic
from derivcheck.lang.laws.lognormal import LogNormal
from derivcheck.lang.laws.multivariate_normal import MultivariateNormal
from derivcheck.lang.laws.normal import Normal
from derivcheck.lang.laws.pareto import Pareto
from derivcheck.lang.laws.poisson import Poisson
from derivcheck.lang.laws.student_t import StudentT
from derivcheck.lang.laws.uniform import Uniform
from derivcheck.lang.laws.weibull import Weibull

LAWS: Mapping[str, Callable[..., Law]] = MappingProxyType(
    {
        "Normal": Normal,
        "LogNormal": LogNormal,
        "Laplace": Laplace,
        "Logistic": Logistic,
        "Gumbel": Gumbel,
        "Exponential": Exponential,
        "Gamma": Gamma,
        "Beta": Beta,
        "Uniform": Uniform,
        "StudentT": StudentT,
        "Cauchy": Cauchy,
        "Pareto": Pareto,
        "Weibull": Weibull,
        "Bernoulli": Bernoulli,
        "Binomial": Binomial,
        "Poisson": Poisson,
        "Geometric": Geometric,
        "Categorical": categorical,
        "Dirac": Dirac,
        "MultivariateNormal": MultivariateNormal,
        "Mixture": Mixture,
        "Independent": Independent,
        "Iid": Iid,
    }
)
"""The laws by the name an author writes; each makes the law from its parameters."""

__all__ = [
    "LAWS",
    "Bernoulli",
    "Beta",
    "Binomial",
    "Categorical",
    "Cauchy",
    "DensityLaw",
    "Dirac",
    "Exponential",
    "Gamma",
    "Geometric",
    "Gumbel",
    "Iid",
    "Independent",
    "IndependentLaw",
    "Laplace",
    "LogNormal",
    "Logistic",
    "Mixture",
    "MixtureLaw",
    "MultivariateNormal",
    "Normal",
    "Pareto",
    "Poisson",
    "StudentT",
    "Uniform",
    "Weibull",
    "categorical",
]
