"""Elementary and special functions on balls, through doubles, and all of them by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special

from derivcheck.numeric.ball import (
    Ball,
    add,
    ball,
    div,
    doubles,
    exact_radius,
    mul,
    neg,
    sub,
    where,
)
from derivcheck.numeric.elementary import (
    absolute,
    exp,
    heaviside,
    larger,
    log,
    sigmoid,
    signum,
    smaller,
    softplus,
    sqrt,
)
from derivcheck.numeric.scaling import EPS, HIGH, Array, as_doubles, most, some

TINY = float(np.finfo(np.float64).tiny)
"""The least double of full precision."""


def through(function: Callable[[Any], Any], a: Ball, condition: float = 4.0) -> Ball:
    """A smooth function of doubles, its error from its own change over the ball."""
    x, error = a.value(), a.error()
    if most(error) == 0.0:
        made = _at(function, x, condition, a.rank)
        if made is not None:
            return made
    with np.errstate(all="ignore"):
        mid = np.asarray(function(x), dtype=np.float64)
        reach = np.maximum(error, EPS * np.abs(x) * (error > 0))
        change = np.maximum(np.abs(function(x + reach) - mid), np.abs(function(x - reach) - mid))
        rad = np.where(error > 0, 1.1 * change, 0.0) + condition * EPS * np.abs(mid)
        # 0 away from 0 is what doubles leave of something smaller than they can say.
        rad = rad + np.where((mid == 0) & (x != 0), TINY, 0.0)
        rad = np.where(np.isinf(mid) & np.isfinite(x), np.inf, rad)
    rad = np.where(np.isinf(error) | np.isnan(rad), np.inf, rad)
    undefined = np.isnan(x) | (np.isnan(mid) & np.isfinite(error))
    mid = np.where(undefined, np.nan, np.nan_to_num(mid, nan=0.0, posinf=np.inf, neginf=-np.inf))
    mid = np.where(np.isinf(rad) & ~undefined, 0.0, mid)
    return doubles(mid, np.where(undefined, 0.0, rad), a.rank)


def _at(function: Callable[[Any], Any], x: Array, condition: float, rank: int) -> Ball | None:
    """The function at exact doubles; None unless it is finite, and 0 at 0 alone."""
    with np.errstate(all="ignore"):
        mid = as_doubles(function(x))
    if not most(abs(mid)) < HIGH or some((mid == 0) & (x != 0)):
        return None
    return doubles(mid, condition * EPS * abs(mid), rank)


def log_gamma(a: Ball) -> Ball:
    """log Gamma(a) for a > 0."""
    return through(_loggamma, a, 8.0)


def gamma(a: Ball) -> Ball:
    """Gamma(a): undefined at 0, -1, -2, ..."""
    large = exp(log_gamma(where(a.mid > 0, a, ball(1.0))))
    small = through(_gamma, a, 16.0)
    return where(a.value() > 20, large, small)


def beta(a: Ball, b: Ball) -> Ball:
    """Gamma(a)*Gamma(b)/Gamma(a + b)."""
    both = (a.mid > 0) & (b.mid > 0)
    one = ball(1.0)
    x, y = where(both, a, one), where(both, b, one)
    logs = exp(sub(add(log_gamma(x), log_gamma(y)), log_gamma(add(x, y))))
    general = div(mul(gamma(a), gamma(b)), gamma(add(a, b)))
    return where(both, logs, general)


def factorial(a: Ball) -> Ball:
    """Gamma(a + 1)."""
    return gamma(add(a, ball(1.0)))


def binomial(n: Ball, k: Ball) -> Ball:
    """n!/(k! (n - k)!) for 0 <= k <= n; 0 for integers k outside."""
    one = ball(1.0)
    inside = (k.mid >= 0) & (sub(n, k).mid >= 0)
    kk, rest = where(inside, k, ball(0.0)), where(inside, sub(n, k), ball(0.0))
    top = where(inside, n, ball(0.0))
    logs = sub(log_gamma(add(top, one)), add(log_gamma(add(kk, one)), log_gamma(add(rest, one))))
    made = exp(logs)
    exact = _round(made, n, k)
    return where(inside, exact, where(n.mid >= 0, ball(0.0), ball(np.nan)))


def _round(made: Ball, n: Ball, k: Ball) -> Ball:
    value, error = made.value(), made.error()
    whole = (n.rad == 0) & (k.rad == 0) & (np.rint(n.value()) == n.value())
    whole = whole & (np.rint(k.value()) == k.value()) & (error < 0.4)
    return where(whole, ball(np.rint(value)), made)


def _loggamma(x: Array) -> Any:
    return np.where(x > 0, special.gammaln(np.where(x > 0, x, 1.0)), np.nan)


def _gamma(x: Array) -> Any:
    pole = (x <= 0) & (np.rint(x) == x)
    return np.where(pole, np.nan, special.gamma(np.where(pole, 1.0, x)))


def _digamma(x: Array) -> Any:
    pole = (x <= 0) & (np.rint(x) == x)
    return np.where(pole, np.nan, special.digamma(np.where(pole, 1.0, x)))


def digamma(a: Ball) -> Ball:
    """The derivative of log Gamma."""
    return through(_digamma, a, 16.0)


def inverse_circular(function: Callable[[Any], Any]) -> Callable[[Ball], Ball]:
    """asin or acos: undefined outside [-1, 1]."""
    return lambda a: through(function, a)


def _reach(function: Callable[[Any], Any]) -> Callable[[Ball], Ball]:
    """Sine, cosine: bounded slope, so the radius passes through; far out nothing is known."""

    def apply(a: Ball) -> Ball:
        x = a.value()
        with np.errstate(invalid="ignore"):
            mid = np.asarray(function(x))
        rad = np.minimum(a.error() + EPS * (1 + np.abs(x)), 2.0)
        return exact_radius(mid, np.where(np.isnan(mid), 0.0, rad), a.rank)

    return apply


sin = _reach(np.sin)


cos = _reach(np.cos)


def tan(a: Ball) -> Ball:
    """sin a/cos a."""
    return div(sin(a), cos(a))


def sinh(a: Ball) -> Ball:
    """(exp(a) - exp(-a))/2; near 0 without cancellation."""
    far = div(sub(exp(a), exp(neg(a))), ball(2.0))
    return where(np.abs(a.value()) < 1, through(np.sinh, a), far)


def cosh(a: Ball) -> Ball:
    """(exp(a) + exp(-a))/2."""
    return div(add(exp(a), exp(neg(a))), ball(2.0))


def tanh(a: Ball) -> Ball:
    """The hyperbolic tangent."""
    return through(np.tanh, a)


def erf(a: Ball) -> Ball:
    """2/sqrt(pi) times the integral of exp(-t**2) from 0 to a."""
    return through(special.erf, a)


def atan(a: Ball) -> Ball:
    """The inverse tangent."""
    return through(np.arctan, a)


asin = inverse_circular(np.arcsin)


acos = inverse_circular(np.arccos)


UNARY: dict[str, Callable[[Ball], Ball]] = {
    "exp": exp, "log": log, "sqrt": sqrt, "Abs": absolute, "sign": signum,
    "sin": sin, "cos": cos, "tan": tan, "sinh": sinh, "cosh": cosh, "tanh": tanh,
    "acos": acos, "asin": asin, "atan": atan, "erf": erf, "gamma": gamma,
    "loggamma": log_gamma, "digamma": digamma, "factorial": factorial,
    "sigmoid": sigmoid, "softplus": softplus, "Heaviside": heaviside,
}  # fmt: skip


BINARY: dict[str, Callable[[Ball, Ball], Ball]] = {
    "Max": larger, "Min": smaller, "beta": beta, "binomial": binomial,
}  # fmt: skip
