"""Densities on the whole line: a location, a scale, a standard form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import special

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.elementary import absolute, exp, log, log_two, softplus
from derivcheck.numeric.laws.line import line, valid
from derivcheck.numeric.measure import Line, Transform
from derivcheck.numeric.scaling import Array
from derivcheck.numeric.special import log_gamma, through

HALF_LOG_TWO_PI = balls.exact_radius(np.log(2 * np.pi) / 2, 3e-16)


NORMAL = (-8.0, -4.0, -2.0, 0.0, 2.0, 4.0, 8.0)


DOUBLE = (-40.0, -16.0, -6.0, -2.5, 0.0, 2.5, 6.0, 16.0, 40.0)


HEAVY = (-32.0, -8.0, -3.0, -1.0, 0.0, 1.0, 3.0, 8.0, 32.0)


def _standard(
    location: Ball,
    scale: Ball,
    density: Callable[[Ball], Ball],
    distribution: Callable[[Array], Any],
    beyond: Callable[[Array], Any],
    marks: Sequence[float],
    family: str = "",
) -> Line:
    """The law of location + scale*T, T with log-density, distribution and survival given."""
    location, scale = valid(scale.mid > 0, location, scale)

    def log_density(x: Ball) -> Ball:
        return density((x - location) / scale) - log(scale)

    def tail(function: Callable[[Array], Any]) -> Transform:
        return lambda x: through(function, (x - location) / scale, 16.0)

    tails = (tail(distribution), tail(beyond))
    return line(log_density, location, scale, marks, tails, family=family)


def normal(mean: Ball, std: Ball) -> Line:
    """Normal(mean, std)."""
    return _standard(
        mean,
        std,
        lambda t: -(t * t) / 2.0 - HALF_LOG_TWO_PI,
        special.ndtr,
        lambda t: special.ndtr(-t),
        NORMAL,
        "Normal",
    )


def laplace(location: Ball, scale: Ball) -> Line:
    """Laplace(location, scale)."""

    def distribution(t: Array) -> Any:
        return np.where(t < 0, np.exp(np.minimum(t, 0)) / 2, 1 - np.exp(-np.maximum(t, 0)) / 2)

    def density(t: Ball) -> Ball:
        return -absolute(t) - log_two()

    return _standard(
        location, scale, density, distribution, lambda t: distribution(-t), DOUBLE, "Laplace"
    )


def logistic(location: Ball, scale: Ball) -> Line:
    """Logistic(location, scale)."""
    return _standard(
        location,
        scale,
        lambda t: -t - 2.0 * softplus(-t),
        special.expit,
        lambda t: special.expit(-t),
        DOUBLE,
        "Logistic",
    )


def gumbel(location: Ball, scale: Ball) -> Line:
    """Gumbel(location, scale), of maxima."""
    marks = (-4.0, -2.5, -1.5, 0.0, 1.5, 4.0, 10.0, 20.0, 40.0)
    return _standard(
        location,
        scale,
        lambda t: -t - exp(-t),
        lambda t: np.exp(-np.exp(-t)),
        lambda t: -np.expm1(-np.exp(-t)),
        marks,
        "Gumbel",
    )


def cauchy(location: Ball, scale: Ball) -> Line:
    """Cauchy(location, scale)."""
    constant = balls.exact_radius(np.log(np.pi), 3e-16)
    return _standard(
        location,
        scale,
        lambda t: -log(1.0 + t * t) - constant,
        beyond=lambda t: _cauchy_tail(t),
        distribution=lambda t: _cauchy_tail(-t),
        marks=HEAVY,
    )


def _cauchy_tail(t: Array) -> Any:
    """Prob(T > t): atan(1/t)/pi for t > 0."""
    return np.arctan2(1.0, t) / np.pi


def student_t(df: Ball) -> Line:
    """StudentT(df)."""
    (df,) = valid(df.mid > 0, df)
    half = df / 2.0
    constant = log_gamma(half + 0.5) - log_gamma(half) - log(df * np.pi) / 2.0

    def density(t: Ball) -> Ball:
        return constant - (half + 0.5) * log(1.0 + t * t / df)

    def distribution(t: Array) -> Any:
        return special.stdtr(df.value(), t)

    zero, one = balls.ball(0.0), balls.ball(1.0)
    return _standard(zero, one, density, distribution, lambda t: distribution(-t), HEAVY)
