"""Expectation, variance, covariance, probability and distribution functions in SymPy."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.lang.law import Conditional, Law, UnknownLaw
from derivcheck.lang.probability import (
    Binding,
    Cdf,
    Covariance,
    Expectation,
    Probability,
    Variance,
)
from derivcheck.symbolic.lower.dispatch import lower, truth
from derivcheck.symbolic.lower.measures import Body, average, density, plain
from derivcheck.symbolic.lower.scope import Scope, symbol_in


def mean(bindings: tuple[Binding, ...], scope: Scope, body: Body) -> Any:
    """The iterated average over the bindings, the first outermost."""
    if not bindings:
        return body(scope)
    first, *rest = bindings
    law = plain(first.law)
    base = plain(law.law) if isinstance(law, Conditional) else law
    if isinstance(base, UnknownLaw) and len(base.domain.variables) > 1:
        domains = base.domain.variables
        return _mean_joint(law, domains, first.variable.name, tuple(rest), scope, body)
    return average(law, first.variable.name, scope, lambda s: mean(tuple(rest), s, body))


def _mean_joint(
    law: Law,
    domains: tuple[Any, ...],
    name: str,
    rest: tuple[Binding, ...],
    scope: Scope,
    body: Body,
) -> Any:
    """The average under a joint density of several numbers: one integral a component."""
    from derivcheck.symbolic.lower.scope import bounds

    values = tuple(
        symbol_in(f"{name}{i}", domain, scope, dummy=True)
        for i, domain in enumerate(domains, start=1)
    )
    inside = scope.bind_vector(name, values)
    made = density(law, values, inside) * mean(rest, inside, body)
    for value, domain in reversed(list(zip(values, domains, strict=True))):
        made = sympy.Integral(made, (value, *bounds(domain, scope)))
    return made


@lower.register
def _(node: Expectation, scope: Scope) -> Any:
    return mean(node.bindings, scope, lambda s: lower(node.body, s))


@lower.register
def _(node: Variance, scope: Scope) -> Any:
    scope.context.use("definition")
    first = mean(node.bindings, scope, lambda s: lower(node.body, s))
    return mean(node.bindings, scope, lambda s: lower(node.body, s) ** 2) - first**2


@lower.register
def _(node: Covariance, scope: Scope) -> Any:
    scope.context.use("definition")
    left = mean(node.bindings, scope, lambda s: lower(node.left, s))
    right = mean(node.bindings, scope, lambda s: lower(node.right, s))
    both = mean(node.bindings, scope, lambda s: lower(node.left, s) * lower(node.right, s))
    return both - left * right


@lower.register
def _(node: Probability, scope: Scope) -> Any:
    scope.context.use("definition")
    return mean(
        node.bindings, scope, lambda s: sympy.Piecewise((1, truth(node.event, s)), (0, True))
    )


@lower.register
def _(node: Cdf, scope: Scope) -> Any:
    at = lower(node.at, scope)
    name = " t "
    return average(
        node.law, name, scope, lambda s: sympy.Piecewise((1, s.values[name] <= at), (0, True))
    )
