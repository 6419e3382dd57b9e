"""Points to split an integral at, sorted and within the range."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.numeric.scaling import Array


def tidy(points: list[Array], lower: Any, upper: Any, depth: int) -> list[Array]:
    """Sorted points within the range, its finite ends included."""
    ends = [end for end in (lower, upper) if np.all(np.isfinite(end))]
    every = np.broadcast_arrays(*(np.asarray(p, np.float64) for p in [*points, *ends]))
    stacked = np.stack([pad(p, depth) for p in every])
    finite = np.isfinite(stacked)
    if not finite.all():
        # Where no point is finite the median is that of zeros.
        known = np.where(finite | ~finite.any(axis=0), np.where(finite, stacked, 0.0), np.nan)
        stacked = np.where(finite, stacked, np.nanmedian(known, axis=0))
    spread = np.sort(stacked, axis=0)
    stacked = _graded(np.clip(spread, lower, upper), spread[-1] - spread[0], lower, upper)
    if stacked[0].size == 1:
        return [e.reshape(stacked.shape[1:]) for e in _thin(stacked.reshape(-1))]
    return list(stacked)


def _graded(points: Array, span: Array, lower: Any, upper: Any) -> Array:
    """The points; where all of them have come to lie at the one end that a half line has, points
    that draw near to that end from inside, as far as they were spread.
    """
    lost = (points[0] == points[-1]) & ~(np.isfinite(lower) & np.isfinite(upper))
    if not lost.any():
        return points
    share = np.linspace(0.0, 1.0, len(points)).reshape((-1,) + (1,) * (points.ndim - 1))
    inwards = np.where(span > 0, span, 1.0)
    above, below = points[0] + inwards * share**3, points[0] - inwards * (1 - share) ** 3
    return np.where(lost, np.where(np.isfinite(upper), below, above), points)


def pad(array: Array, depth: int) -> Array:
    """The same array with exactly `depth` axes, new ones of length 1 in front."""
    return np.reshape(array, (1,) * (depth - array.ndim) + array.shape)


def _thin(points: Array) -> list[Array]:
    """Without repetitions."""
    gaps = np.diff(points)
    small = 1e-13 * np.maximum(np.abs(points[1:]), np.abs(points[:-1]))
    kept = [points[0], *points[1:][gaps > small]]
    if len(kept) == 1:
        kept *= 2
    return [np.asarray(p) for p in kept]
