"""Where densities in an integrand have their mass, taken back through their arguments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from derivcheck.lang.law import Density, Law
from derivcheck.numeric import ball as balls
from derivcheck.numeric.measure import Blend, Joint, Line, Measure
from derivcheck.numeric.place import Place, probe, quadratic_fit, root
from derivcheck.numeric.scaling import Array


def of_density(law: Law, argument: Any, place: Place) -> Iterator[tuple[Array, Array]]:
    """The law's places, taken back through an affine argument; or, where the law moves with the
    variable, the place where its centre passes the argument.
    """
    depends = bool(place.scope.engine.names(law) & place.names)
    if depends:
        yield from _moving(law, argument, place)
        return
    if not place.scope.engine.names(law) <= place.scope.values.keys():
        return
    value = probe(argument, place)
    fit = quadratic_fit(value, place) if value is not None else None
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
            yield from root(balls.ball(distance), place, True)


def of_joint(part: Density, place: Place) -> Iterator[tuple[Array, Array]]:
    """Each argument of a joint density has the places of its component."""
    names = place.scope.engine.names(part.law)
    if names & place.names or not names <= place.scope.values.keys():
        return
    measure = place.scope.measure(part.law)
    for position, argument in enumerate(part.arguments):
        if not place.scope.engine.names(argument) & place.names:
            continue
        value = probe(argument, place)
        fit = quadratic_fit(value, place) if value is not None else None
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
