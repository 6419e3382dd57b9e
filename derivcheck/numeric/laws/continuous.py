"""The named densities on the line: log-density, support, where the mass lies, distribution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import special

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Array, Ball
from derivcheck.numeric.elementary import beta as beta_function
from derivcheck.numeric.elementary import exp, log, log_gamma, power, softplus, through
from derivcheck.numeric.measure import Line, Transform

HALF_LOG_TWO_PI = balls.exact_radius(np.log(2 * np.pi) / 2, 3e-16)
NONE = balls.ball(-np.inf)

NORMAL = (-8.0, -4.0, -2.0, 0.0, 2.0, 4.0, 8.0)
EXPONENTIAL = (0.0, 1.0, 3.0, 8.0, 20.0, 40.0)
Tails = tuple[Transform, Transform]
"""The distribution function and the survival function."""

DOUBLE = (-40.0, -16.0, -6.0, -2.5, 0.0, 2.5, 6.0, 16.0, 40.0)
HEAVY = (-32.0, -8.0, -3.0, -1.0, 0.0, 1.0, 3.0, 8.0, 32.0)


def _valid(condition: Any, *parameters: Ball) -> list[Ball]:
    """Parameters outside their domain make the law undefined."""
    return [balls.where(condition, p, balls.UNDEFINED) for p in parameters]


def _restrict(value: Ball, x: Ball, lower: Any, upper: Any) -> Ball:
    """-oo outside [lower, upper]."""
    point = x.value()
    return balls.where((point < lower) | (point > upper), NONE, value)


def _line(
    density: Transform,
    location: Ball,
    scale: Ball,
    marks: Sequence[float],
    tails: Tails,
    lower: Any = -np.inf,
    upper: Any = np.inf,
    family: str = "",
) -> Line:
    centre, width = location.value(), scale.value()
    edges = tuple(np.clip(centre + width * mark, lower, upper) for mark in marks)
    low = np.broadcast_to(np.asarray(lower, np.float64), np.shape(centre + width))
    high = np.broadcast_to(np.asarray(upper, np.float64), np.shape(centre + width))
    return Line(density, low, high, centre, width, edges, tails[0], family, tails[1])


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
    location, scale = _valid(scale.mid > 0, location, scale)

    def log_density(x: Ball) -> Ball:
        return density((x - location) / scale) - log(scale)

    def tail(function: Callable[[Array], Any]) -> Transform:
        return lambda x: through(function, (x - location) / scale, 16.0)

    tails = (tail(distribution), tail(beyond))
    return _line(log_density, location, scale, marks, tails, family=family)


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
        return -balls.Ball(np.abs(t.mid), t.rad, t.exp) - log(balls.ball(2.0))

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
    (df,) = _valid(df.mid > 0, df)
    half = df / 2.0
    constant = log_gamma(half + 0.5) - log_gamma(half) - log(df * np.pi) / 2.0

    def density(t: Ball) -> Ball:
        return constant - (half + 0.5) * log(1.0 + t * t / df)

    def distribution(t: Array) -> Any:
        return special.stdtr(df.value(), t)

    zero, one = balls.ball(0.0), balls.ball(1.0)
    return _standard(zero, one, density, distribution, lambda t: distribution(-t), HEAVY)


def lognormal(mean: Ball, std: Ball) -> Line:
    """LogNormal(mean, std) of the logarithm."""
    mean, std = _valid(std.mid > 0, mean, std)

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
    (rate,) = _valid(rate.mid > 0, rate)

    def log_density(x: Ball) -> Ball:
        return _restrict(log(rate) - rate * x, x, 0.0, np.inf)

    def cdf(x: Ball) -> Ball:
        return through(lambda t: -np.expm1(-np.maximum(t, 0.0)), rate * x)

    def survival(x: Ball) -> Ball:
        return exp(-(rate * balls.where(x.mid > 0, x, balls.ball(0.0))))

    zero = rate * 0.0
    return _line(
        log_density, zero, 1.0 / rate, EXPONENTIAL, (cdf, survival), 0.0, family="Exponential"
    )


def gamma(shape: Ball, rate: Ball) -> Line:
    """Gamma(shape, rate)."""
    shape, rate = _valid((shape.mid > 0) & (rate.mid > 0), shape, rate)

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
    shape, scale = _valid((shape.mid > 0) & (scale.mid > 0), shape, scale)

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


def pareto(scale: Ball, shape: Ball) -> Line:
    """Pareto(scale, shape): density shape*scale**shape/x**(shape + 1) for x >= scale."""
    shape, scale = _valid((shape.mid > 0) & (scale.mid > 0), shape, scale)

    def log_density(x: Ball) -> Ball:
        safe = balls.where(x.mid > 0, x, balls.ball(1.0))
        value = log(shape) + shape * log(scale) - (shape + 1.0) * log(safe)
        return _restrict(value, x, scale.value(), np.inf)

    def survival(x: Ball) -> Ball:
        inside = x.value() > scale.value()
        ratio = balls.where(inside, scale / balls.where(inside, x, scale), balls.ball(1.0))
        return power(ratio, shape)

    width, k = scale.value(), shape.value()
    marks = (1.0, 2.0, 4.0, 16.0)
    edges = (width, *(width * (1 + np.maximum(mark ** (1 / k) - 1, 0.0)) for mark in marks[1:]))
    return Line(
        log_density, width, width * np.inf, width, width, edges,
        lambda x: 1.0 - survival(x), "", survival,
    )  # fmt: skip


def beta(a: Ball, b: Ball) -> Line:
    """Beta(a, b)."""
    a, b = _valid((a.mid > 0) & (b.mid > 0), a, b)
    constant = log(beta_function(a, b))

    def log_density(x: Ball) -> Ball:
        inside = (x.value() > 0) & (x.value() < 1)
        safe = balls.where(inside, x, balls.ball(0.5))
        value = (a - 1.0) * log(safe) + (b - 1.0) * log(1.0 - safe) - constant
        return balls.where(inside, value, balls.where(x.undefined(), balls.UNDEFINED, NONE))

    def part(function: Callable[[Any, Any, Any], Any]) -> Transform:
        return lambda x: through(
            lambda t: function(a.value(), b.value(), np.clip(t, 0.0, 1.0)), x, 64.0
        )

    total = a.value() + b.value()
    centre = a.value() / total
    width = np.sqrt(centre * (1 - centre) / (total + 1))
    marks = (-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0)
    edges = tuple(np.clip(centre + width * mark, 0.0, 1.0) for mark in marks)
    ends = (0 * centre, 1 + 0 * centre)
    return Line(
        log_density, ends[0], ends[1], centre, width, (*ends, *edges),
        part(special.betainc), "", part(special.betaincc),
    )  # fmt: skip


def uniform(a: Ball, b: Ball) -> Line:
    """Uniform(a, b)."""
    a, b = _valid((b - a).mid > 0, a, b)

    def log_density(x: Ball) -> Ball:
        return _restrict(-log(b - a) + 0.0 * x, x, a.value(), b.value())

    def part(x: Ball, end: Ball) -> Ball:
        return through(lambda t: np.clip(t, 0.0, 1.0), (x - end) / (a + b - 2.0 * end))

    low, high = a.value(), b.value()
    edges = (low, (low + high) / 2, high)
    return Line(
        log_density, low, high, (low + high) / 2, high - low, edges,
        lambda x: part(x, a), "", lambda x: part(x, b),
    )  # fmt: skip


CONTINUOUS: dict[str, Callable[..., Line]] = {
    "Normal": normal, "LogNormal": lognormal, "Laplace": laplace, "Logistic": logistic,
    "Gumbel": gumbel, "Exponential": exponential, "Gamma": gamma, "Beta": beta,
    "Uniform": uniform, "StudentT": student_t, "Cauchy": cauchy, "Pareto": pareto,
    "Weibull": weibull,
}  # fmt: skip
