"""Numbers with error bounds and an exponent of their own: mid*2**exp, off by at most rad*2**exp.

The exponent keeps a density such as exp(-5e11) from becoming 0, so that the logarithm of a ratio of
two of them is right. Three special values are told apart: *undefined* (mid is NaN: no real value),
*infinite* (mid is an infinity) and *unknown* (rad is infinite: nothing is known, not even whether
it is defined). Floating-point warnings are silenced where an evaluation begins, once for all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Exponents = NDArray[np.int64]

EPS = 2.3e-16
"""Twice the unit roundoff of a double."""
NOTHING = -(2**60)
"""The exponent of an exact zero: below every other."""
LARGEST = 2**60
"""Beyond this exponent nothing is known of a number."""


@dataclass(frozen=True, slots=True, eq=False)
class Ball:
    """An array of enclosures: the leading axes are a batch, the last `rank` a matrix (0 or 2)."""

    mid: Array
    rad: Array
    exp: Exponents
    rank: int = 0

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
        return ldexp(self.mid, self.exp)

    def error(self) -> Array:
        """The radii as doubles."""
        return ldexp(self.rad, self.exp)

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
        return Ball(change(self.mid), change(self.rad), change(self.exp), rank)

    def __add__(self, other: Ball | float) -> Ball:
        return add(self, lift(other))

    def __radd__(self, other: float) -> Ball:
        return add(lift(other), self)

    def __sub__(self, other: Ball | float) -> Ball:
        return sub(self, lift(other))

    def __rsub__(self, other: float) -> Ball:
        return sub(lift(other), self)

    def __mul__(self, other: Ball | float) -> Ball:
        return mul(self, lift(other))

    def __rmul__(self, other: float) -> Ball:
        return mul(lift(other), self)

    def __truediv__(self, other: Ball | float) -> Ball:
        return div(self, lift(other))

    def __rtruediv__(self, other: float) -> Ball:
        return div(lift(other), self)

    def __neg__(self) -> Ball:
        return neg(self)

    def widen(self, error: Any) -> Ball:
        """The same values, `error` (a double) added to the bounds."""
        return add(self, exact_radius(np.zeros_like(self.mid), error, self.rank))


def ldexp(mid: Array, exp: Exponents) -> Array:
    """mid*2**exp for exponents of any size."""
    made: Array = np.ldexp(mid, exp)
    return made


def ball(value: Any, rank: int = 0) -> Ball:
    """Doubles, taken as exact."""
    mid = np.asarray(value, dtype=np.float64)
    return normal(mid, np.zeros_like(mid), np.zeros(mid.shape, dtype=np.int64), rank)


def exact_radius(value: Any, error: Any, rank: int = 0) -> Ball:
    """Doubles with an absolute error bound."""
    mid, rad = np.broadcast_arrays(np.asarray(value, np.float64), np.asarray(error, np.float64))
    rad = np.where(np.isnan(rad), np.inf, rad)
    return normal(mid, rad, np.zeros(mid.shape, dtype=np.int64), rank)


def lift(value: Ball | float) -> Ball:
    """A plain number as an exact ball."""
    return value if isinstance(value, Ball) else ball(value)


def rational(value: Fraction) -> Ball:
    """A rational number of any size."""
    if value == 0:
        return ball(0.0)
    shift = abs(value.numerator).bit_length() - value.denominator.bit_length()
    scaled = value / Fraction(2) ** shift
    mid = float(scaled)
    rad = 0.0 if Fraction(mid) == scaled else EPS
    return normal(np.asarray(mid), np.asarray(rad), np.asarray(shift, dtype=np.int64))


def normal(mid: Array, rad: Array, exp: Exponents, rank: int = 0) -> Ball:
    """A ball with its larger number in [1/2, 1), special values put in their one form."""
    size = np.maximum(np.abs(mid), rad)
    if not np.isfinite(size).all():
        mid, rad, exp = _special(mid, rad, exp)
        size = np.where(np.isfinite(mid) & np.isfinite(rad), np.maximum(np.abs(mid), rad), 1.0)
    _, shift = np.frexp(size)
    over = exp + shift > LARGEST
    if over.any():
        rad = np.where(over, np.inf, rad)
        return normal(np.where(over, 0.0, mid), rad, np.where(over, 0, exp), rank)
    exp = np.where(size == 0, NOTHING, np.maximum(exp + shift, NOTHING))
    return Ball(np.ldexp(mid, -shift), np.ldexp(rad, -shift), exp, rank)


def _special(mid: Array, rad: Array, exp: Exponents) -> tuple[Array, Array, Exponents]:
    undefined = np.isnan(mid)
    unknown = np.isfinite(mid) & ~np.isfinite(rad)
    mid = np.where(unknown, 0.0, mid)
    rad = np.where(undefined | np.isinf(mid), 0.0, np.where(unknown, np.inf, rad))
    return mid, rad, np.where(np.isfinite(mid) & ~unknown, exp, 0)


def finish(mid: Array, rad: Array, exp: Exponents, rank: int, *sources: Ball) -> Ball:
    """The result of an operation: unknown where a source is, unless a source is undefined."""
    plain = np.isfinite(rad).all() and np.isfinite(mid).all()
    if plain or not sources:
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
    a, b = align(a, b)
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
    return Ball(-a.mid, a.rad, a.exp, a.rank)


def sub(a: Ball, b: Ball) -> Ball:
    """a - b."""
    return add(a, neg(b))


def mul(a: Ball, b: Ball) -> Ball:
    """a*b, entry by entry."""
    a, b = align(a, b)
    mid = a.mid * b.mid
    rad = np.abs(a.mid) * b.rad + np.abs(b.mid) * a.rad + a.rad * b.rad + EPS * np.abs(mid)
    return finish(mid, rad, a.exp + b.exp, a.rank, a, b)


def div(a: Ball, b: Ball) -> Ball:
    """a/b: undefined where b is 0, unknown where b may be 0."""
    a, b = align(a, b)
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
    exp = a.exp.max(axis=axis, keepdims=True)
    parts = ldexp(a.mid, a.exp - exp)
    mid = parts.sum(axis=axis)
    slack = EPS * (2 + np.log2(count)) * np.abs(parts).sum(axis=axis)
    rad = ldexp(a.rad, a.exp - exp).sum(axis=axis) + slack + count * 1e-300 * (mid != 0)
    if not np.isfinite(rad).all() or not np.isfinite(mid).all():
        unknown = a.unknown().any(axis=axis)
        undefined = a.undefined().any(axis=axis)
        mid = np.where(unknown & ~undefined, 0.0, mid)
        rad = np.where(undefined, 0.0, np.where(unknown, np.inf, rad))
    return normal(mid, rad, np.squeeze(exp, axis=axis), a.rank)


def where(condition: Any, a: Ball, b: Ball) -> Ball:
    """a where the condition holds, else b."""
    a, b = align(a, b)
    mask = condition[..., None, None] if a.rank and np.ndim(condition) else condition
    parts = [np.where(mask, x, y) for x, y in ((a.mid, b.mid), (a.rad, b.rad), (a.exp, b.exp))]
    return Ball(parts[0], parts[1], parts[2], a.rank)


def stack(balls: list[Ball], axis: int = 0) -> Ball:
    """Balls of one shape along a new axis, after broadcasting."""
    balls = align(*balls)

    def join(arrays: list[Any]) -> Any:
        return np.stack(np.broadcast_arrays(*arrays), axis=axis)

    return Ball(
        join([b.mid for b in balls]),
        join([b.rad for b in balls]),
        join([b.exp for b in balls]),
        balls[0].rank,
    )


def take(a: Ball, index: Any) -> Ball:
    """An element, or a slice, along the first axis of the batch."""
    return a.map(lambda part: part[index])


def replace(a: Ball, index: Any, values: Ball) -> Ball:
    """The same with the elements at `index` of the first axis replaced."""
    mid, rad, exp = a.mid.copy(), a.rad.copy(), a.exp.copy()
    mid[index], rad[index], exp[index] = values.mid, values.rad, values.exp
    return Ball(mid, rad, exp, a.rank)


def spread(a: Ball, batch: tuple[int, ...]) -> Ball:
    """The same values with the batch broadcast to a shape."""
    tail = a.mid.shape[len(a.batch) :]
    return a.map(lambda part: np.broadcast_to(part, batch + tail))


def log_two() -> Ball:
    """log 2."""
    return exact_radius(np.log(2.0), 2e-16)


UNDEFINED = ball(np.nan)
UNKNOWN = exact_radius(0.0, np.inf)
INFINITY = ball(np.inf)
