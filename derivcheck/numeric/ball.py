"""Numbers with error bounds and an exponent of their own: mid*2**exp, off by at most rad*2**exp.

The exponent keeps a density such as exp(-5e11) from becoming 0, so that the logarithm of a ratio of
two of them is right. Most numbers need none: a ball whose `scale` is None is *plain*, all its
exponents are 0 and doubles do; every operation has a short way for plain balls, and leaves it where
a result would come near the ends of the doubles. Three special values are told apart: *undefined*
(mid is NaN: no real value), *infinite* (mid is an infinity) and *unknown* (rad is infinite: nothing
is known, not even whether it is defined). Floating-point warnings are silenced by who evaluates.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivcheck.numeric.scaling import (
    EPS,
    HIGH,
    LOW,
    NOTHING,
    WITHIN,
    Array,
    Exponents,
    in_unit,
    ldexp,
    least,
    most,
)


@dataclass(frozen=True, slots=True, eq=False)
class Ball:
    """An array of enclosures: the leading axes are a batch, the last `rank` a matrix (0 or 2)."""

    mid: Array
    rad: Array
    scale: Exponents | None = None
    rank: int = 0

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
        return Ball(*in_unit(self.mid, self.rad, self.exp), self.rank)

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


def ball(value: Any, rank: int = 0) -> Ball:
    """Doubles, taken as exact."""
    if type(value) is float:
        return _constant(value)
    mid = np.asarray(value, dtype=np.float64)
    return doubles(mid, np.zeros_like(mid), rank)


@lru_cache(maxsize=256)
def _constant(value: float) -> Ball:
    return doubles(np.asarray(value), np.asarray(0.0))


def exact_radius(value: Any, error: Any, rank: int = 0) -> Ball:
    """Doubles with an absolute error bound."""
    mid, rad = np.broadcast_arrays(np.asarray(value, np.float64), np.asarray(error, np.float64))
    return doubles(mid, np.where(np.isnan(rad), np.inf, rad), rank)


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
    return normal(np.asarray(mid), np.asarray(rad), np.asarray(shift, dtype=np.int64))


def doubles(mid: Array, rad: Array, rank: int = 0) -> Ball:
    """A plain ball where the sizes allow it; special values in their one form."""
    size = np.abs(mid)
    if not most(size + rad) < HIGH:
        return normal(mid, rad, np.zeros(mid.shape, dtype=np.int64), rank)
    if least(size) < LOW and not ((np.maximum(size, rad) >= LOW) | (size + rad == 0)).all():
        return normal(mid, rad, np.zeros(mid.shape, dtype=np.int64), rank)
    return Ball(mid, rad, None, rank)


def normal(mid: Array, rad: Array, exp: Exponents, rank: int = 0) -> Ball:
    """A ball in its one form: plain if its exponents are moderate."""
    mid, rad, exp = in_unit(mid, rad, exp)
    if ((np.abs(exp) < WITHIN) | (exp <= NOTHING)).all():
        return Ball(ldexp(mid, exp), ldexp(rad, exp), None, rank)
    return Ball(mid, rad, exp, rank)


def finish(mid: Array, rad: Array, exp: Exponents, rank: int, *sources: Ball) -> Ball:
    """The result of an operation: unknown where a source is, unless a source is undefined."""
    if not sources or (np.isfinite(rad).all() and np.isfinite(mid).all()):
        return normal(mid, rad, exp, rank)
    unknown: Any = np.isnan(rad) & np.isfinite(mid)
    undefined: Any = False
    for source in sources:
        unknown = unknown | (source.unknown() if source.rank == rank else source.unknown().any())
        undefined = undefined | (source.undefined() if source.rank == rank else False)
    mid = np.where(undefined, np.nan, np.where(unknown, 0.0, mid))
    rad = np.where(undefined, 0.0, np.where(unknown, np.inf, rad))
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
        size = np.abs(mid)
        rad = a.rad + b.rad + EPS * size
        if most(size + rad) < HIGH:
            return Ball(mid, rad, None, a.rank)
    return _add(a.scaled(), b.scaled())


def _add(a: Ball, b: Ball) -> Ball:
    exp = np.maximum(a.exp, b.exp)
    left, right = ldexp(a.mid, a.exp - exp), ldexp(b.mid, b.exp - exp)
    mid = left + right
    rad = ldexp(a.rad, a.exp - exp) + ldexp(b.rad, b.exp - exp) + EPS * np.abs(mid)
    lost = ((left == 0) & (a.mid != 0)) | ((right == 0) & (b.mid != 0))
    if lost.any():
        rad = rad + np.where(lost, 1e-300, 0.0)
    return finish(mid, rad, exp, a.rank, a, b)


def neg(a: Ball) -> Ball:
    """-a."""
    return Ball(-a.mid, a.rad, a.scale, a.rank)


def sub(a: Ball, b: Ball) -> Ball:
    """a - b."""
    return add(a, neg(b))


def mul(a: Ball, b: Ball) -> Ball:
    """a*b, entry by entry."""
    if a.rank != b.rank:
        a, b = align(a, b)
    if a.scale is None and b.scale is None:
        mid = a.mid * b.mid
        size = np.abs(mid)
        rad = np.abs(a.mid) * b.rad + (np.abs(b.mid) + b.rad) * a.rad + EPS * size
        if _moderate(size, rad, a, b):
            return Ball(mid, rad, None, a.rank)
    return _mul(a.scaled(), b.scaled())


def _moderate(size: Array, rad: Array, a: Ball, b: Ball | None = None) -> bool:
    """Whether the sizes of a product are within the doubles, or 0 because a factor is."""
    if not most(size + rad) < HIGH:
        return False
    if least(size) >= LOW:
        return True
    zero = (a.mid == 0) & (a.rad == 0)
    if b is not None:
        zero = zero | ((b.mid == 0) & (b.rad == 0))
    return bool(((size >= LOW) | (rad >= LOW) | zero).all())


def _mul(a: Ball, b: Ball) -> Ball:
    mid = a.mid * b.mid
    rad = np.abs(a.mid) * b.rad + np.abs(b.mid) * a.rad + a.rad * b.rad + EPS * np.abs(mid)
    return finish(mid, rad, a.exp + b.exp, a.rank, a, b)


def div(a: Ball, b: Ball) -> Ball:
    """a/b: undefined where b is 0, unknown where b may be 0."""
    if a.rank != b.rank:
        a, b = align(a, b)
    if a.scale is None and b.scale is None:
        reach = np.abs(b.mid) - b.rad
        if least(reach) > 0:
            mid = a.mid / b.mid
            size = np.abs(mid)
            rad = (a.rad + size * b.rad) / reach + EPS * size
            if _moderate(size, rad, a):
                return Ball(mid, rad, None, a.rank)
    return _div(a.scaled(), b.scaled())


def _div(a: Ball, b: Ball) -> Ball:
    zero = (b.mid == 0) & (b.rad == 0)
    vague = ~zero & (np.abs(b.mid) <= b.rad)
    size = np.where(zero | vague, 1.0, np.abs(b.mid))
    mid = np.where(zero, np.nan, a.mid / np.where(zero | vague, 1.0, b.mid))
    rad = (a.rad + np.abs(mid) * b.rad) / (size - np.where(vague, 0.0, b.rad))
    rad = np.where(vague, np.inf, rad + EPS * np.abs(mid))
    vanishes = np.isinf(b.mid) & np.isfinite(a.mid) & np.isfinite(a.rad)
    rad = np.where(vanishes, 0.0, rad)
    exp = np.where(vanishes, 0, a.exp - b.exp)
    return finish(mid, rad, exp, a.rank, a, b)


def total(a: Ball, axis: int = 0) -> Ball:
    """The sum along an axis of the batch."""
    count = a.mid.shape[axis]
    if count == 0:
        return ball(np.zeros(a.mid.sum(axis=axis).shape), a.rank)
    slack = EPS * (2 + np.log2(count))
    if a.scale is None:
        mid = a.mid.sum(axis=axis)
        rad = a.rad.sum(axis=axis) + slack * np.abs(a.mid).sum(axis=axis)
        if most(np.abs(mid) + rad) < HIGH:
            return Ball(mid, rad, None, a.rank)
    return _total(a.scaled(), axis, slack)


def _total(a: Ball, axis: int, slack: float) -> Ball:
    exp = a.exp.max(axis=axis, keepdims=True)
    parts = ldexp(a.mid, a.exp - exp)
    mid = parts.sum(axis=axis)
    rad = ldexp(a.rad, a.exp - exp).sum(axis=axis) + slack * np.abs(parts).sum(axis=axis)
    rad = rad + a.mid.shape[axis] * 1e-300 * (mid != 0)
    if not np.isfinite(rad).all() or not np.isfinite(mid).all():
        unknown = a.unknown().any(axis=axis)
        undefined = a.undefined().any(axis=axis)
        mid = np.where(unknown & ~undefined, 0.0, mid)
        rad = np.where(undefined, 0.0, np.where(unknown, np.inf, rad))
    return normal(mid, rad, np.squeeze(exp, axis=axis), a.rank)


def common(*balls: Ball) -> tuple[list[tuple[Array, Array]], Exponents | None]:
    """Middles and radii in one unit 2**exp, that of the largest, and exp (None: 0)."""
    if all(b.scale is None for b in balls):
        return [(b.mid, b.rad) for b in balls], None
    scaled = [b.scaled() for b in balls]
    exp = scaled[0].exp
    for other in scaled[1:]:
        exp = np.maximum(exp, other.exp)
    return [(ldexp(b.mid, b.exp - exp), ldexp(b.rad, b.exp - exp)) for b in scaled], exp


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
    tail = a.mid.shape[len(a.batch) :]
    return a.map(lambda part: np.broadcast_to(part, batch + tail))


UNDEFINED = ball(np.nan)
UNKNOWN = exact_radius(0.0, np.inf)
