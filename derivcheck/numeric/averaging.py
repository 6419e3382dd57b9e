"""The mean of a function under a measure: panels, Gauss rules, sums, evaluation at atoms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from derivcheck.lang.node import Node
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball, as_matrix, total
from derivcheck.numeric.edges import tidy
from derivcheck.numeric.elementary import weighted
from derivcheck.numeric.features import FEW, features
from derivcheck.numeric.gauss_rule import gauss_rule
from derivcheck.numeric.laws.whole_line import normal
from derivcheck.numeric.linear import column, multiply
from derivcheck.numeric.measure import (
    Blend,
    Gaussian,
    Joint,
    Lattice,
    Line,
    Measure,
    Point,
    dimension,
    lines,
    log_density,
)
from derivcheck.numeric.place import Place
from derivcheck.numeric.quadrature import integrate
from derivcheck.numeric.scope import Scope, TooLarge
from derivcheck.numeric.sums import sum_over

Extend = Callable[[Ball, Scope], Scope]


Finish = Callable[[Scope], Ball]


NARROW = 0.1
"""Width of a narrow peak, relative to that of the law."""
REACH = 10
"""How far from its centre a law is met, in units of its scale."""
MOST_MARKS = 200
"""Points that the integrand may add to those of the law."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is averaged: how a value of the variable enters the scope, and what is evaluated there.

    `roots` and `names` let kinks be found; `order` chooses Gauss rules of that order, 0 panels.
    """

    extend: Extend
    finish: Finish
    roots: tuple[Node, ...] = ()
    names: frozenset[str] = frozenset()
    order: int = 0


def expect(measure: Measure, task: Task, scope: Scope) -> Ball:
    """The mean of the task under a measure; a value of mass 0 contributes 0."""
    if isinstance(measure, Point):
        return task.finish(task.extend(measure.at, scope))
    if isinstance(measure, Line):
        return _over_lines(measure, (measure,), task, scope)
    if isinstance(measure, Lattice):
        return _over_lattice(measure, task, scope)
    if isinstance(measure, Blend):
        parts = lines(measure)
        if parts is not None:
            return _over_lines(measure, parts, task, scope)
        made = balls.ball(0.0)
        for weight, part in measure.parts:
            made = made + _weighted(weight, expect(part, task, scope))
        return made
    if isinstance(measure, Joint):
        return _over_components(measure.parts, [], task, scope)
    return _over_gaussian(measure, task, scope)


def _weighted(weight: Ball, value: Ball) -> Ball:
    """weight*value, 0 where the weight is exactly 0."""
    none = (weight.mid == 0) & (weight.rad == 0)
    return balls.where(none, balls.ball(0.0), weight * value)


def _over_lines(measure: Measure, parts: tuple[Line, ...], task: Task, scope: Scope) -> Ball:
    if task.order:
        return _by_gauss(measure, parts, task, scope)

    def integrand(x: Ball) -> Ball:
        value = task.finish(task.extend(x, scope.bind({}, axes=1)))
        return weighted(log_density(measure, x), value)

    lower = np.minimum.reduce([part.lower for part in parts])
    upper = np.maximum.reduce([part.upper for part in parts])
    points = [edge for part in parts for edge in part.edges]
    points += [end for part in parts for end in (part.lower, part.upper) if np.isfinite(end).all()]
    points += _kinks(task, scope, lower, upper)
    edges = np.stack(tidy(points, lower, upper, scope.depth))
    effort = scope.engine.effort
    below, above = not np.isfinite(lower).any(), not np.isfinite(upper).any()
    return integrate(integrand, edges, effort, below, above)


def _kinks(task: Task, scope: Scope, lower: Any, upper: Any) -> list[Any]:
    if not task.roots:
        return []
    place = _place(task, scope, lower, upper)
    made: list[Any] = []
    for at, width in features(place):
        sharp = np.any(width)
        made += [at + width * offset for offset in (FEW if sharp else (0.0,))]
    return made[:MOST_MARKS]


def _place(task: Task, scope: Scope, lower: Any, upper: Any) -> Place:
    return Place(
        task.roots,
        task.names,
        lambda x: task.extend(x, scope.bind({}, axes=1)),
        scope,
        lower,
        upper,
    )


def has_narrow_peak(measure: Measure, task: Task, scope: Scope) -> bool:
    """Whether the task has a peak that rules adapted to the measure would step over."""
    parts = lines(measure)
    if parts is None:
        return False
    lower = np.minimum.reduce([part.lower for part in parts])
    upper = np.maximum.reduce([part.upper for part in parts])
    found = list(features(_place(task, scope, lower, upper)))
    for part in parts:
        for at, width in found:
            meets = np.abs(at - part.location) <= REACH * part.scale
            if np.any(meets & (width > 0) & (width < NARROW * part.scale)):
                return True
    return False


def _by_gauss(measure: Measure, parts: tuple[Line, ...], task: Task, scope: Scope) -> Ball:
    """A mixture's components each have their rule."""
    if isinstance(measure, Blend):
        made = balls.ball(0.0)
        for weight, part in measure.parts:
            inner = lines(part)
            value = _by_gauss(part, inner, task, scope) if inner else balls.UNKNOWN
            made = made + _weighted(weight, value)
        return made
    nodes, weights = gauss_rule(parts[0], task.order, scope.depth)
    value = task.finish(task.extend(balls.ball(nodes), scope.bind({}, axes=1)))
    if value.mid.size > scope.engine.effort.nodes:
        raise TooLarge
    return total(_with_axis(_weighted(weights, value), nodes.ndim))


def _with_axis(value: Ball, axes: int) -> Ball:
    return value if len(value.batch) == axes else value.map(lambda part: part[None])


def _over_lattice(measure: Lattice, task: Task, scope: Scope) -> Ball:
    def term(k: Ball) -> Ball:
        value = task.finish(task.extend(k, scope.bind({}, axes=1)))
        return weighted(measure.log_mass(k), value)

    reach = np.asarray(measure.location + 14 * measure.scale + 16)
    return sum_over(term, measure.lower, measure.upper, reach, scope)


def _over_components(
    parts: tuple[Measure, ...], values: list[Ball], task: Task, scope: Scope
) -> Ball:
    """One component after the other, each with a batch axis of its own."""
    if len(parts) == 1:
        last = replace(task, extend=lambda x, s: task.extend(column([*values, x]), s))
        return expect(parts[0], last, scope)
    inner = Task(
        lambda x, s: s.bind({PENDING: x}),
        lambda s: _over_components(parts[1:], [*values, _pending(s)], task, s),
        order=task.order,
    )
    return expect(parts[0], inner, scope)


PENDING = "(component)"


def _pending(scope: Scope) -> Ball:
    value = scope.values[PENDING]
    return value if isinstance(value, Ball) else balls.UNKNOWN


def _over_gaussian(measure: Gaussian, task: Task, scope: Scope) -> Ball:
    standard = normal(balls.ball(0.0), balls.ball(1.0))

    def extend(noise: Ball, inside: Scope) -> Scope:
        return task.extend(as_matrix(multiply(measure.factor, noise)) + measure.mean, inside)

    size = dimension(measure)
    moved = replace(task, extend=extend)
    return _over_components((standard,) * size, [], moved, scope)
