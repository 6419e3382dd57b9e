"""Where an integrand has its peaks, kinks and jumps: read off the expression, by probing it.

Arguments that are affine in the variable have a root; exponents that are quadratic have a vertex
and a width; densities have the places of their law. Naive rules miss a peak of width 1e-6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from derivcheck.lang.condition import Compare
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.functions import Call
from derivcheck.lang.law import Density, Law
from derivcheck.lang.node import Binder, Node
from derivcheck.lang.probability import Cdf, RandomBinder
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Array, Ball
from derivcheck.numeric.measure import Blend, Joint, Line, Measure
from derivcheck.numeric.scope import Scope

KINKED = ("Abs", "sign", "Heaviside", "Max", "Min")
CURVED = ("sigmoid", "softplus", "tanh", "erf", "atan", "cosh", "sinh")
OFFSETS = (-8.0, -4.0, -2.0, 0.0, 2.0, 4.0, 8.0)
FEW = (-7.0, -2.5, 0.0, 2.5, 7.0)


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


def marks(place: Place) -> list[Array]:
    """Points to split at, sorted along the first axis, at least three, within the range."""
    found = list(features(place))
    offsets = OFFSETS if len(found) < 4 else FEW
    points = [
        location + scale * offset
        for location, scale in found
        for offset in (offsets if np.any(scale) else (0.0,))
    ]
    if not any(np.any(scale) for _, scale in found):
        points.extend(_default(place))
    return tidy(points, place.lower, place.upper, place.scope.depth)


def tidy(points: list[Array], lower: Any, upper: Any, depth: int) -> list[Array]:
    """Sorted points within the range, its finite ends included."""
    ends = [end for end in (lower, upper) if np.all(np.isfinite(end))]
    every = np.broadcast_arrays(*(np.asarray(p, np.float64) for p in [*points, *ends]))
    stacked = np.stack([pad(p, depth) for p in every])
    middle = np.nanmedian(np.where(np.isfinite(stacked), stacked, np.nan), axis=0)
    middle = np.nan_to_num(middle)
    stacked = np.where(np.isfinite(stacked), stacked, middle)
    stacked = np.sort(np.clip(stacked, lower, upper), axis=0)
    if stacked[0].size == 1:
        return [e.reshape(stacked.shape[1:]) for e in _thin(stacked.reshape(-1))]
    return list(stacked)


def pad(array: Array, depth: int) -> Array:
    """The same array with exactly `depth` axes, new ones of length 1 in front."""
    return np.reshape(array, (1,) * (depth - array.ndim) + array.shape)


def _thin(points: Array) -> list[Array]:
    """Without repetitions."""
    gaps = np.diff(points)
    small = 1e-13 * np.maximum(np.abs(points[1:]), np.abs(points[:-1]))
    kept = [points[0], *points[1:][gaps > small]]
    if len(kept) == 1:
        kept = [kept[0], kept[0] + 1.0]
    return [np.asarray(p) for p in kept]


def _default(place: Place) -> list[Array]:
    low, high = place.lower, place.upper
    below, above = np.all(np.isfinite(low)), np.all(np.isfinite(high))
    if below and above:
        return [low, (low + high) / 2, high]
    steps = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
    if below:
        return [low + step for step in steps]
    if above:
        return [high - step for step in steps]
    return [np.asarray(float(step)) for step in (-8, -4, -2, -1, 0, 1, 2, 4, 8)]


def features(place: Place) -> Iterator[tuple[Array, Array]]:
    """Locations with widths; width 0 marks a kink or a jump."""
    for root in place.roots:
        for part, hidden in _walk(root, frozenset()):
            if hidden or not place.scope.engine.names(part) & place.names:
                continue
            yield from _of_part(part, place)


def _walk(node: Node, bound: frozenset[str]) -> Iterator[tuple[Node, bool]]:
    """Parts with a flag: whether they mention a variable bound on the way."""
    hidden = bool(bound) and bool(node.free_names() & bound)
    yield node, hidden
    if isinstance(node, Binder):
        inner = bound | {node.variable.name}
    elif isinstance(node, RandomBinder):
        inner = bound | {binding.variable.name for binding in node.bindings}
    else:
        inner = bound
    for child in node.children():
        yield from _walk(child, inner)


def _of_part(part: Node, place: Place) -> Iterator[tuple[Array, Array]]:
    if isinstance(part, Call) and part.name in KINKED:
        yield from _kinks(list(part.arguments), place)
    elif isinstance(part, Call) and part.name in CURVED:
        yield from _affine(part.arguments[0], place, True)
    elif isinstance(part, Call) and part.name == "exp":
        yield from _vertex(part.arguments[0], place)
    elif isinstance(part, Call) and part.name == "log":
        yield from _affine(part.arguments[0], place, False)
    elif isinstance(part, Compare):
        yield from _kinks([part.left, part.right], place)
    elif isinstance(part, Density) and len(part.arguments) == 1:
        yield from _of_density(part.law, part.arguments[0], place)
    elif isinstance(part, Density):
        yield from _of_joint(part, place)
    elif isinstance(part, Cdf):
        yield from _of_density(part.law, part.at, place)
    elif isinstance(part, Divergence):
        return


def _probe(node: Any, place: Place) -> Ball | None:
    """The value of a number at the probes; None where a name is missing or it is no number."""
    inside = place.extend(balls.ball(place.probes()))
    if not inside.engine.names(node) <= inside.values.keys():
        return None
    value = inside.value(node)
    return None if value.rank or len(value.batch) != place.scope.depth + 1 else value


def _kinks(arguments: list[Any], place: Place) -> Iterator[tuple[Array, Array]]:
    values = [_probe(a, place) for a in arguments]
    if len(values) == 1 and values[0] is not None:
        values.append(balls.ball(0.0))
    for left, right in pairwise(values):
        left = left if left is not None else _constant(arguments[0], place)
        right = right if right is not None else _constant(arguments[1], place)
        if left is None or right is None:
            continue
        yield from _root(left - right, place, False)


def _constant(node: Any, place: Place) -> Ball | None:
    known = place.scope.engine.names(node) <= place.scope.values.keys()
    return place.scope.value(node) if known else None


def _affine(argument: Any, place: Place, wide: bool) -> Iterator[tuple[Array, Array]]:
    value = _probe(argument, place)
    if value is not None:
        yield from _root(value, place, wide)


def _root(value: Ball, place: Place, wide: bool) -> Iterator[tuple[Array, Array]]:
    """The root of an affine function; its inverse slope is the width, if that is wanted."""
    fit = _fit(value, place)
    if fit is None or np.any(np.abs(fit[2]) > 0):
        return
    with np.errstate(all="ignore"):
        slope, at = fit[1], -fit[0] / fit[1]
        width = 1 / np.abs(slope)
    if np.all(np.isfinite(at)):
        yield at, width if wide else 0 * width


def _vertex(argument: Any, place: Place) -> Iterator[tuple[Array, Array]]:
    """The vertex of a quadratic exponent and the standard deviation it stands for."""
    value = _probe(argument, place)
    fit = _fit(value, place) if value is not None else None
    if fit is None:
        return
    _, slope, bend = fit
    if np.all(bend == 0):
        yield from _root(value, place, True) if value is not None else ()
        return
    with np.errstate(all="ignore"):
        at, width = -slope / (2 * bend), 1 / np.sqrt(2 * np.abs(bend))
    if np.all(np.isfinite(at) & np.isfinite(width)):
        yield at, width


def _fit(value: Ball, place: Place) -> tuple[Any, Any, Any] | None:
    """c0 + c1*x + c2*x**2 through the first three probes, if the fourth agrees; exact zeros for
    what is rounding.
    """
    x, y = place.probes(), value.value()
    if not np.isfinite(y).all():
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


def _of_density(law: Law, argument: Any, place: Place) -> Iterator[tuple[Array, Array]]:
    """The law's places, taken back through an affine argument; or, where the law moves with the
    variable, the place where its centre passes the argument.
    """
    depends = bool(place.scope.engine.names(law) & place.names)
    if depends:
        yield from _moving(law, argument, place)
        return
    if not place.scope.engine.names(law) <= place.scope.values.keys():
        return
    value = _probe(argument, place)
    fit = _fit(value, place) if value is not None else None
    if fit is None or np.any(fit[2] != 0):
        return
    yield from _pulled(place.scope.measure(law), fit)


def _pulled(measure: Measure, fit: tuple[Any, Any, Any]) -> Iterator[tuple[Array, Array]]:
    constant, slope, _ = fit
    if isinstance(measure, Blend):
        for _, part in measure.parts:
            yield from _pulled(part, fit)
    elif isinstance(measure, Line):
        for edge in (*measure.edges, measure.lower, measure.upper):
            with np.errstate(all="ignore"):
                at = (edge - constant) / slope
            if np.all(np.isfinite(at)):
                yield at, 0 * at
        yield (measure.location - constant) / slope, np.abs(measure.scale / slope)


def _moving(law: Law, argument: Any, place: Place) -> Iterator[tuple[Array, Array]]:
    inside = place.extend(balls.ball(place.probes()))
    names = inside.engine.names(law) | inside.engine.names(argument)
    if not names <= inside.values.keys():
        return
    value = inside.value(argument)
    for part in _lines_of(inside.measure(law)):
        if value.rank or np.ndim(part.location) == 0:
            continue
        with np.errstate(all="ignore"):
            distance = (value.value() - part.location) / part.scale
        if np.ndim(distance) == place.scope.depth + 1 and np.isfinite(distance).all():
            yield from _root(balls.ball(distance), place, True)


def _of_joint(part: Density, place: Place) -> Iterator[tuple[Array, Array]]:
    """Each argument of a joint density has the places of its component."""
    names = place.scope.engine.names(part.law)
    if names & place.names or not names <= place.scope.values.keys():
        return
    measure = place.scope.measure(part.law)
    for position, argument in enumerate(part.arguments):
        if not place.scope.engine.names(argument) & place.names:
            continue
        value = _probe(argument, place)
        fit = _fit(value, place) if value is not None else None
        if fit is not None and not np.any(fit[2] != 0):
            for component in _components(measure, position):
                yield from _pulled(component, fit)


def _components(measure: Measure, position: int) -> Iterator[Measure]:
    if isinstance(measure, Blend):
        for _, part in measure.parts:
            yield from _components(part, position)
    elif isinstance(measure, Joint):
        yield measure.parts[position]


def _lines_of(measure: Measure) -> Iterator[Line]:
    if isinstance(measure, Line):
        yield measure
    elif isinstance(measure, Blend):
        for _, part in measure.parts:
            yield from _lines_of(part)
