"""Lebesgue integrals over intervals and over vectors, densities and distributions at a point."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.lang.calculus import Integral, Range
from derivcheck.lang.law import Density
from derivcheck.lang.probability import Cdf
from derivcheck.numeric import ball as balls
from derivcheck.numeric.averaging import Task, expect
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.edges import pad
from derivcheck.numeric.elementary import exp
from derivcheck.numeric.expectation import indicator
from derivcheck.numeric.features import marks
from derivcheck.numeric.laws.instance import Survival
from derivcheck.numeric.linear import column, whole
from derivcheck.numeric.measure import Lattice, Measure, cdf, log_density, survival
from derivcheck.numeric.place import Place
from derivcheck.numeric.quadrature import integrate
from derivcheck.numeric.scaling import Array
from derivcheck.numeric.scope import Scope


def integral(node: Integral, scope: Scope) -> Ball:
    """Integral(f, (x, a, b)): reversed bounds change the sign."""
    if not isinstance(node.region, Range):
        from derivcheck.numeric.vector_integral import over_vectors

        return over_vectors(node, whole(scope.value(node.region.size)), scope)
    lower, upper = scope.value(node.region.lower), scope.value(node.region.upper)
    if lower.undefined().any() or upper.undefined().any():
        return balls.UNDEFINED
    low, high = pad(lower.value(), scope.depth), pad(upper.value(), scope.depth)
    if np.all(low > high):
        return -_between(node, scope, high, low)
    if np.all(low == high):
        return balls.ball(np.zeros(np.shape(low)))
    made = _between(node, scope, np.minimum(low, high), np.maximum(low, high))
    made = balls.where(low > high, -made, made)
    return made.widen(_slack(node, scope, lower, upper))


def _slack(node: Integral, scope: Scope, lower: Ball, upper: Ball) -> Any:
    """What uncertain bounds may add: their radii times the body there."""
    slack: Any = 0.0
    for bound in (lower, upper):
        if np.any(bound.error() > 0) and not bound.infinite().any():
            inside = scope.bind({node.variable.name: bound}).value(node.body)
            slack = slack + np.nan_to_num(np.abs(inside.value()) * bound.error() * 2)
    return slack


def _between(node: Integral, scope: Scope, low: Array, high: Array) -> Ball:
    name = node.variable.name

    def extend(x: Ball) -> Scope:
        return scope.bind({name: x}, axes=1)

    place = Place((node.body,), frozenset({name}), extend, scope, low, high)
    edges = np.stack([np.broadcast_to(e, np.shape(e)) for e in marks(place)])
    below, above = bool(np.isneginf(low).any()), bool(np.isposinf(high).any())
    return integrate(lambda x: extend(x).value(node.body), edges, scope.engine.effort, below, above)


def density(node: Density, scope: Scope) -> Ball:
    """p(x): the density or mass at a point."""
    measure = scope.measure(node.law)
    arguments = [scope.value(argument) for argument in node.arguments]
    point = arguments[0] if len(arguments) == 1 else column(arguments)
    return exp(log_density(measure, point))


def distribution(node: Cdf, scope: Scope) -> Ball:
    """Cdf(p, x): by formula where the law has one, else by integration up to x."""
    measure = scope.measure(node.law)
    at = scope.value(node.at)
    known = cdf(measure, at) if not isinstance(measure, Lattice) else balls.UNKNOWN
    return known if not known.unknown().any() else _summed(measure, at, scope)


def beyond(node: Survival, scope: Scope) -> Ball:
    """1 - Cdf(p, x), where the law has a formula for it."""
    return survival(scope.measure(node.law), scope.value(node.at))


def _summed(measure: Measure, at: Ball, scope: Scope) -> Ball:
    from derivcheck.lang.algebra import Symbol
    from derivcheck.lang.condition import Compare
    from derivcheck.lang.domain import Unspecified

    variable, bound = Symbol("(value)", Unspecified()), Symbol("(bound)", Unspecified())
    event = Compare("<=", variable, bound)
    inside = scope.bind({"(bound)": at})
    task = Task(
        lambda x, s: s.bind({"(value)": x}),
        lambda s: indicator(event, s),
        (event,),
        frozenset({"(value)"}),
    )
    return expect(measure, task, inside)
