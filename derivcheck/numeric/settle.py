"""Where a sequence with steps of ratio 2 settles: extrapolation, or growth without end."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.extrapolate import lasting

COLUMNS = 6
"""Columns of the Neville table: powers of the step that are eliminated."""


def settle(values: Ball, spared: Any = None) -> Ball:
    """The limit of a sequence along the first axis whose steps have ratio 2.

    Unknown where nobody asks for it: where the mask `spared`, which runs over the batch, holds.
    """
    if values.rank:
        flat = values.map(lambda part: part, 0)
        made = settle(flat)
        return Ball(made.mid, made.rad, made.scale, values.rank)
    y, noise = values.value(), values.error()
    batch = y.shape[1:]
    flat_y, flat_n = y.reshape(len(y), -1), noise.reshape(len(y), -1)
    skip = np.broadcast_to(False if spared is None else spared, batch).reshape(-1)
    pairs = [
        (0.0, np.inf) if skip[i] else _one(flat_y[:, i], flat_n[:, i])
        for i in range(flat_y.shape[1])
    ]
    mids = np.array([p[0] for p in pairs]).reshape(batch)
    errors = np.array([p[1] for p in pairs]).reshape(batch)
    return balls.exact_radius(mids, errors)


def _one(y: Any, noise: Any) -> tuple[float, float]:
    """The limit of one sequence, with its error; NaN undefined, error inf unknown."""
    usable = np.isfinite(noise)
    if np.isnan(y[usable][-3:]).any() or not usable.any():
        return (np.nan, 0.0) if usable.any() else (0.0, np.inf)
    y, noise = y[usable], noise[usable]
    if np.isinf(y[-1]):
        return (float(y[-1]), 0.0)
    finite = np.isfinite(y)
    y, noise = y[finite], noise[finite]
    if len(y) < 6:
        return (0.0, np.inf)
    if _grows(y, noise):
        return (float(np.sign(y[-1] - y[-2]) * np.inf), 0.0)
    best, doubt = _extrapolated(y, noise)
    return (0.0, np.inf) if _departs(y, noise, best, doubt) else (best, doubt)


def _departs(y: Any, noise: Any, best: float, doubt: float) -> bool:
    """Whether the last value is farther from the limit than those in the middle: a turning point.

    A slow maximum, such as that of log(t)/t**a, looks settled for many steps.
    """
    third = len(y) // 3
    middle = float(np.median(np.abs(y[third : 2 * third + 1] - best)))
    return bool(abs(y[-1] - best) > 2 * middle + doubt + 2 * noise[-1])


def _grows(y: Any, noise: Any) -> bool:
    """Increments of one sign that do not shrink, the last ones well above their noise."""
    steps = np.diff(y)
    certain = np.abs(steps) > 10 * (noise[1:] + noise[:-1])
    last = len(certain) - int(np.argmax(certain[::-1])) if certain.any() else 0
    steps = steps[max(0, last - 8) : last]
    if len(steps) < 6 or last < len(certain) // 2 or not certain[last - 6 : last].all():
        return False
    return bool(lasting(steps[1:] / steps[:-1]))


def _extrapolated(y: Any, noise: Any) -> tuple[float, float]:
    best, least = float(y[-1]), np.inf
    column, blur = y, noise
    for power in range(COLUMNS):
        if power:
            factor = 2.0**power - 1
            blur = blur[1:] + (blur[1:] + blur[:-1]) / factor
            column = column[1:] + np.diff(column) / factor
        if len(column) < 4:
            break
        change = np.abs(np.diff(column))
        # Three changes in a row: one alone may be small by accident.
        doubt = np.maximum.reduce([change[2:], change[1:-1] / 2, change[:-2] / 4]) + blur[3:]
        doubt = 2 * doubt
        at = int(np.argmin(doubt))
        if doubt[at] < least:
            best, least = float(column[3 + at]), float(doubt[at])
    aitken = _aitken(y, noise)
    if aitken[1] < least:
        return aitken
    return best, least


def _aitken(y: Any, noise: Any) -> tuple[float, float]:
    """Geometric extrapolation of the last steps."""
    steps = np.diff(y)
    with np.errstate(all="ignore"):
        ratio = steps[1:] / steps[:-1]
        made = y[2:] + steps[1:] * ratio / (1 - ratio)
        blur = noise[2:] * 4 / (1 - ratio) ** 2
    if len(made) < 4:
        return 0.0, np.inf
    change = np.abs(np.diff(made))
    doubt = 4 * np.maximum(change[1:], change[:-1]) + blur[2:]
    doubt = np.where(np.isfinite(doubt) & (np.abs(ratio[2:]) < 0.97), doubt, np.inf)
    at = int(np.argmin(doubt))
    return float(made[2 + at]), float(doubt[at])
