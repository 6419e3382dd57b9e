"""A maximum narrowed down on from a point of a grid, one for each place of the batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.scaling import Array

ROUNDS = 16
CELLS = 17


@dataclass(frozen=True, slots=True)
class Peak:
    """The best place found: where, the value there, and how far the place may be off."""

    at: Array
    value: Ball
    reach: Array


def score(values: Ball) -> Array:
    """Values as doubles; what is undefined or unknown does not compete."""
    made = np.where(values.unknown(), np.nan, values.value())
    return np.where(np.isnan(made), -np.inf, made)


def neighbours(grid: Array, at: Array) -> tuple[Array, Array]:
    """The next grid points below and above that differ from `at`."""
    low = np.where(grid < at, grid, -np.inf).max(axis=0)
    high = np.where(grid > at, grid, np.inf).min(axis=0)
    return np.where(np.isfinite(low), low, at), np.where(np.isfinite(high), high, at)


def zoom(body: Callable[[Array], Ball], grid: Array, best: Any) -> Peak:
    """Narrow down on the peak next to a grid point, until its neighbours are as high."""
    at = np.take_along_axis(grid, best[None], 0)[0]
    low, high = neighbours(grid, at)
    shares = np.linspace(0.0, 1.0, CELLS).reshape((-1,) + (1,) * np.ndim(best))
    peak = Peak(at, balls.take(body(at[None]), 0), high - low)
    for _ in range(ROUNDS):
        points = np.concatenate([low + (high - low) * shares, peak.at[None]])
        step = (high - low) / (CELLS - 1)
        peak = _highest(points, body(points), step)
        low, high = np.maximum(low, peak.at - step), np.minimum(high, peak.at + step)
        if np.all(peak.reach > 2 * step):
            break
    return peak


def _highest(points: Array, values: Ball, step: Array) -> Peak:
    """The best of several points; its reach covers those that are as high up to the bounds."""
    height = score(values)
    order = np.argmax(height, axis=0)[None]

    def pick(part: Any) -> Any:
        return np.take_along_axis(np.broadcast_to(part, height.shape), order, 0)[0]

    at = pick(points)
    tied = (height + values.error() >= pick(height) - pick(values.error())) & np.isfinite(height)
    reach = np.where(tied, np.abs(points - at), 0.0).max(axis=0)
    return Peak(at, values.map(pick), np.maximum(reach, step))
