"""Where something is integrated or searched, and probes that tell how it depends there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.lang.node import Node
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.scaling import Array
from derivcheck.numeric.scope import Scope


@dataclass(frozen=True, slots=True)
class Place:
    """What is integrated (or searched) over which variable: expressions, names, and the scope.

    `extend` gives the scope in which the variable has given values along a new first axis.
    """

    roots: tuple[Node, ...]
    names: frozenset[str]
    extend: Callable[[Ball], Scope]
    scope: Scope
    lower: Array
    upper: Array

    def probes(self) -> Array:
        """Four points inside the range."""
        low, high = self.lower, self.upper
        below, above = np.isfinite(low), np.isfinite(high)
        marks = np.array([0.11, 0.34, 0.58, 0.83]).reshape((4,) + (1,) * self.scope.depth)
        away = np.array([0.3, 1.1, 2.0, 3.7]).reshape(marks.shape)
        with np.errstate(invalid="ignore"):
            inside = low + (high - low) * marks
            made = np.where(below, low + away, np.where(above, high - away, away - 1.5))
            made = np.where(below & above, inside, made)
        return np.asarray(made, np.float64)


def probe(node: Any, place: Place) -> Ball | None:
    """The value of a number at the probes; None where a name is missing or it is no number."""
    inside = place.extend(balls.ball(place.probes()))
    if not inside.engine.names(node) <= inside.values.keys():
        return None
    value = inside.value(node)
    return None if value.rank or len(value.batch) != place.scope.depth + 1 else value


def constant(node: Any, place: Place) -> Ball | None:
    """The value of what does not mention the variable; None where a name is missing."""
    known = place.scope.engine.names(node) <= place.scope.values.keys()
    return place.scope.value(node) if known else None


def root(value: Ball, place: Place, wide: bool) -> Iterator[tuple[Array, Array]]:
    """The root of an affine function; its inverse slope is the width, if that is wanted."""
    fit = quadratic_fit(value, place)
    if fit is None or np.any(np.abs(fit[2]) > 0):
        return
    with np.errstate(all="ignore"):
        slope, at = fit[1], -fit[0] / fit[1]
        width = 1 / np.abs(slope)
    if np.all(np.isfinite(at)):
        yield at, width if wide else 0 * width


def quadratic_fit(value: Ball, place: Place) -> tuple[Any, Any, Any] | None:
    """c0 + c1*x + c2*x**2 through the first three probes, if the fourth agrees; exact zeros for
    what is rounding.
    """
    x, y = place.probes(), value.value()
    if not np.isfinite(y).all() or len(y) == 1:  # the same at every probe
        return None
    x = np.broadcast_to(x, np.broadcast_shapes(x.shape, y.shape))
    first = (y[1] - y[0]) / (x[1] - x[0])
    second = (y[2] - y[1]) / (x[2] - x[1])
    bend = (second - first) / (x[2] - x[0])
    guess = y[0] + first * (x[3] - x[0]) + bend * (x[3] - x[0]) * (x[3] - x[1])
    size = np.abs(y).max(axis=0) + 1e-300
    if np.any(np.abs(guess - y[3]) > 1e-7 * size):
        return None
    span = np.abs(x[2] - x[0])
    bend = np.where(np.abs(bend) * span**2 < 1e-9 * size, 0.0, bend)
    if np.all(np.abs(first) * span < 1e-12 * size) and np.all(bend == 0):
        return None
    slope = first - bend * (x[0] + x[1])
    constant = y[0] - slope * x[0] - bend * x[0] ** 2
    return constant, slope, bend
