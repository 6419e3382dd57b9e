"""Expectations under measures: by panels, by Gauss rules, by sums, by evaluation at atoms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import methodcaller
from typing import Any

import numpy as np

from derivcheck.lang.condition import Condition
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.expression import Expr
from derivcheck.lang.node import Binder, Node
from derivcheck.lang.probability import (
    Binding,
    Covariance,
    Expectation,
    Probability,
    RandomBinder,
    Variance,
)
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball, as_matrix, total
from derivcheck.numeric.elementary import exp
from derivcheck.numeric.features import FEW, Place, features, tidy
from derivcheck.numeric.gauss_rule import gauss_rule
from derivcheck.numeric.laws.continuous import normal
from derivcheck.numeric.linear import column, multiply, transpose
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
from derivcheck.numeric.quadrature import integrate
from derivcheck.numeric.scope import Scope, TooLarge
from derivcheck.numeric.sums import sum_over

Extend = Callable[[Ball, Scope], Scope]
Finish = Callable[[Scope], Ball]

MOST_MARKS = 200
"""Points that the integrand may add to those of the law."""
SHARP = 1e-7
"""Two Gauss rules that agree this well are believed; their gap, tenfold, is the error bound."""


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
        return _weighted(exp(log_density(measure, x)), value)

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
    place = Place(
        task.roots,
        task.names,
        lambda x: task.extend(x, scope.bind({}, axes=1)),
        scope,
        lower,
        upper,
    )
    made: list[Any] = []
    for at, width in features(place):
        sharp = np.any(width)
        made += [at + width * offset for offset in (FEW if sharp else (0.0,))]
    return made[:MOST_MARKS]


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
        return _weighted(exp(measure.log_mass(k)), value)

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


def over(
    bindings: tuple[Binding, ...], finish: Finish, scope: Scope, roots: tuple[Node, ...], order: int
) -> Ball:
    """The mean over several variables, drawn one after the other."""
    if not bindings:
        return finish(scope)
    first, rest = bindings[0], bindings[1:]
    name = first.variable.name
    task = Task(
        lambda x, s: s.bind({name: x}),
        lambda s: over(rest, finish, s, roots, order),
        roots,
        frozenset({name}),
        order,
    )
    return expect(scope.measure(first.law), task, scope)


def mean(
    bindings: tuple[Binding, ...], finish: Finish, scope: Scope, roots: tuple[Node, ...]
) -> Ball:
    """The mean over several variables, by the cheapest means that is sharp."""

    def run(order: int) -> Ball:
        return over(bindings, finish, scope, () if order else roots, order)

    axes = _dimensions(bindings, scope)
    return best(run, axes, scope, axes == 1 and any(_heavy(root) for root in roots))


def _heavy(root: Node) -> bool:
    """Whether there are binders inside, so that each node is dear."""
    return any(isinstance(part, Binder | RandomBinder | Divergence) for part in root.walk())


def best(run: Callable[[int], Ball], axes: int, scope: Scope, heavy: bool = False) -> Ball:
    """Gauss rules where dimensions add up, panels where they are few or the rules disagree.

    `run(order)` averages with Gauss rules of that order, with panels for order 0.
    """
    dimensions = axes + scope.depth + heavy
    if dimensions < 2 or axes == 0:
        return run(0)
    orders = (14, 32) if dimensions < 4 else (9,)
    quick: Ball | None = None
    for order in orders:
        quick = _two_rules(run, order + scope.engine.effort.order) or quick
        if quick is not None and _sharp(quick):
            return quick
    if quick is not None and axes + scope.depth > 2:
        return quick
    try:
        slow = run(0)
    except TooLarge:
        return quick if quick is not None else balls.UNKNOWN
    return slow if quick is None or slow.rank else _narrower(slow, quick)


def _narrower(a: Ball, b: Ball) -> Ball:
    """The one with the smaller bound where both are numbers; infinities come from `a` alone."""
    plain = ~a.undefined() & ~a.infinite() & ~b.undefined() & ~b.infinite()
    return balls.where(plain & (b.error() < a.error()), b, a)


def _two_rules(run: Callable[[int], Ball], order: int) -> Ball | None:
    try:
        fine, coarse = run(order), run(order - order // 5 - 1)
    except TooLarge:
        return None
    gap = np.abs((fine - coarse).value())
    if not np.isfinite(gap).all():
        return None
    return fine.widen(10 * gap)


def _sharp(a: Ball) -> bool:
    return bool(np.all(a.error() <= SHARP * (1e-3 + np.abs(a.value()))))


def _dimensions(bindings: tuple[Binding, ...], scope: Scope) -> int:
    """Axes that integrals and long sums over the variables will open."""
    inside, count = scope, 0
    for binding in bindings:
        measure = inside.measure(binding.law)
        count += integration_axes(measure)
        one = balls.ball(np.ones((dimension(measure), 1)), 2)
        at = one if dimension(measure) > 1 else balls.ball(1.0)
        inside = inside.bind({binding.variable.name: at})
    return count


def integration_axes(measure: Measure) -> int:
    """Axes that integrals and long sums over a value of the measure open."""
    if isinstance(measure, Blend):
        return max(integration_axes(part) for _, part in measure.parts)
    if isinstance(measure, Joint):
        return sum(integration_axes(part) for part in measure.parts)
    if isinstance(measure, Lattice):
        return 0 if np.all(measure.upper - measure.lower < 8) else 1
    return 0 if isinstance(measure, Point) else dimension(measure)


def expectation(node: Expectation, scope: Scope) -> Ball:
    """E[x:p](f)."""
    return mean(node.bindings, lambda s: s.value(node.body), scope, (node.body,))


def variance(node: Variance, scope: Scope) -> Ball:
    """Var[x:p](f), about the mean; of a vector, its covariance matrix."""
    return _covariance(node, node.body, node.body, scope)


def covariance(node: Covariance, scope: Scope) -> Ball:
    """Cov[x:p](f, g)."""
    return _covariance(node, node.left, node.right, scope)


def _covariance(node: RandomBinder, left: Expr, right: Expr, scope: Scope) -> Ball:
    centres = [
        mean(node.bindings, methodcaller("value", side), scope, (side,)) for side in (left, right)
    ]
    if any((c.infinite() | c.undefined()).any() for c in centres):
        return balls.UNDEFINED

    def product(s: Scope) -> Ball:
        a, b = s.value(left) - centres[0], s.value(right) - centres[1]
        return multiply(a, transpose(b)) if a.rank else a * b

    return mean(node.bindings, product, scope, (left, right))


def probability(node: Probability, scope: Scope) -> Ball:
    """Prob[x:p](condition)."""
    return mean(node.bindings, lambda s: indicator(node.event, s), scope, (node.event,))


def indicator(event: Condition, scope: Scope) -> Ball:
    """1 where the condition holds, 0 where it fails, unknown where that cannot be told."""
    truth = np.asarray(scope.holds(event))
    return balls.exact_radius(np.nan_to_num(truth), np.where(np.isnan(truth), np.inf, 0.0))
