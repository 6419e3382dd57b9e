"""Numbers with error bounds and an exponent of their own: mid*2**exp, off by at most rad*2**exp.

The exponent keeps a density such as exp(-5e11) from becoming 0, so that the logarithm of a ratio of
two of them is right. Most numbers need none: a ball whose `scale` is None is *plain*, all its
exponents are 0 and doubles do; every operation has a short way for plain balls, and leaves it where
a result would come near the ends of the doubles. Three special values are told apart: *undefined*
(mid is NaN: no real value), *infinite* (mid is an infinity) and *unknown* (rad is infinite: nothing
is known, not even whether it is defined). Floating-point warnings are silenced by who evaluates.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivcheck.numeric import scaled
from derivcheck.numeric.scaling import (
    EPS,
    HIGH,
    LOW,
    NOTHING,
    SMALL_PART,
    WITHIN,
    ZERO,
    Array,
    Exponents,
    as_doubles,
    every,
    in_unit,
    ldexp,
    least,
    most,
)


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Ball:
    """An array of enclosures: the leading axes are a batch, the last `rank` a matrix (0 or 2)."""

    mid: Array
    rad: Array
    scale: Exponents | None
    rank: int

    def __init__(
        self, mid: Array, rad: Array, scale: Exponents | None = None, rank: int = 0
    ) -> None:
        # Balls are made by the million: past the frozen __setattr__ this takes half the time.
        _put_mid(self, mid)
        _put_rad(self, rad)
        _put_scale(self, scale)
        _put_rank(self, rank)

    @property
    def exp(self) -> Exponents:
        """The exponents."""
        return np.zeros(self.mid.shape, dtype=np.int64) if self.scale is None else self.scale

    @property
    def batch(self) -> tuple[int, ...]:
        """The shape of the batch."""
        return self.mid.shape[: self.mid.ndim - self.rank]

    @property
    def matrix(self) -> tuple[int, int]:
        """Rows and columns; a number is 1 by 1."""
        return (self.mid.shape[-2], self.mid.shape[-1]) if self.rank else (1, 1)

    def value(self) -> Array:
        """The midpoints as doubles; they may overflow or vanish."""
        return self.mid if self.scale is None else ldexp(self.mid, self.scale)

    def error(self) -> Array:
        """The radii as doubles."""
        return self.rad if self.scale is None else ldexp(self.rad, self.scale)

    def scaled(self) -> Ball:
        """The same with exponents, the larger number of each ball in [1/2, 1)."""
        if self.scale is not None:
            return self
        return Ball(*in_unit(self.mid, self.rad), self.rank)

    def undefined(self) -> NDArray[np.bool_]:
        """Where there is no real value."""
        return np.isnan(self.mid)

    def unknown(self) -> NDArray[np.bool_]:
        """Where nothing is known."""
        return np.isinf(self.rad)

    def infinite(self) -> NDArray[np.bool_]:
        """Where the value is oo or -oo."""
        return np.isinf(self.mid)

    def sign(self) -> Array:
        """1, -1 or 0 where certain; NaN where the sign is not known."""
        certain = (np.abs(self.mid) > self.rad) | ((self.mid == 0) & (self.rad == 0))
        return np.where(certain, np.sign(self.mid), np.nan)

    def map(self, change: Callable[[Any], Any], rank: int | None = None) -> Ball:
        """The same change of shape made to middles, radii and exponents."""
        rank = self.rank if rank is None else rank
        scale = None if self.scale is None else change(self.scale)
        return Ball(change(self.mid), change(self.rad), scale, rank)

    def __add__(self, other: Ball | float) -> Ball:
        return add(self, lift(other))

    __radd__ = __add__

    def __sub__(self, other: Ball | float) -> Ball:
        return sub(self, lift(other))

    def __rsub__(self, other: float) -> Ball:
        return sub(lift(other), self)

    def __mul__(self, other: Ball | float) -> Ball:
        return mul(self, lift(other))

    __rmul__ = __mul__

    def __truediv__(self, other: Ball | float) -> Ball:
        return div(self, lift(other))

    def __rtruediv__(self, other: float) -> Ball:
        return div(lift(other), self)

    def __neg__(self) -> Ball:
        return neg(self)

    def widen(self, error: Any) -> Ball:
        """The same values, `error` (a double) added to the bounds."""
        return add(self, exact_radius(np.zeros_like(self.mid), error, self.rank))


_put_mid, _put_rad, _put_scale, _put_rank = (
    vars(Ball)[name].__set__ for name in ("mid", "rad", "scale", "rank")
)


def ball(value: Any, rank: int = 0) -> Ball:
    """Doubles, taken as exact."""
    if type(value) is float:
        return _constant(value)
    mid = as_doubles(value)
    return doubles(mid, np.zeros(mid.shape) if mid.ndim else ZERO, rank)


@lru_cache(maxsize=256)
def _constant(value: float) -> Ball:
    return doubles(as_doubles(value), ZERO)


def exact_radius(value: Any, error: Any, rank: int = 0) -> Ball:
    """Doubles with an absolute error bound."""
    mid, rad = as_doubles(value), as_doubles(error)
    if mid.shape != rad.shape:
        mid, rad = np.broadcast_arrays(mid, rad)
    if np.isnan(most(rad)):
        rad = np.where(np.isnan(rad), np.inf, rad)
    return doubles(mid, rad, rank)


def lift(value: Ball | float) -> Ball:
    """A plain number as an exact ball."""
    return value if isinstance(value, Ball) else ball(float(value))


@lru_cache(maxsize=4096)
def rational(value: Fraction) -> Ball:
    """A rational number of any size."""
    shift = abs(value.numerator).bit_length() - value.denominator.bit_length()
    scaled = value / Fraction(2) ** shift
    mid = float(scaled)
    rad = 0.0 if Fraction(mid) == scaled else EPS
    return normal(as_doubles(mid), as_doubles(rad), np.asarray(shift, dtype=np.int64))


def doubles(mid: Array, rad: Array, rank: int = 0) -> Ball:
    """A plain ball where the sizes allow it; special values in their one form."""
    size = abs(mid)
    if most(size + rad) < HIGH and (
        least(size) >= LOW or every((size >= LOW) | (rad >= LOW) | (size + rad == 0))
    ):
        return Ball(mid, rad, None, rank)
    return normal(mid, rad, np.zeros(mid.shape, dtype=np.int64), rank)


def normal(mid: Array, rad: Array, exp: Exponents, rank: int = 0) -> Ball:
    """A ball in its one form: plain if its exponents are moderate, which is seen at once."""
    size = np.maximum(abs(mid), rad)
    if most(size) < np.inf:
        _, shift = np.frexp(size)
        if every((abs(exp + shift) < WITHIN) | (size == 0)):
            return Ball(ldexp(mid, exp), ldexp(rad, exp), None, rank)
    mid, rad, exp = in_unit(mid, rad, exp)
    if ((np.abs(exp) < WITHIN) | (exp <= NOTHING)).all():
        return Ball(ldexp(mid, exp), ldexp(rad, exp), None, rank)
    return Ball(mid, rad, exp, rank)


def finish(mid: Array, rad: Array, exp: Exponents, rank: int, *sources: Ball) -> Ball:
    """The result of an operation: unknown where a source is, unless a source is undefined."""
    if sources and not (np.isfinite(rad).all() and np.isfinite(mid).all()):
        mid, rad = scaled.special(mid, rad, rank, sources)
    return normal(mid, rad, exp, rank)


def align(*balls: Ball) -> list[Ball]:
    """The balls as numbers, or all as matrices where one is; 1 by 1 matrices count as numbers."""
    if all(b.rank == balls[0].rank for b in balls):
        return list(balls)
    if all(b.matrix == (1, 1) for b in balls):
        return [as_number(b) for b in balls]
    return [as_matrix(b) for b in balls]


def as_number(a: Ball) -> Ball:
    """A 1 by 1 matrix as the number it holds."""
    return a.map(lambda part: part[..., 0, 0], 0) if a.rank else a


def as_matrix(a: Ball) -> Ball:
    """A number with two axes of length 1, ready to be broadcast."""
    return a if a.rank else a.map(lambda part: part[..., None, None], 2)


def add(a: Ball, b: Ball) -> Ball:
    """a + b."""
    if a.rank != b.rank:
        a, b = align(a, b)
    if a.scale is None and b.scale is None:
        mid = a.mid + b.mid
        rad = a.rad + b.rad + EPS * abs(mid)
        if most(rad) < SMALL_PART:
            return Ball(mid, rad, None, a.rank)
    a, b = a.scaled(), b.scaled()
    return finish(*scaled.added(a, b), a.rank, a, b)


def neg(a: Ball) -> Ball:
    """-a."""
    return Ball(-a.mid, a.rad, a.scale, a.rank)


def sub(a: Ball, b: Ball) -> Ball:
    """a - b."""
    if a.rank == b.rank and a.scale is None and b.scale is None:
        mid = a.mid - b.mid
        rad = a.rad + b.rad + EPS * abs(mid)
        if most(rad) < SMALL_PART:
            return Ball(mid, rad, None, a.rank)
    return add(a, neg(b))


def mul(a: Ball, b: Ball) -> Ball:
    """a*b, entry by entry."""
    if a.rank != b.rank:
        a, b = align(a, b)
    if a.scale is None and b.scale is None:
        mid = a.mid * b.mid
        size = abs(mid)
        rad = abs(a.mid) * b.rad + (abs(b.mid) + b.rad) * a.rad + EPS * size
        if _moderate(size, rad, a, b):
            return Ball(mid, rad, None, a.rank)
    a, b = a.scaled(), b.scaled()
    return finish(*scaled.multiplied(a, b), a.rank, a, b)


def _moderate(size: Array, rad: Array, a: Ball, b: Ball | None = None) -> bool:
    """Whether the sizes of a product are within the doubles, or 0 because a factor is.

    Its radius counts the rounding of its size.
    """
    if not most(rad) < SMALL_PART:
        return False
    if least(size) >= LOW:
        return True
    zero = (a.mid == 0) & (a.rad == 0)
    if b is not None:
        zero = zero | ((b.mid == 0) & (b.rad == 0))
    return every((size >= LOW) | (rad >= LOW) | zero)


def times(a: Ball, factors: Array) -> Ball:
    """a times exact doubles of moderate size, which have the axes of the ball or fewer."""
    if a.scale is None:
        mid = a.mid * factors
        size = abs(mid)
        rad = abs(factors) * a.rad + EPS * size
        if _moderate(size, rad, a, Ball(factors, ZERO)):
            return Ball(mid, rad, None, a.rank)
    return mul(a, ball(np.broadcast_to(factors, a.mid.shape), a.rank))


def div(a: Ball, b: Ball) -> Ball:
    """a/b: undefined where b is 0, unknown where b may be 0."""
    if a.rank != b.rank:
        a, b = align(a, b)
    if a.scale is None and b.scale is None:
        reach = abs(b.mid) - b.rad
        if least(reach) > 0:
            mid = a.mid / b.mid
            size = abs(mid)
            rad = (a.rad + size * b.rad) / reach + EPS * size
            if _moderate(size, rad, a):
                return Ball(mid, rad, None, a.rank)
    a, b = a.scaled(), b.scaled()
    return finish(*scaled.divided(a, b), a.rank, a, b)


def total(a: Ball, axis: int = 0) -> Ball:
    """The sum along an axis of the batch."""
    count = a.mid.shape[axis]
    if count == 0:
        return ball(np.zeros(a.mid.sum(axis=axis).shape), a.rank)
    slack = EPS * (2 + math.log2(count))
    if a.scale is None:
        mid = np.add.reduce(a.mid, axis=axis)
        rad = np.add.reduce(a.rad + slack * abs(a.mid), axis=axis)
        if most(rad) < SMALL_PART:
            return Ball(mid, rad, None, a.rank)
    return normal(*scaled.summed(a.scaled(), axis, slack), a.rank)


def common(*balls: Ball) -> tuple[list[tuple[Array, Array]], Exponents | None]:
    """Middles and radii in one unit 2**exp, that of the largest, and exp (None: 0)."""
    if all(b.scale is None for b in balls):
        return [(b.mid, b.rad) for b in balls], None
    units = [b.scaled() for b in balls]
    exp = reduce(np.maximum, (unit.exp for unit in units))
    return [(ldexp(b.mid, b.exp - exp), ldexp(b.rad, b.exp - exp)) for b in units], exp


def joined(join: Callable[[list[Any]], Any], balls: list[Ball]) -> Ball:
    """One ball from several, their middles, radii and exponents joined alike."""
    if any(b.scale is not None for b in balls):
        balls = [b.scaled() for b in balls]
    scales = [b.scale for b in balls if b.scale is not None]
    return Ball(
        join([b.mid for b in balls]),
        join([b.rad for b in balls]),
        join(scales) if scales else None,
        balls[0].rank,
    )


def where(condition: Any, a: Ball, b: Ball) -> Ball:
    """a where the condition holds, else b."""
    if np.ndim(condition) == 0 and a.rank == b.rank and a.batch == b.batch:
        return a if condition else b
    a, b = align(a, b)
    if np.ndim(condition) and not a.rank and a.batch == b.batch == condition.shape:
        chosen = np.count_nonzero(condition)
        if chosen in (0, condition.size):
            return a if chosen else b
    mask = condition[..., None, None] if a.rank and np.ndim(condition) else condition
    return joined(lambda parts: np.where(mask, parts[0], parts[1]), [a, b])


def stack(balls: list[Ball], axis: int = 0) -> Ball:
    """Balls of one shape along a new axis, after broadcasting."""
    return joined(lambda arrays: np.stack(np.broadcast_arrays(*arrays), axis=axis), align(*balls))


def concatenate(a: Ball, b: Ball) -> Ball:
    """The elements of both along the first axis."""
    return joined(np.concatenate, [a, b])


def take(a: Ball, index: Any) -> Ball:
    """An element, or a slice, along the first axis of the batch."""
    return a.map(lambda part: part[index])


def replace(a: Ball, index: Any, values: Ball) -> Ball:
    """The same with the elements at `index` of the first axis replaced."""

    def put(parts: list[Any]) -> Any:
        made = parts[0].copy()
        made[index] = parts[1]
        return made

    return joined(put, [a, values])


def spread(a: Ball, batch: tuple[int, ...]) -> Ball:
    """The same values with the batch broadcast to a shape."""
    return a.map(lambda part: np.broadcast_to(part, batch + part.shape[len(a.batch) :]))


UNDEFINED = ball(np.nan)
UNKNOWN = exact_radius(0.0, np.inf)
