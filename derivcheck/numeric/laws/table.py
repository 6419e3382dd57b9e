"""From a law of the claim language to a measure, its parameters evaluated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.lang.errors import AuthorError, EngineError
from derivcheck.lang.law import Abbreviated, Conditional, Law, UnknownLaw
from derivcheck.lang.laws.defined import DensityLaw
from derivcheck.lang.laws.joint import Iid, IndependentLaw, MixtureLaw
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball, as_matrix
from derivcheck.numeric.elementary import absolute, log
from derivcheck.numeric.features import marks
from derivcheck.numeric.laws.continuous import CONTINUOUS
from derivcheck.numeric.laws.discrete import DISCRETE
from derivcheck.numeric.laws.instance import Rescaled
from derivcheck.numeric.linear import cholesky, whole
from derivcheck.numeric.measure import Blend, Gaussian, Joint, Line, Measure, Point, Transform
from derivcheck.numeric.place import Place
from derivcheck.numeric.scope import LawInstance, Scope

NAMED: dict[str, Callable[..., Measure]] = {**CONTINUOUS, **DISCRETE}


def measure_of(law: Law, scope: Scope) -> Measure:
    """The measure of a law; an unknown one is looked up among the instances."""
    if isinstance(law, Abbreviated):
        return measure_of(law.law, scope)
    if isinstance(law, UnknownLaw | Conditional):
        return _instance(law, scope)
    name = type(law).__name__
    if name in NAMED:
        return NAMED[name](*_parameters(law, scope))
    if name in STRUCTURED:
        return STRUCTURED[name](law, scope)
    raise EngineError(f"the numeric route does not know the law {name}")


def _parameters(law: Law, scope: Scope) -> list[Ball]:
    listed: list[Any] = []
    for part in law.parts():
        listed.extend(part if isinstance(part, tuple) else (part,))
    return [balls.as_number(scope.value(part)) for part in listed]


def _instance(law: Law, scope: Scope) -> Measure:
    given: tuple[Any, ...] = ()
    while isinstance(law, Conditional | Abbreviated):
        if isinstance(law, Conditional):
            given = (*law.values, *given)
        law = law.law
    if not isinstance(law, UnknownLaw):
        raise AuthorError("only unknown laws and families are conditioned on values")
    found = scope.values.get(law.name)
    if not isinstance(found, LawInstance):
        raise EngineError(f"no instance of the law {law.name}")
    values: Any = dict(zip(found.parameters, (scope.value(v) for v in given), strict=True))
    return measure_of(found.law, scope.enter(values, frozenset(values)))


def _mixture(law: MixtureLaw, scope: Scope) -> Measure:
    parts = tuple((scope.value(w), measure_of(part, scope)) for w, part in law.components)
    whole_weight = parts[0][0]
    proper = parts[0][0].mid >= 0
    for weight, _ in parts[1:]:
        whole_weight = whole_weight + weight
        proper = proper & (weight.mid >= 0)
    off = (whole_weight - 1.0).value()
    proper = proper & (np.abs(off) <= 1e-9 + whole_weight.error())
    return Blend(
        tuple((balls.where(proper, weight, balls.UNDEFINED), part) for weight, part in parts)
    )


def _iid(law: Iid, scope: Scope) -> Measure:
    return Joint((measure_of(law.law, scope),) * whole(scope.value(law.size)))


def _independent(law: IndependentLaw, scope: Scope) -> Measure:
    return Joint(tuple(measure_of(part, scope) for part in law.laws))


def _point(law: Any, scope: Scope) -> Measure:
    return Point(scope.value(law.point))


def _gaussian(law: Any, scope: Scope) -> Measure:
    lower, whiten, log_det = cholesky(scope.value(law.covariance))
    return Gaussian(as_matrix(scope.value(law.mu)), as_matrix(lower), as_matrix(whiten), log_det)


def _rescaled(law: Rescaled, scope: Scope) -> Measure:
    inner = measure_of(law.law, scope)
    if not isinstance(inner, Line):
        raise EngineError("only a density on the line is rescaled")
    shift, scale = scope.value(law.shift), scope.value(law.scale)
    s, w = shift.value(), scale.value()
    tails = (inner.cdf, inner.survival)

    def pull(x: Ball) -> Ball:
        return (x - shift) / scale

    def tail(first: int) -> Transform:
        """Turned round where the scale is negative."""

        def apply(x: Ball) -> Ball:
            parts = [t(pull(x)) if t else balls.UNKNOWN for t in tails]
            return balls.where(w > 0, parts[first], parts[1 - first])

        return apply

    return Line(
        lambda x: inner.log_density(pull(x)) - log(absolute(scale)),
        np.minimum(s + w * inner.lower, s + w * inner.upper),
        np.maximum(s + w * inner.lower, s + w * inner.upper),
        s + w * inner.location,
        np.abs(w) * inner.scale,
        tuple(s + w * edge for edge in inner.edges),
        tail(0),
        "",
        tail(1),
    )


def _defined(law: DensityLaw, scope: Scope) -> Measure:
    """A law given by its density: where its mass lies is read off the expression."""
    name = law.variable.name

    def extend(x: Ball) -> Scope:
        return scope.bind({name: x}, axes=1)

    def log_density(x: Ball) -> Ball:
        return log(scope.bind({name: x}, axes=len(x.batch) - scope.depth).value(law.body))

    low, high = np.asarray(-np.inf), np.asarray(np.inf)
    edges = marks(Place((law.body,), frozenset({name}), extend, scope, low, high))
    centre = edges[len(edges) // 2]
    return Line(log_density, low, high, centre, 0 * centre + 1.0, tuple(edges))


STRUCTURED: dict[str, Callable[..., Measure]] = {
    "MixtureLaw": _mixture, "Iid": _iid, "IndependentLaw": _independent, "Dirac": _point,
    "MultivariateNormal": _gaussian, "Rescaled": _rescaled, "DensityLaw": _defined,
}  # fmt: skip
