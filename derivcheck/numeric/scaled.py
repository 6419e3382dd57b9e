"""Arithmetic with exponents: what the operations on balls do where doubles would not hold it.

Each takes balls with exponents and gives middles, radii and exponents, special values not yet in
their one form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from derivcheck.numeric.scaling import EPS, Array, Exponents, ldexp

if TYPE_CHECKING:
    from derivcheck.numeric.ball import Ball

Parts = tuple[Array, Array, Exponents]


def added(a: Ball, b: Ball) -> Parts:
    """a + b."""
    exp = np.maximum(a.exp, b.exp)
    left, right = ldexp(a.mid, a.exp - exp), ldexp(b.mid, b.exp - exp)
    mid = left + right
    rad = ldexp(a.rad, a.exp - exp) + ldexp(b.rad, b.exp - exp) + EPS * np.abs(mid)
    lost = ((left == 0) & (a.mid != 0)) | ((right == 0) & (b.mid != 0))
    if lost.any():
        rad = rad + np.where(lost, 1e-300, 0.0)
    return mid, rad, exp


def multiplied(a: Ball, b: Ball) -> Parts:
    """a*b."""
    mid = a.mid * b.mid
    rad = np.abs(a.mid) * b.rad + np.abs(b.mid) * a.rad + a.rad * b.rad + EPS * np.abs(mid)
    return mid, rad, a.exp + b.exp


def divided(a: Ball, b: Ball) -> Parts:
    """a/b."""
    zero = (b.mid == 0) & (b.rad == 0)
    vague = ~zero & (np.abs(b.mid) <= b.rad)
    size = np.where(zero | vague, 1.0, np.abs(b.mid))
    mid = np.where(zero, np.nan, a.mid / np.where(zero | vague, 1.0, b.mid))
    rad = (a.rad + np.abs(mid) * b.rad) / (size - np.where(vague, 0.0, b.rad))
    rad = np.where(vague, np.inf, rad + EPS * np.abs(mid))
    vanishes = np.isinf(b.mid) & np.isfinite(a.mid) & np.isfinite(a.rad)
    rad = np.where(vanishes, 0.0, rad)
    exp = np.where(vanishes, 0, a.exp - b.exp)
    return mid, rad, exp


def summed(a: Ball, axis: int, slack: float) -> Parts:
    """The sum along an axis, off by `slack` of the sizes."""
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
    return mid, rad, np.squeeze(exp, axis=axis)


def special(mid: Array, rad: Array, rank: int, sources: tuple[Ball, ...]) -> tuple[Array, Array]:
    """Undefined where a source is, else unknown where one is."""
    unknown: Any = np.isnan(rad) & np.isfinite(mid)
    undefined: Any = False
    for source in sources:
        unknown = unknown | (source.unknown() if source.rank == rank else source.unknown().any())
        undefined = undefined | (source.undefined() if source.rank == rank else False)
    mid = np.where(undefined, np.nan, np.where(unknown, 0.0, mid))
    return mid, np.where(undefined, 0.0, np.where(unknown, np.inf, rad))
