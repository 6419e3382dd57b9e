"""The elementary functions on balls: exp and log at every scale, the others through doubles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special

from derivcheck.numeric.ball import (
    EPS,
    LARGEST,
    NOTHING,
    Array,
    Ball,
    add,
    ball,
    div,
    exact_radius,
    finish,
    ldexp,
    mul,
    neg,
    normal,
    sub,
    where,
)

LOG2 = np.log(2.0)


def exp(a: Ball) -> Ball:
    """e**a at any scale: exp(-1e12) is not 0."""
    x, error = a.value(), a.error()
    with np.errstate(invalid="ignore", over="ignore", under="ignore"):
        power = np.rint(np.where(np.isfinite(x), x, 0.0) / LOG2)
        power = np.clip(power, NOTHING, LARGEST + 10)
        mid = np.exp(np.where(np.isfinite(x), x - power * LOG2, x))
        relative = np.expm1(error) + 4 * EPS + 2 * EPS * np.abs(np.where(np.isfinite(x), x, 0.0))
        rad = mid * relative
    # Below the smallest exponent a number is 0 within its radius, not exactly 0.
    low = np.isfinite(x) & (power <= NOTHING + 2)
    mid, rad = np.where(low, 0.0, mid), np.where(low, 1.0, rad)
    exponent = np.where(np.isneginf(x), 0, np.where(low, NOTHING + 4, power)).astype(np.int64)
    mid = np.where(np.isneginf(x), 0.0, mid)
    return finish(mid, np.where(np.isinf(x), 0.0, rad), exponent, a.rank, a)


def log(a: Ball) -> Ball:
    """log a: undefined below 0, -oo at 0, unknown where the sign is."""
    positive = a.mid > a.rad
    small = np.abs(a.exp) < 900
    with np.errstate(invalid="ignore", over="ignore", under="ignore", divide="ignore"):
        safe = np.where(positive, a.mid, 1.0)
        shift = np.where(positive, a.exp, 0).astype(np.float64)
        near = np.log(ldexp(safe, np.where(small & positive, a.exp, 0)))
        mid = np.where(small, near, np.log(safe) + shift * LOG2)
        ratio = np.where(positive & np.isfinite(safe), a.rad / safe, 0.0)
        rad = -np.log1p(-ratio) + EPS * (np.abs(mid) + np.where(small, 0.0, np.abs(shift)))
    zero = (a.mid == 0) & (a.rad == 0)
    negative = a.mid < -a.rad
    mid = np.where(zero, -np.inf, np.where(negative | np.isnan(a.mid), np.nan, mid))
    rad = np.where(positive | zero | negative, np.where(np.isinf(mid), 0.0, rad), np.inf)
    return finish(mid, rad, np.zeros_like(a.exp), a.rank, a)


def sqrt(a: Ball) -> Ball:
    """The root: undefined below 0."""
    odd = a.exp % 2
    mid0 = ldexp(a.mid, odd)
    rad0 = ldexp(a.rad, odd)
    with np.errstate(invalid="ignore"):
        mid = np.where(a.mid < -a.rad, np.nan, np.sqrt(np.maximum(mid0, 0.0)))
        high = np.sqrt(np.maximum(mid0, 0.0) + rad0)
        low = np.sqrt(np.maximum(mid0 - rad0, 0.0))
        rad = np.maximum(high - mid, mid - low) + EPS * np.abs(mid)
    rad = np.where((mid0 < rad0) & (mid0 >= -rad0) & (rad0 > 0), np.inf, rad)
    mid = np.where(np.isnan(a.mid), np.nan, mid)
    rad = np.where(np.isposinf(a.mid), 0.0, rad)
    exponent = np.where(a.exp <= NOTHING, NOTHING, (a.exp - odd) // 2)
    return finish(mid, rad, exponent, a.rank, a)


def root(a: Ball) -> Ball:
    """The root of a number known to be nonnegative, such as a sum of squares."""
    odd = a.exp % 2
    mid0, rad0 = ldexp(a.mid, odd), ldexp(a.rad, odd)
    with np.errstate(invalid="ignore"):
        high = np.sqrt(np.maximum(mid0, 0.0) + rad0)
        low = np.sqrt(np.maximum(mid0 - rad0, 0.0))
        mid = np.where(mid0 <= rad0, (low + high) / 2, np.sqrt(np.maximum(mid0, 0.0)))
        mid = np.where(np.isnan(a.mid), np.nan, mid)
        rad = np.maximum(high - mid, mid - low) + EPS * np.abs(mid)
    rad = np.where(np.isinf(a.mid), 0.0, rad)
    exponent = np.where(a.exp <= NOTHING, NOTHING, (a.exp - odd) // 2)
    return finish(mid, rad, exponent, a.rank, a)


def power(a: Ball, b: Ball) -> Ball:
    """a**b of numbers: a > 0, or b an integer (b > 0 where a = 0)."""
    whole = b.value()
    integral = (b.rad == 0) & (np.rint(whole) == whole) & np.isfinite(whole)
    if integral.all() and whole.size and np.all(whole == whole.flat[0]):
        count = int(whole.flat[0])
        if abs(count) <= 64:
            return _integer_power(a, count)
    size = where(a.mid < 0, neg(a), a)
    grown = exp(mul(b, log(size)))
    odd = integral & (np.abs(whole) % 2 == 1)
    grown = where((a.mid < 0) & odd, neg(grown), grown)
    zero = (a.mid == 0) & (a.rad == 0)
    at_zero = where(b.mid > b.rad, ball(0.0), ball(np.nan))
    grown = where(zero, at_zero, grown)
    negative = (a.mid < -a.rad) & ~integral
    vague = (a.rad > 0) & (np.abs(a.mid) <= a.rad)
    grown = where(negative, where(b.rad > 0, exact_radius(0.0, np.inf), ball(np.nan)), grown)
    return where(vague, exact_radius(0.0, np.inf), grown)


def _integer_power(a: Ball, count: int) -> Ball:
    if count == 0:
        zero = (a.mid == 0) & (a.rad == 0)
        one = where(zero | a.undefined(), ball(np.nan), ball(1.0))
        return where(a.unknown(), exact_radius(0.0, np.inf), one)
    if count < 0:
        return div(ball(1.0), _integer_power(a, -count))
    made: Ball | None = None
    square = a
    while count:
        if count & 1:
            made = square if made is None else mul(made, square)
        count >>= 1
        if count:
            square = mul(square, square)
    return made if made is not None else ball(1.0)


def absolute(a: Ball) -> Ball:
    """|a|."""
    return Ball(np.abs(a.mid), a.rad, a.exp, a.rank)


def signum(a: Ball) -> Ball:
    """1, 0 or -1; unknown where the sign is."""
    sign = a.sign()
    made = exact_radius(np.nan_to_num(sign), np.where(np.isnan(sign), np.inf, 0.0))
    return where(a.undefined(), ball(np.nan), made)


def heaviside(a: Ball) -> Ball:
    """0 below 0, 1/2 at 0, 1 above."""
    return div(add(signum(a), ball(1.0)), ball(2.0))


def larger(a: Ball, b: Ball) -> Ball:
    """max(a, b)."""
    difference = sub(a, b)
    both_infinite = a.infinite() & b.infinite() & (a.mid == b.mid)
    chosen = where((difference.mid >= 0) | both_infinite, a, b)
    doubt = np.abs(difference.mid) < difference.rad
    other = where(difference.mid >= 0, b, a)
    gap = absolute(difference)
    widened = add(chosen, Ball(np.zeros_like(gap.mid), gap.mid * 0 + other.rad, other.exp))
    chosen = where(doubt, widened, chosen)
    return where(a.undefined() | b.undefined(), ball(np.nan), chosen)


def smaller(a: Ball, b: Ball) -> Ball:
    """min(a, b)."""
    return neg(larger(neg(a), neg(b)))


def softplus(a: Ball) -> Ball:
    """log(1 + exp(a)), without overflow."""
    tail = _log1p(exp(neg(absolute(a))))
    return add(larger(a, ball(0.0)), tail)


def sigmoid(a: Ball) -> Ball:
    """1/(1 + exp(-a)), accurate in relative terms in both tails."""
    low = exp(neg(absolute(a)))
    top = where(a.mid >= 0, ball(1.0), low)
    return div(top, add(ball(1.0), low))


def _log1p(a: Ball) -> Ball:
    tiny = a.exp < -60
    rough = log(add(ball(1.0), a))
    x = a.value()
    with np.errstate(invalid="ignore", divide="ignore"):
        fine = np.log1p(np.where(np.isfinite(x), x, 0.0))
    made = exact_radius(fine, a.error() + 2 * EPS * np.abs(fine), a.rank)
    series = add(a, Ball(a.mid * 0, np.abs(a.mid), np.maximum(2 * a.exp, NOTHING), a.rank))
    return where(a.undefined() | a.unknown(), rough, where(tiny, series, made))


def through(function: Callable[[Any], Any], a: Ball, condition: float = 4.0) -> Ball:
    """A smooth function of doubles, its error from its own change over the ball."""
    x, error = a.value(), a.error()
    with np.errstate(all="ignore"):
        mid = np.asarray(function(x), dtype=np.float64)
        reach = np.maximum(error, EPS * np.abs(x) * (error > 0))
        change = np.maximum(np.abs(function(x + reach) - mid), np.abs(function(x - reach) - mid))
        rad = np.where(error > 0, 1.1 * change, 0.0) + condition * EPS * np.abs(mid)
        rad = np.where(np.isinf(mid) & np.isfinite(x), np.inf, rad)
    rad = np.where(np.isinf(error) | np.isnan(rad), np.inf, rad)
    undefined = np.isnan(x) | (np.isnan(mid) & np.isfinite(error))
    mid = np.where(undefined, np.nan, np.nan_to_num(mid, nan=0.0, posinf=np.inf, neginf=-np.inf))
    mid = np.where(np.isinf(rad) & ~undefined, 0.0, mid)
    return normal(mid, np.where(undefined, 0.0, rad), np.zeros(mid.shape, np.int64), a.rank)


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
