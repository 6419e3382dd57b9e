"""The end of a sequence from its beginning: sums that converge like a geometric one, or diverge."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball, take, total
from derivcheck.numeric.scaling import ldexp

NEGLIGIBLE = 1e-18
"""A contribution this small against the sum ends it, if the ones before it shrank."""
SLOW = 0.97
"""Contributions that shrink by less than this factor leave the sum unknown."""
STEADY = 1.0 - 1e-6
"""Contributions over doubling panels that shrink by less than this diverge (1/x: 1 exactly)."""

VAGUE = 1e-4
"""A relative error above this tells that a contribution is lost in rounding, or about to be."""
LONG = 10
"""Contributions over doubling panels that show whether they grow, if the others are lost."""
HUGE = 1e300
"""Stands for ratios too large for a double."""


def settled(parts: Ball, size: Ball) -> bool:
    """Whether the last two contributions are negligible against `size` throughout the batch."""
    last, before = take(parts, -1), take(parts, -2)
    return bool(np.all(_small(last, size) & _small(before, size)))


def magnitude(parts: Ball) -> Ball:
    """The sum of absolute values with their errors: what is 0 up to rounding has a size too."""
    size = np.abs(parts.mid) + parts.rad
    return total(Ball(size, np.zeros_like(parts.rad), parts.scale, parts.rank))


def _small(part: Ball, size: Ball) -> Any:
    ((mid, rad), (whole, _)), _ = balls.common(part, size)
    return np.isfinite(rad) & (np.abs(mid) + rad <= NEGLIGIBLE * np.abs(whole))


def series(parts: Ball, size: Ball) -> Ball:
    """The sum of contributions and of those that would follow, +-oo, or unknown.

    `parts` are contributions of panels (blocks) that double in length, along the first axis;
    `size` is what they are small or large against.
    """
    made = total(parts)
    if parts.mid.shape[0] < 4 or settled(parts, size):
        return made
    ratios = _ratios(parts)
    last, drift = ratios[-1], np.abs(ratios[-1] - ratios[-2])
    with np.errstate(all="ignore"):
        factor = last / (1 - last)
        doubt = 4 * drift / (1 - last) ** 2 + 1e-14 * np.abs(factor)
    tail = take(parts, -1) * balls.exact_radius(
        np.nan_to_num(factor), np.where(np.isfinite(doubt), doubt, np.inf), parts.rank
    )
    steady = drift < 0.05 * (1 - last) ** 2
    geometric = (np.abs(last) < SLOW) & (np.abs(ratios[-2]) < SLOW) & steady
    small = _small(take(parts, -1), size) & (np.abs(last) < 1)
    out = balls.where(geometric, made + tail, balls.UNKNOWN) if not parts.rank else made + tail
    if parts.rank:
        return out
    out = balls.where(small, made, out)
    infinite, sign = lasting(ratios) & ~small, np.sign(take(parts, -1).mid)
    known = _known(parts)
    if known >= LONG:
        lost = lasting(_ratios(take(parts, slice(0, known))))
        infinite, sign = infinite | lost, np.where(lost, np.sign(take(parts, known - 1).mid), sign)
    out = balls.where(infinite, balls.ball(np.where(sign == 0, np.nan, sign * np.inf)), out)
    special = made.undefined() | made.infinite()
    return balls.where(special, made, out)


def _known(parts: Ball) -> int:
    """How many contributions are known well, if those behind them are lost in rounding; else 0.

    So 1 is lost far out if it is written as exp(-x**2)/exp(-x**2).
    """
    parts = parts.scaled()
    with np.errstate(all="ignore"):
        vague = parts.rad > VAGUE * np.abs(parts.mid)
    lost = vague.reshape(len(vague), -1).any(axis=1)
    return int(np.argmax(lost)) if lost.any() else 0


def _ratios(parts: Ball) -> Any:
    """Ratios of successive contributions; their scale drops out."""
    parts = parts.scaled()
    later, earlier = take(parts, slice(1, None)), take(parts, slice(0, -1))
    with np.errstate(all="ignore"):
        ratio = later.mid / earlier.mid
        made = ldexp(ratio, later.exp - earlier.exp)
    made = np.clip(made, -HUGE, HUGE)
    certain = (np.abs(later.mid) > 10 * later.rad) | (np.abs(made) < SLOW)
    # Growth this fast is out of reach of the panels, which then bound nothing but its direction.
    certain = certain | (made > 4)
    return np.where(np.isfinite(made) & certain, made, np.nan)


def lasting(ratios: Any) -> Any:
    """Whether terms with these successive ratios (first axis, 4 at least) never come to an end.

    The limit of the ratio decides. Ratios that drift geometrically have one in plain sight; those
    of terms k**b*r**k, r*(1 + b/k), may stay above 1 for long though r < 1, and are left alone
    unless they are well above 1.
    """
    drift = np.diff(ratios, axis=0)
    with np.errstate(all="ignore"):
        pace = drift[-1] / drift[-2]
        limit = ratios[-1] + drift[-1] * pace / (1 - pace)
    still = np.abs(drift[-2:]).max(axis=0) < 1e-9
    quiet = (np.abs(pace) < 0.75) & (np.abs(drift[-1]) < 0.02) & (limit >= STEADY)
    steady = (still & (ratios[-1] >= STEADY)) | quiet
    fast = np.all(ratios[-3:] > 1.05, axis=0) & (ratios[-1] + len(ratios) * drift[-1] > 1.02)
    return (steady & np.all(ratios[-4:] > 0.5, axis=0)) | fast
