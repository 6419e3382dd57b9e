"""The named mass functions on the integers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.elementary import log
from derivcheck.numeric.measure import Lattice, Transform
from derivcheck.numeric.special import log_gamma

NONE = balls.ball(-np.inf)


def _on(mass: Transform, lower: Any, upper: Any) -> Transform:
    """-oo off the integers lower..upper."""

    def log_mass(k: Ball) -> Ball:
        point = k.value()
        inside = (np.rint(point) == point) & (point >= lower) & (point <= upper)
        safe = balls.where(inside, k, balls.ball(np.broadcast_to(lower, np.shape(inside))))
        made = balls.where(inside, mass(safe), NONE)
        return balls.where(k.undefined(), balls.UNDEFINED, made)

    return log_mass


def _times_log(count: Ball, p: Ball) -> Ball:
    """count*log(p), 0 where the count is."""
    return balls.where(count.mid == 0, balls.ball(0.0), count * log(p))


def _lattice(mass: Transform, lower: Any, upper: Any, location: Any, scale: Any) -> Lattice:
    shape = np.shape(location + scale)
    low = np.broadcast_to(np.asarray(lower, np.float64), shape)
    high = np.broadcast_to(np.asarray(upper, np.float64), shape)
    return Lattice(_on(mass, low, high), low, high, location, scale)


def _probability(p: Ball) -> Ball:
    value = p.value()
    return balls.where((value >= 0) & (value <= 1), p, balls.UNDEFINED)


def bernoulli(p: Ball) -> Lattice:
    """Bernoulli(p) on 0, 1."""
    p = _probability(p)
    return _lattice(
        lambda k: _times_log(k, p) + _times_log(1.0 - k, 1.0 - p), 0.0, 1.0, p.value(), 1.0
    )


def binomial(n: Ball, p: Ball) -> Lattice:
    """Binomial(n, p) on 0..n."""
    p = _probability(p)

    def mass(k: Ball) -> Ball:
        ways = log_gamma(n + 1.0) - log_gamma(k + 1.0) - log_gamma(n - k + 1.0)
        return ways + _times_log(k, p) + _times_log(n - k, 1.0 - p)

    size = n.value()
    return _lattice(mass, 0.0, size, size * p.value(), np.sqrt(size))


def poisson(rate: Ball) -> Lattice:
    """Poisson(rate) on 0, 1, ..."""
    rate = balls.where(rate.mid > 0, rate, balls.UNDEFINED)

    def mass(k: Ball) -> Ball:
        return k * log(rate) - rate - log_gamma(k + 1.0)

    return _lattice(mass, 0.0, np.inf, rate.value(), np.sqrt(rate.value()) + 1)


def geometric(p: Ball) -> Lattice:
    """Geometric(p) on 1, 2, ...: the number of the first success."""
    p = balls.where(p.mid > 0, _probability(p), balls.UNDEFINED)

    def mass(k: Ball) -> Ball:
        return log(p) + _times_log(k - 1.0, 1.0 - p)

    return _lattice(mass, 1.0, np.inf, 1 / p.value(), 1 / p.value())


def categorical(*masses: Ball) -> Lattice:
    """Categorical(p0, p1, ...) on 0..K-1; undefined unless the masses sum to 1."""
    whole = masses[0]
    for mass in masses[1:]:
        whole = whole + mass
    proper = np.abs((whole - 1.0).value()) <= whole.error() + 1e-9
    for mass in masses:
        proper = proper & (mass.mid >= 0)

    def log_mass(k: Ball) -> Ball:
        made = balls.UNDEFINED
        for index, mass in enumerate(masses):
            made = balls.where(k.value() == index, log(mass), made)
        return balls.where(proper, made, balls.UNDEFINED)

    last = len(masses) - 1.0
    return _lattice(log_mass, 0.0, last, last / 2 + 0 * whole.value(), last + 1)


DISCRETE: dict[str, Callable[..., Lattice]] = {
    "Bernoulli": bernoulli, "Binomial": binomial, "Poisson": poisson, "Geometric": geometric,
    "Categorical": categorical,
}  # fmt: skip
