"""Densities on a half-line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.elementary import exp, log, power
from derivcheck.numeric.laws.line import NONE, line, restrict, valid
from derivcheck.numeric.laws.whole_line import HALF_LOG_TWO_PI
from derivcheck.numeric.measure import Line, Transform
from derivcheck.numeric.special import log_gamma, through

EXPONENTIAL = (0.0, 1.0, 3.0, 8.0, 20.0, 40.0)


def lognormal(mean: Ball, std: Ball) -> Line:
    """LogNormal(mean, std) of the logarithm."""
    mean, std = valid(std.mid > 0, mean, std)

    def log_density(x: Ball) -> Ball:
        safe = balls.where(x.mid > 0, x, balls.ball(1.0))
        t = (log(safe) - mean) / std
        return _positive(-(t * t) / 2.0 - HALF_LOG_TWO_PI - log(std) - log(safe), x)

    def part(x: Ball, sign: float) -> Ball:
        safe = balls.where(x.mid > 0, x, balls.ball(1.0))
        inside = through(special.ndtr, sign * (log(safe) - mean) / std)
        return balls.where(x.mid > 0, inside, balls.ball((1.0 - sign) / 2))

    centre, width = mean.value(), std.value()
    marks = (-8.0, -5.0, -3.0, -1.5, 0.0, 1.5, 3.0, 5.0, 8.0)
    edges = (0.0 * centre, *(np.exp(centre + width * mark) for mark in marks))
    where = np.exp(centre)
    return Line(
        log_density, 0 * where, where * np.inf, where, where * width, edges,
        lambda x: part(x, 1.0), "", lambda x: part(x, -1.0),
    )  # fmt: skip


def _positive(value: Ball, x: Ball) -> Ball:
    """-oo for x < 0 (and at 0 where the density would be taken at a place of no meaning)."""
    return balls.where(x.mid > 0, value, balls.where(x.undefined(), balls.UNDEFINED, NONE))


def exponential(rate: Ball) -> Line:
    """Exponential(rate)."""
    (rate,) = valid(rate.mid > 0, rate)

    def log_density(x: Ball) -> Ball:
        return restrict(log(rate) - rate * x, x, 0.0, np.inf)

    def cdf(x: Ball) -> Ball:
        return through(lambda t: -np.expm1(-np.maximum(t, 0.0)), rate * x)

    def survival(x: Ball) -> Ball:
        return exp(-(rate * balls.where(x.mid > 0, x, balls.ball(0.0))))

    zero = rate * 0.0
    return line(
        log_density, zero, 1.0 / rate, EXPONENTIAL, (cdf, survival), 0.0, family="Exponential"
    )


def gamma(shape: Ball, rate: Ball) -> Line:
    """Gamma(shape, rate)."""
    shape, rate = valid((shape.mid > 0) & (rate.mid > 0), shape, rate)

    def log_density(x: Ball) -> Ball:
        safe = balls.where(x.mid > 0, x, balls.ball(1.0))
        constant = shape * log(rate) - log_gamma(shape)
        return _positive(constant + (shape - 1.0) * log(safe) - rate * safe, x)

    def part(function: Callable[[Any, Any], Any]) -> Transform:
        return lambda x: through(
            lambda t: function(shape.value(), np.maximum(t, 0.0)), rate * x, 64.0
        )

    centre, scale = shape.value() / rate.value(), np.sqrt(shape.value()) / rate.value()
    marks = (-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0, 8.0, 16.0)
    edges = (0 * centre, *(np.maximum(centre + scale * mark, 0.0) for mark in marks))
    edges = (*edges, centre / 16 * np.minimum(1.0, shape.value()))
    return Line(
        log_density, 0 * centre, centre * np.inf, centre, scale, edges,
        part(special.gammainc), "", part(special.gammaincc),
    )  # fmt: skip


def weibull(scale: Ball, shape: Ball) -> Line:
    """Weibull(scale, shape)."""
    shape, scale = valid((shape.mid > 0) & (scale.mid > 0), shape, scale)

    def log_density(x: Ball) -> Ball:
        safe = balls.where(x.mid > 0, x / scale, balls.ball(1.0))
        value = log(shape / scale) + (shape - 1.0) * log(safe) - power(safe, shape)
        return _positive(value, x)

    def hazard(x: Ball) -> Ball:
        inside = x.mid > 0
        grown = power(balls.where(inside, x / scale, balls.ball(1.0)), shape)
        return balls.where(inside, grown, balls.ball(0.0))

    def cdf(x: Ball) -> Ball:
        return through(lambda t: -np.expm1(-t), hazard(x))

    width, k = scale.value(), shape.value()
    marks = (1e-6, 0.01, 0.2, 1.0, 3.0, 8.0, 20.0, 40.0)
    edges = (0 * width, *(width * mark ** (1 / k) for mark in marks))
    return Line(
        log_density, 0 * width, width * np.inf, width, width, edges,
        cdf, "", lambda x: exp(-hazard(x)),
    )  # fmt: skip


STEP, FEWEST, MOST = 16.0, 12, 60
"""The ratio of the steps into the tail of a power law, and how many there are at least, at most."""


def pareto(scale: Ball, shape: Ball) -> Line:
    """Pareto(scale, shape): density shape*scale**shape/x**(shape + 1) for x >= scale."""
    shape, scale = valid((shape.mid > 0) & (scale.mid > 0), shape, scale)

    def log_density(x: Ball) -> Ball:
        safe = balls.where(x.mid > 0, x, balls.ball(1.0))
        value = log(shape) + shape * log(scale) - (shape + 1.0) * log(safe)
        return restrict(value, x, scale.value(), np.inf)

    def survival(x: Ball) -> Ball:
        inside = x.value() > scale.value()
        ratio = balls.where(inside, scale / balls.where(inside, x, scale), balls.ball(1.0))
        return power(ratio, shape)

    width, k = scale.value(), shape.value()
    marks = (1.0, 2.0, 4.0, 16.0)
    edges = (width, *(width * (1 + np.maximum(mark ** (1 / k) - 1, 0.0)) for mark in marks[1:]))
    # Between far quantiles a power is no polynomial, and another law may have its mass there.
    shapes = np.ravel(k)[np.isfinite(np.ravel(k))]
    most = int(np.clip(np.max(1 / shapes, initial=FEWEST), FEWEST, MOST))
    edges += tuple(width * STEP**count for count in range(1, most + 1))
    return Line(
        log_density, width, width * np.inf, width, width, edges,
        lambda x: 1.0 - survival(x), "", survival,
    )  # fmt: skip
