"""What a law is to the numbers: densities on the line, masses on the integers, atoms, products."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from derivcheck.numeric import ball as balls
from derivcheck.numeric import elementary
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.scaling import Array

Transform = Callable[[Ball], Ball]


@dataclass(frozen=True, slots=True)
class Line:
    """A density on an interval of the real line.

    `edges` are points between which it is smooth and which reach where its mass is. `cdf`, and
    `survival` (1 - cdf, accurate where that is small), may be missing. `family` names the law of
    (x - location)/scale, where that is the same for all parameters. All arrays run over the batch.
    """

    log_density: Transform
    lower: Array
    upper: Array
    location: Array
    scale: Array
    edges: tuple[Array, ...]
    cdf: Transform | None = None
    family: str = ""
    survival: Transform | None = None
    rules: dict[tuple[int, int], tuple[Array, Ball]] = field(default_factory=dict, repr=False)
    """The Gauss rules made for it so far, by order and depth."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """Masses on the integers lower..upper; most of the mass lies near `location`."""

    log_mass: Transform
    lower: Array
    upper: Array
    location: Array
    scale: Array


@dataclass(frozen=True, slots=True)
class Point:
    """All mass at one place, a number or a vector."""

    at: Ball


@dataclass(frozen=True, slots=True)
class Blend:
    """A mixture: weights and measures."""

    parts: tuple[tuple[Ball, Measure], ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """Independent components, the value a column of their values."""

    parts: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Gaussian:
    """A normal vector: mean (n, 1), a factor L with covariance L @ L', inverse of L, log det L."""

    mean: Ball
    factor: Ball
    whiten: Ball
    log_determinant: Ball


Measure = Line | Lattice | Point | Blend | Joint | Gaussian


def dimension(measure: Measure) -> int:
    """Numbers in a value."""
    if isinstance(measure, Blend):
        return dimension(measure.parts[0][1])
    if isinstance(measure, Joint):
        return len(measure.parts)
    if isinstance(measure, Gaussian):
        return measure.mean.matrix[0]
    if isinstance(measure, Point):
        return measure.at.matrix[0]
    return 1


def entry(a: Ball, row: int, column: int = 0) -> Ball:
    """a[row, column], from 0."""
    return balls.as_matrix(a).map(lambda part: part[..., row, column], 0)


def component(x: Ball, index: int) -> Ball:
    """Entry `index` (from 0) of a column; a number is its own only entry."""
    return x.map(lambda part: part[..., index, 0], 0) if x.rank else x


def log_density(measure: Measure, x: Ball) -> Ball:
    """The logarithm of the density or mass at x; undefined for a measure that has neither."""
    if isinstance(measure, Line | Lattice):
        inside = measure.log_density if isinstance(measure, Line) else measure.log_mass
        return inside(balls.as_number(x))
    if isinstance(measure, Blend):
        terms = [elementary.log(w) + log_density(part, x) for w, part in measure.parts]
        return elementary.log_sum(terms)
    if isinstance(measure, Joint):
        made = balls.ball(0.0)
        for index, part in enumerate(measure.parts):
            made = made + log_density(part, component(x, index))
        return made
    if isinstance(measure, Gaussian):
        return _gaussian_log_density(measure, x)
    return balls.UNDEFINED


def _gaussian_log_density(measure: Gaussian, x: Ball) -> Ball:
    centred = balls.as_matrix(x) - measure.mean
    size = measure.mean.matrix[0]
    square = balls.ball(0.0)
    for row in range(size):
        whitened = balls.ball(0.0)
        for column in range(row + 1):
            weight = entry(measure.whiten, row, column)
            whitened = whitened + weight * component(centred, column)
        square = square + whitened * whitened
    constant = balls.exact_radius(size * np.log(2 * np.pi) / 2, 1e-15 * size)
    return -(square / 2.0) - measure.log_determinant - constant


def lines(measure: Measure) -> tuple[Line, ...] | None:
    """The densities on the line a measure is mixed of; None if it is made of anything else."""
    if isinstance(measure, Line):
        return (measure,)
    if not isinstance(measure, Blend):
        return None
    found: list[Line] = []
    for _, part in measure.parts:
        inner = lines(part)
        if inner is None:
            return None
        found.extend(inner)
    return tuple(found)


def cdf(measure: Measure, x: Ball) -> Ball:
    """Prob(X <= x) on the line, where a formula is known; unknown otherwise."""
    if isinstance(measure, Line):
        return measure.cdf(x) if measure.cdf else balls.UNKNOWN
    if isinstance(measure, Point):
        return _step(measure.at, x)
    if isinstance(measure, Blend):
        made = balls.ball(0.0)
        for weight, part in measure.parts:
            made = made + weight * cdf(part, x)
        return made
    return balls.UNKNOWN


def survival(measure: Measure, x: Ball) -> Ball:
    """Prob(X > x) on the line, accurate in relative terms far out; unknown without a formula."""
    if isinstance(measure, Line):
        return measure.survival(x) if measure.survival else balls.UNKNOWN
    if isinstance(measure, Point):
        return 1.0 - _step(measure.at, x)
    if isinstance(measure, Blend):
        made = balls.ball(0.0)
        for weight, part in measure.parts:
            made = made + weight * survival(part, x)
        return made
    return balls.UNKNOWN


def _step(at: Ball, x: Ball) -> Ball:
    sign = (x - at).sign()
    return balls.exact_radius(np.where(sign >= 0, 1.0, 0.0), np.where(np.isnan(sign), np.inf, 0.0))
