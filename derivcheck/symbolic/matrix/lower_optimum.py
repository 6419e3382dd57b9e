"""Minima of convex quadratic functions of a vector: a definite Hessian and a zero gradient."""

from __future__ import annotations

import sympy

from derivcheck.lang.domain import VectorDomain
from derivcheck.lang.optimum import Optimum
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.depends import depends_on
from derivcheck.symbolic.matrix.gradient import gradient, hessian
from derivcheck.symbolic.matrix.inverse import inverse
from derivcheck.symbolic.matrix.letter import Letter
from derivcheck.symbolic.matrix.lower import lower, lower_number
from derivcheck.symbolic.matrix.mat import Mat, Value, zeros
from derivcheck.symbolic.matrix.obligation import is_invertible, semidefinite
from derivcheck.symbolic.matrix.product import column, times
from derivcheck.symbolic.matrix.rebuild import Change, rebuild
from derivcheck.symbolic.matrix.scope import Scope, size


@lower.register
def _(node: Optimum, scope: Scope) -> Value:
    if not isinstance(node.region, VectorDomain):
        raise OutOfReach("an optimum over numbers among vectors")
    letter = Letter(scope.bound_name(), size(node.region.size), sympy.S.One)
    body = lower_number(node.body, scope.bind(node.variable.name, column(letter, scope.workspace)))
    turned = -body if node.kind in ("ArgMax", "Sup") else body
    point = minimiser(turned, letter, scope)
    if node.kind in ("ArgMax", "ArgMin"):
        return point
    value: Value = rebuild(body, Change({letter.name: point}), scope.workspace)
    return value


def minimiser(value: sympy.Expr, letter: Letter, scope: Scope) -> Mat:
    """The one point where the gradient of a function with definite constant Hessian is 0."""
    workspace = scope.workspace
    curvature = hessian(value, letter, workspace)
    if depends_on(curvature, letter.name, workspace):
        raise OutOfReach("the optimum of a function that is not quadratic")
    # A singular Hessian h'h leaves a null set of the names without a unique point.
    if not semidefinite(curvature, workspace) or not is_invertible(curvature, workspace):
        raise OutOfReach("nothing shows that the Hessian is positive definite")
    at_zero = Change({letter.name: zeros(letter.rows, sympy.S.One)})
    slope = rebuild(gradient(value, letter, workspace), at_zero, workspace)
    workspace.use("matrix.quadratic-minimum")
    return times(inverse(curvature, workspace), slope, workspace).scaled(sympy.S.NegativeOne)
