"""What the densities on the line are made with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.measure import Line, Transform

NONE = balls.ball(-np.inf)


Tails = tuple[Transform, Transform]
"""The distribution function and the survival function."""


def valid(condition: Any, *parameters: Ball) -> list[Ball]:
    """Parameters outside their domain make the law undefined."""
    return [balls.where(condition, p, balls.UNDEFINED) for p in parameters]


def restrict(value: Ball, x: Ball, lower: Any, upper: Any) -> Ball:
    """-oo outside [lower, upper]."""
    point = x.value()
    return balls.where((point < lower) | (point > upper), NONE, value)


def line(
    density: Transform,
    location: Ball,
    scale: Ball,
    marks: Sequence[float],
    tails: Tails,
    lower: Any = -np.inf,
    upper: Any = np.inf,
    family: str = "",
) -> Line:
    """A density with its mass about location + scale*marks, within lower and upper."""
    centre, width = location.value(), scale.value()
    edges = tuple(_within(centre + width * mark, lower, upper) for mark in marks)
    low = np.broadcast_to(np.asarray(lower, np.float64), np.shape(centre + width))
    high = np.broadcast_to(np.asarray(upper, np.float64), np.shape(centre + width))
    return Line(density, low, high, centre, width, edges, tails[0], family, tails[1])


def _within(place: Any, lower: Any, upper: Any) -> Any:
    """The place, or the end of the range that it lies beyond."""
    return np.minimum(np.maximum(place, lower), upper)
