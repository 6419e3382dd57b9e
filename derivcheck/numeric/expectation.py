"""Expectations, variances, covariances and probabilities over several variables."""

from __future__ import annotations

from collections.abc import Callable
from operator import methodcaller

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
from derivcheck.numeric.averaging import Finish, Task, expect, has_narrow_peak
from derivcheck.numeric.ball import UNKNOWN, Ball
from derivcheck.numeric.choice import best, integration_axes
from derivcheck.numeric.elementary import absolute
from derivcheck.numeric.linear import multiply, transpose
from derivcheck.numeric.measure import (
    dimension,
)
from derivcheck.numeric.scope import Scope

Within = Callable[[Ball], Ball]
"""What is known of a mean beforehand: the same ball or a narrower one."""


def over(
    bindings: tuple[Binding, ...],
    finish: Finish,
    scope: Scope,
    roots: tuple[Node, ...],
    order: int,
    within: Within = lambda value: value,
) -> Ball:
    """The mean over several variables, drawn one after the other; `within` tells its bounds."""
    if not bindings:
        return finish(scope)
    first, rest = bindings[0], bindings[1:]
    name = first.variable.name
    task = Task(
        lambda x, s: s.bind({name: x}),
        lambda s: over(rest, finish, s, roots, order, within),
        roots,
        frozenset({name}),
        order,
    )
    return within(expect(scope.measure(first.law), task, scope))


def mean(
    bindings: tuple[Binding, ...],
    finish: Finish,
    scope: Scope,
    roots: tuple[Node, ...],
    within: Within = lambda value: value,
) -> Ball:
    """The mean over several variables, by the cheapest means that is sharp."""

    def run(order: int) -> Ball:
        return over(bindings, finish, scope, () if order else roots, order, within)

    def size(order: int) -> Ball:
        return over(bindings, lambda inside: absolute(finish(inside)), scope, (), order)

    axes = _dimensions(bindings, scope)
    if axes == 1 and scope.depth and _narrow(bindings, roots, scope):
        return run(0)
    return best(run, axes, scope, axes == 1 and any(_heavy(root) for root in roots), size)


def _narrow(bindings: tuple[Binding, ...], roots: tuple[Node, ...], scope: Scope) -> bool:
    """Whether the one variable there is meets a peak that Gauss rules would step over."""
    if len(bindings) > 1:
        return False
    name = bindings[0].variable.name
    task = Task(lambda x, s: s.bind({name: x}), lambda s: UNKNOWN, roots, frozenset({name}))
    return has_narrow_peak(scope.measure(bindings[0].law), task, scope)


def _heavy(root: Node) -> bool:
    """Whether there are binders inside, so that each node is dear."""
    return any(isinstance(part, Binder | RandomBinder | Divergence) for part in root.walk())


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
    return mean(node.bindings, lambda s: indicator(node.event, s), scope, (node.event,), _share)


def _share(value: Ball) -> Ball:
    """A probability of which nothing is known is between 0 and 1.

    So an inner one that is lost far out, where an outer law has no mass, spoils nothing.
    """
    vague = (value.error() > 1 / 2) & ~value.undefined()
    return balls.where(vague, balls.ball(0.5).widen(0.5), value)


def indicator(event: Condition, scope: Scope) -> Ball:
    """1 where the condition holds, 0 where it fails, unknown where that cannot be told."""
    truth = np.asarray(scope.holds(event))
    return balls.exact_radius(np.nan_to_num(truth), np.where(np.isnan(truth), np.inf, 0.0))
