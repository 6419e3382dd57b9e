"""Middles and radii with exponents, as arrays: mid*2**exp, off by at most rad*2**exp."""

from __future__ import annotations

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
HIGH, LOW = 1e250, 1e-250
"""Plain results are of a size between these, or exactly 0."""
SMALL_PART = EPS * HIGH
"""Where an error bound, which counts EPS of the size, is below this, the size is below HIGH."""
WITHIN = 800
"""Exponents up to this, up and down, are given up for doubles again."""


def ldexp(mid: Array, exp: Exponents) -> Array:
    """mid*2**exp for exponents of any size."""
    made: Array = np.ldexp(mid, exp)
    return made


def as_doubles(values: Any) -> Array:
    """An array of doubles; a single one as NumPy's scalar, with which it is ten times as fast."""
    made: Array = np.asarray(values, dtype=np.float64)
    return made if made.ndim else made[()]


ZERO = as_doubles(0.0)


def every(mask: Any) -> bool:
    """Whether a mask holds everywhere."""
    if not isinstance(mask, np.ndarray):
        return bool(mask)
    return not mask.size or bool(mask.item(mask.argmin()))


def some(mask: Any) -> bool:
    """Whether a mask holds anywhere."""
    if not isinstance(mask, np.ndarray):
        return bool(mask)
    return bool(mask.size) and bool(mask.item(mask.argmax()))


def most(values: Array) -> float:
    """The largest entry, 0 at least; NaN if there is one."""
    if isinstance(values, float):  # what NumPy makes of arrays without axes
        return values
    if not values.size:
        return 0.0
    # Where the largest stands, or the first NaN, is found in a quarter of the time that a
    # reduction takes to begin.
    made: float = values.item(values.argmax())
    return 0.0 if made < 0 else made


def least(values: Array) -> float:
    """The smallest entry, 1 at most; NaN if there is one."""
    if isinstance(values, float):
        return values
    if not values.size:
        return 1.0
    made: float = values.item(values.argmin())
    return 1.0 if made > 1 else made


def in_unit(mid: Array, rad: Array, exp: Exponents | int = 0) -> tuple[Array, Array, Exponents]:
    """With the larger number of each pair in [1/2, 1), special values put in their one form.

    An exact 0 has the exponent NOTHING; beyond LARGEST a value is unknown.
    """
    size = np.maximum(np.abs(mid), rad)
    if not most(size) < np.inf:
        mid, rad, exp = _special(mid, rad, exp)
        size = np.where(np.isfinite(mid) & np.isfinite(rad), np.maximum(np.abs(mid), rad), 1.0)
    _, shift = np.frexp(size)
    exp = np.add(exp, shift, dtype=np.int64)
    if some(exp > LARGEST):
        over = exp > LARGEST
        rad = np.where(over, np.inf, rad)
        return in_unit(np.where(over, 0.0, mid), rad, np.where(over, 0, exp - shift))
    shift = -shift
    exp = np.where(size == 0, NOTHING, np.maximum(exp, NOTHING))
    return np.ldexp(mid, shift), np.ldexp(rad, shift), exp


def _special(mid: Array, rad: Array, exp: Exponents | int) -> tuple[Array, Array, Exponents]:
    """Undefined: NaN and 0; infinite: an infinity and 0; unknown: 0 and an infinity."""
    undefined = np.isnan(mid)
    unknown = np.isfinite(mid) & ~np.isfinite(rad)
    mid = np.where(unknown, 0.0, mid)
    rad = np.where(undefined | np.isinf(mid), 0.0, np.where(unknown, np.inf, rad))
    return mid, rad, np.where(np.isfinite(mid) & ~unknown, exp, 0)
