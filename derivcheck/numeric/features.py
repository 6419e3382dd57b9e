"""Where an integrand has its peaks, kinks and jumps: read off the expression, by probing it.

Arguments that are affine in the variable have a root; exponents that are quadratic have a vertex
and a width; densities have the places of their law. Naive rules miss a peak of width 1e-6.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from derivcheck.lang.algebra import Div, Mul, Number, Pow
from derivcheck.lang.condition import Compare
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.functions import Call
from derivcheck.lang.law import Density
from derivcheck.lang.node import Binder, Node
from derivcheck.lang.probability import Cdf, RandomBinder
from derivcheck.numeric import ball as balls
from derivcheck.numeric.edges import tidy
from derivcheck.numeric.peaks import of_density, of_joint
from derivcheck.numeric.place import Place, constant, probe, quadratic_fit, root
from derivcheck.numeric.scaling import Array

KINKED = ("Abs", "sign", "Heaviside", "Max", "Min")


CURVED = ("sigmoid", "softplus", "tanh", "erf", "atan", "cosh", "sinh")


OFFSETS = (-8.0, -4.0, -2.0, 0.0, 2.0, 4.0, 8.0)


FEW = (-7.0, -2.5, 0.0, 2.5, 7.0)


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
    for whole in place.roots:
        for part, hidden in _walk(whole, frozenset()):
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
    elif isinstance(part, Div):
        yield from _poles(part.right, place)
    elif isinstance(part, Pow) and not _natural(part.exponent):
        yield from _poles(part.base, place)
    elif isinstance(part, Compare):
        yield from _kinks([part.left, part.right], place)
    elif isinstance(part, Density) and len(part.arguments) == 1:
        yield from of_density(part.law, part.arguments[0], place)
    elif isinstance(part, Density):
        yield from of_joint(part, place)
    elif isinstance(part, Cdf):
        yield from of_density(part.law, part.at, place)
    elif isinstance(part, Divergence):
        return


def _kinks(arguments: list[Any], place: Place) -> Iterator[tuple[Array, Array]]:
    values = [probe(a, place) for a in arguments]
    if len(values) == 1 and values[0] is not None:
        values.append(balls.ball(0.0))
    for left, right in pairwise(values):
        left = left if left is not None else constant(arguments[0], place)
        right = right if right is not None else constant(arguments[1], place)
        if left is None or right is None:
            continue
        yield from root(left - right, place, False)


def _poles(node: Any, place: Place) -> Iterator[tuple[Array, Array]]:
    """Roots of the affine factors of a denominator."""
    if isinstance(node, Mul):
        yield from _poles(node.left, place)
        yield from _poles(node.right, place)
    elif isinstance(node, Pow):
        yield from _poles(node.base, place)
    elif place.scope.engine.names(node) & place.names:
        yield from _affine(node, place, False)


def _natural(exponent: Any) -> bool:
    return isinstance(exponent, Number) and exponent.value >= 0 and exponent.value.denominator == 1


def _affine(argument: Any, place: Place, wide: bool) -> Iterator[tuple[Array, Array]]:
    value = probe(argument, place)
    if value is not None:
        yield from root(value, place, wide)


def _vertex(argument: Any, place: Place) -> Iterator[tuple[Array, Array]]:
    """The vertex of a quadratic exponent and the standard deviation it stands for."""
    value = probe(argument, place)
    fit = quadratic_fit(value, place) if value is not None else None
    if fit is None:
        return
    _, slope, bend = fit
    if np.all(bend == 0):
        yield from root(value, place, True) if value is not None else ()
        return
    with np.errstate(all="ignore"):
        at, width = -slope / (2 * bend), 1 / np.sqrt(2 * np.abs(bend))
    if np.all(np.isfinite(at) & np.isfinite(width)):
        yield at, width
