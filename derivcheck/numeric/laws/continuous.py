"""The named densities on the line, by name."""

from __future__ import annotations

from collections.abc import Callable

from derivcheck.numeric.laws.half_line import exponential, gamma, lognormal, pareto, weibull
from derivcheck.numeric.laws.interval import beta, uniform
from derivcheck.numeric.laws.whole_line import cauchy, gumbel, laplace, logistic, normal, student_t
from derivcheck.numeric.measure import Line

CONTINUOUS: dict[str, Callable[..., Line]] = {
    "Normal": normal, "LogNormal": lognormal, "Laplace": laplace, "Logistic": logistic,
    "Gumbel": gumbel, "Exponential": exponential, "Gamma": gamma, "Beta": beta,
    "Uniform": uniform, "StudentT": student_t, "Cauchy": cauchy, "Pareto": pareto,
    "Weibull": weibull,
}  # fmt: skip
