"""The functions that balls have at every scale: exp, log, powers, roots, the larger of two."""

from __future__ import annotations

from functools import lru_cache, reduce

import numpy as np
from scipy.special import expit

from derivcheck.numeric.ball import (
    Ball,
    add,
    ball,
    div,
    doubles,
    exact_radius,
    finish,
    mul,
    neg,
    sub,
    where,
)
from derivcheck.numeric.scaling import EPS, HIGH, LARGEST, NOTHING, Array, ldexp, least, most

LOG2 = np.log(2.0)
LOOSE = 300.0
"""An exponent in more doubt than this gives an upper bound alone."""
PLAIN = 570.0
"""Exponents up to this stay well within the doubles."""
FLOOR = 1e-100
"""Masses below its square do not count beside one above it."""
FAR = 1e19
"""Arguments of exp beyond this are all alike: out of reach."""


@lru_cache(maxsize=1)
def log_two() -> Ball:
    """log 2."""
    return exact_radius(LOG2, 2e-16)


def exp(a: Ball) -> Ball:
    """e**a at any scale: exp(-1e12) is not 0, exp(1e12) not oo; beyond 2**LARGEST unknown."""
    if a.scale is None:
        size = np.abs(a.mid)
        slack = a.rad + 2 * EPS * size
        if most(size) < PLAIN and most(slack) < 1:
            mid = np.exp(a.mid)
            # expm1(s) <= s*(1 + s) for 0 <= s <= 1.
            return Ball(mid, mid * (slack * (1 + slack) + 4 * EPS), None, a.rank)
    return _exp(a)


def weighted(exponent: Ball, value: Ball) -> Ball:
    """exp(exponent)*value; 0 where the weight is, whatever the value."""
    if exponent.scale is None and value.scale is None and exponent.rank == value.rank == 0:
        made = _weighted(exponent, value)
        if made is not None:
            return made
    weight = exp(exponent)
    none = (weight.mid == 0) & (weight.rad == 0)
    return where(none, ball(0.0), mul(weight, value))


def _weighted(exponent: Ball, value: Ball) -> Ball | None:
    """In doubles, off by FLOOR**2 where they end; None unless the values are finite and of note."""
    size = np.abs(value.mid)
    if not most(size + value.rad) < 1 / FLOOR or not most(exponent.mid) < PLAIN:
        return None
    weight = np.exp(exponent.mid)
    slack = exponent.rad + 2 * EPS * np.where(weight > 0, np.abs(exponent.mid), 0.0)
    if not most(slack) < 1:
        return None
    mid = weight * value.mid
    if not most(np.abs(mid)) > FLOOR:
        return None
    error = weight * (value.rad + (size + value.rad) * (slack * (1 + slack) + 5 * EPS))
    return Ball(mid, error + FLOOR**2 * (1.0 + size), None)


def _exp(a: Ball) -> Ball:
    with np.errstate(all="ignore"):
        x = np.where(a.infinite(), a.mid, np.clip(a.value(), -FAR, FAR))
        finite = np.where(np.isfinite(x), x, 0.0)
        slack = a.error() + 2 * EPS * np.abs(finite)
        power = np.clip(np.rint(finite / LOG2), NOTHING, LARGEST)
        mid = np.exp(np.where(np.isfinite(x), x - power * LOG2, x))
        rad = mid * (np.expm1(slack) + 4 * EPS)
        # Where only the size is known, or less than the smallest exponent: 0, up to that size.
        reach = np.clip(ldexp(a.mid + a.rad, a.exp), -FAR, FAR) + 2 * EPS * np.abs(finite)
        top = np.rint(reach / LOG2) + 1
        small = ((slack > LOOSE) | (top <= NOTHING)) & np.isfinite(x)
        large = np.where(small, top, power) >= LARGEST
    mid = np.where(small | large | np.isneginf(x), 0.0, mid)
    rad = np.where(large, np.inf, np.where(small, 1.0, np.where(np.isinf(x), 0.0, rad)))
    exponent = np.clip(np.where(small, top, power), NOTHING + 4, LARGEST)
    return finish(mid, rad, np.where(np.isinf(x) | large, 0, exponent).astype(np.int64), a.rank, a)


def log(a: Ball) -> Ball:
    """log a: undefined below 0, -oo at 0, unknown where the sign is."""
    if a.scale is None and least(a.mid) > 0:
        ratio = a.rad / a.mid
        if most(ratio) < 0.5 and most(a.mid) < HIGH:
            mid = np.log(a.mid)
            # -log(1 - r) <= r*(1 + r) for 0 <= r <= 1/2.
            return Ball(mid, ratio * (1 + ratio) + EPS * np.abs(mid), None, a.rank)
    return _log(a)


def _log(a: Ball) -> Ball:
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


def log_sum(terms: list[Ball]) -> Ball:
    """log(sum of exp(term)); -oo terms count nothing."""
    if all(t.scale is None and t.rank == 0 for t in terms):
        made = _log_sum([t.mid for t in terms], [t.rad for t in terms])
        if made is not None:
            return made
    whole = ball(0.0)
    for term in terms:
        whole = add(whole, exp(term))
    return log(whole)


def _log_sum(mids: list[Array], rads: list[Array]) -> Ball | None:
    """Relative to the largest term; None where a term is vague, undefined, or oo, or all are -oo.

    The derivatives are weights w that sum to 1, and change by e**(2r) at most over the balls.
    """
    top = reduce(np.maximum, mids)
    vague = reduce(np.maximum, rads)
    if not (most(np.abs(top)) < FAR and most(vague) < 0.1):
        return None
    weights = [np.exp(mid - top) for mid in mids]
    whole = reduce(np.add, weights)
    slack = sum(
        (w * (r + 3 * EPS * np.where(w > 0, np.abs(m), 0.0)))
        for w, m, r in zip(weights, mids, rads, strict=True)
    )
    mid = top + np.log(whole)
    rad = 1.25 * slack / whole + EPS * (np.abs(mid) + 4 * len(mids))
    return Ball(mid, rad, None)


def sqrt(a: Ball) -> Ball:
    """The root: undefined below 0."""
    if a.scale is None and least(a.mid - a.rad) > 0 and most(a.mid) < HIGH:
        mid = np.sqrt(a.mid)
        return Ball(mid, mid - np.sqrt(a.mid - a.rad) + 2 * EPS * mid, None, a.rank)
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
    if a.scale is None and least(a.mid - a.rad) > 0:
        return sqrt(a)
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
    between = np.ceil(whole - b.error()) > np.floor(whole + b.error())
    grown = where(negative & between, ball(np.nan), grown)
    grown = where(negative & ~between, exact_radius(0.0, np.inf), grown)
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
    return Ball(np.abs(a.mid), a.rad, a.scale, a.rank)


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
    if doubt.any():
        wide = Ball(np.zeros_like(other.mid), other.rad, other.scale, other.rank)
        chosen = where(doubt, add(chosen, wide), chosen)
    return where(a.undefined() | b.undefined(), ball(np.nan), chosen)


def smaller(a: Ball, b: Ball) -> Ball:
    """min(a, b)."""
    return neg(larger(neg(a), neg(b)))


def softplus(a: Ball) -> Ball:
    """log(1 + exp(a)), without overflow."""
    if a.scale is None and most(np.abs(a.mid)) < PLAIN and most(a.rad) < 1:
        mid = np.logaddexp(0.0, a.mid)
        # The derivative is below 1 and below e times the value wherever the ball reaches.
        return Ball(mid, a.rad * np.minimum(1.0, 3 * mid) + 4 * EPS * mid, None, a.rank)
    tail = _log1p(exp(neg(absolute(a))))
    return add(larger(a, ball(0.0)), tail)


def sigmoid(a: Ball) -> Ball:
    """1/(1 + exp(-a)), accurate in relative terms in both tails."""
    if a.scale is None and most(np.abs(a.mid)) < PLAIN and most(a.rad) < 1:
        mid = expit(a.mid)
        # The logarithm has a derivative below 1, and exp(r) - 1 <= r*(1 + r).
        return Ball(mid, mid * (a.rad * (1 + a.rad) + 4 * EPS), None, a.rank)
    low = exp(neg(absolute(a)))
    top = where(a.mid >= 0, ball(1.0), low)
    return div(top, add(ball(1.0), low))


def log_one_plus(a: Ball) -> Ball:
    """log(1 + a), with the digits of a where that is small."""
    if a.scale is None and most(a.mid) < HIGH:
        least_of_all = a.mid - a.rad
        if least(least_of_all) > -0.5:
            mid = np.log1p(a.mid)
            # The slope is 1/(1 + a), largest at the lower end.
            rad = a.rad / (1 + least_of_all) * (1 + 2 * EPS) + 2 * EPS * np.abs(mid)
            return doubles(mid, rad, a.rank)
    a = a.scaled()
    near = (a.exp <= -3) & np.isfinite(a.rad)  # the ball is within 1/4: a slope of 4/3 at most
    small = where(near, a, ball(0.0))
    return where(near, _log1p(small.widen(small.error() / 2)), log(add(ball(1.0), a)))


def _log1p(a: Ball) -> Ball:
    rough = log(add(ball(1.0), a))
    a = a.scaled()
    tiny = a.exp < -60
    x = a.value()
    with np.errstate(invalid="ignore", divide="ignore"):
        fine = np.log1p(np.where(np.isfinite(x), x, 0.0))
    made = exact_radius(fine, a.error() + 2 * EPS * np.abs(fine), a.rank)
    series = add(a, Ball(a.mid * 0, np.abs(a.mid), np.maximum(2 * a.exp, NOTHING), a.rank))
    return where(a.undefined() | a.unknown(), rough, where(tiny, series, made))
