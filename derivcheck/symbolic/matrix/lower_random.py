"""Expectations, covariances, densities and integrals over vectors."""

from __future__ import annotations

from collections.abc import Callable

import sympy

from derivcheck.lang.calculus import Integral
from derivcheck.lang.domain import LawDomain, VectorDomain
from derivcheck.lang.law import Abbreviated, Conditional, Density, Law, UnknownLaw
from derivcheck.lang.laws.dirac import Dirac
from derivcheck.lang.laws.joint import Iid
from derivcheck.lang.laws.multivariate_normal import MultivariateNormal
from derivcheck.lang.laws.normal import Normal
from derivcheck.lang.probability import Binding, Covariance, Expectation, Variance
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import DensityValue
from derivcheck.symbolic.matrix.gaussian import centred_mean
from derivcheck.symbolic.matrix.gaussian_integral import integral
from derivcheck.symbolic.matrix.letter import Letter
from derivcheck.symbolic.matrix.lower import (
    as_number,
    lower,
    lower_mat,
    lower_number,
    plus,
    scaled,
)
from derivcheck.symbolic.matrix.mat import Mat, Value, identity, is_one, of_letter
from derivcheck.symbolic.matrix.obligation import definite
from derivcheck.symbolic.matrix.product import column, segment, times
from derivcheck.symbolic.matrix.scope import Scope, size
from derivcheck.symbolic.matrix.sign import demand_positive
from derivcheck.symbolic.matrix.unknown import LawKey, mean, mean_mat

Body = Callable[[Scope], Value]


def unwrapped(law: Law) -> Law:
    """The law behind its abbreviations."""
    while isinstance(law, Abbreviated):
        law = law.law
    return law


@lower.register
def _(node: Expectation, scope: Scope) -> Value:
    return average(node.bindings, lambda inner: lower(node.body, inner), scope)


@lower.register
def _(node: Variance, scope: Scope) -> Value:
    """E[v v'] - E[v] E[v]'."""
    return _covariance(node.bindings, node.body, node.body, scope)


@lower.register
def _(node: Covariance, scope: Scope) -> Value:
    return _covariance(node.bindings, node.left, node.right, scope)


def _covariance(bindings: tuple[Binding, ...], left: object, right: object, scope: Scope) -> Value:
    def outer(inner: Scope) -> Value:
        return _outer(lower(left, inner), lower(right, inner), scope)  # type: ignore[arg-type]

    means = [
        average(bindings, lambda inner, part=part: lower(part, inner), scope)  # type: ignore[misc]
        for part in (left, right)
    ]
    square = _outer(means[0], means[1], scope)
    return plus(average(bindings, outer, scope), scaled(square, sympy.S.NegativeOne))


def _outer(left: Value, right: Value, scope: Scope) -> Value:
    """v w' of two columns, the product of two numbers."""
    if isinstance(left, Mat) and isinstance(right, Mat):
        return times(left, right.transpose, scope.workspace)
    if isinstance(left, Mat) or isinstance(right, Mat):
        raise OutOfReach("the covariance of a number and a vector")
    return left * right


def average(bindings: tuple[Binding, ...], body: Body, scope: Scope) -> Value:
    """The expectation of a body over the bindings, the last variable first."""
    if not bindings:
        return body(scope)
    binding, rest = bindings[0], bindings[1:]
    law = unwrapped(binding.law)

    def inside(inner: Scope) -> Value:
        return average(rest, body, inner)

    if isinstance(law, Dirac):
        return inside(scope.bind(binding.variable.name, lower(law.point, scope)))
    if isinstance(law, UnknownLaw | Conditional):
        return _unknown(binding, law, inside, scope)
    return _gaussian(binding, law, inside, scope)


def _gaussian(binding: Binding, law: Law, inside: Body, scope: Scope) -> Value:
    centre, spread = parameters(law, scope)
    noise = Letter(
        scope.bound_name("noise"), centre.rows, sympy.S.One, symmetric=is_one(centre.rows)
    )
    workspace = scope.workspace
    if isinstance(law, Normal):
        value: Value = as_number(centre) + segment((noise,), workspace)
    else:
        value = centre.plus(column(noise, workspace))
    made = inside(scope.bind(binding.variable.name, value))
    return centred_mean(made, noise, spread, workspace)


def parameters(law: Law, scope: Scope) -> tuple[Mat, Mat]:
    """Mean and covariance of a normal law; the covariance is shown to be positive definite."""
    workspace = scope.workspace
    if isinstance(law, MultivariateNormal):
        centre, spread = lower_mat(law.mu, scope), lower_mat(law.covariance, scope)
    elif isinstance(law, Normal):
        centre, spread = _scalar_parameters(law, scope)
    elif isinstance(law, Iid) and isinstance(unwrapped(law.law), Normal):
        inner, squared = _scalar_parameters(unwrapped(law.law), scope)
        count = size(law.size)
        centre = of_letter(workspace.ones(count)).scaled(sympy.sympify(as_number(inner)))
        spread = identity(count).scaled(sympy.sympify(as_number(squared)))
    else:
        raise OutOfReach(f"an expectation of vectors under {type(law).__name__}")
    if not definite(spread, workspace):
        raise OutOfReach("nothing shows that the covariance is positive definite")
    return centre, spread


def _scalar_parameters(law: Law, scope: Scope) -> tuple[Mat, Mat]:
    if not isinstance(law, Normal):
        raise OutOfReach("a law that is not normal")
    std = lower_number(law.std, scope)
    demand_positive(std, scope.workspace)
    one = identity(sympy.S.One)
    return one.scaled(lower_number(law.mu, scope)), one.scaled(std**2)


def _unknown(binding: Binding, law: Law, inside: Body, scope: Scope) -> Value:
    key, domain = law_key(law, scope)
    if len(domain.variables) == 1 and isinstance(domain.variables[0], VectorDomain):
        rows = size(domain.variables[0].size)
    else:
        rows = sympy.Integer(len(domain.variables))
    number = len(domain.variables) == 1 and not isinstance(domain.variables[0], VectorDomain)
    variable = Letter(scope.bound_name(), rows, sympy.S.One, symmetric=is_one(rows))
    whole = column(variable, scope.workspace)
    value: Value = segment((variable,), scope.workspace) if number else whole
    made = inside(scope.bind(binding.variable.name, value))
    if isinstance(made, Mat):
        return mean_mat(made, variable, key, scope.workspace)
    return mean(made, variable, key, scope.workspace)


def law_key(law: Law, scope: Scope) -> tuple[LawKey, LawDomain]:
    """The name of an unknown law with the values behind its bar, and its domain."""
    given: tuple[Value, ...] = ()
    if isinstance(law, Conditional):
        given = tuple(lower(value, scope) for value in law.values)
        law = unwrapped(law.law)
    if not isinstance(law, UnknownLaw):
        raise OutOfReach("a conditional of a law that is not unknown")
    return (law.name, given), law.domain


@lower.register
def _(node: Density, scope: Scope) -> Value:
    law = unwrapped(node.law)
    if isinstance(law, UnknownLaw | Conditional):
        (name, given), _ = law_key(law, scope)
        point = tuple(lower(argument, scope) for argument in node.arguments)
        return scope.workspace.atom(DensityValue(name, point, given), name, positive=True)
    if not isinstance(law, MultivariateNormal | Normal) or len(node.arguments) != 1:
        raise OutOfReach(f"the density of {type(law).__name__} among vectors")
    parameters(law, scope)
    return sympy.exp(sympy.expand(lower_number(law.log_density(node.arguments[0]), scope)))


@lower.register
def _(node: Integral, scope: Scope) -> Value:
    if not isinstance(node.region, VectorDomain):
        raise OutOfReach("an integral over numbers among vectors")
    letter = Letter(scope.bound_name(), size(node.region.size), sympy.S.One)
    body = lower_number(node.body, scope.bind(node.variable.name, column(letter, scope.workspace)))
    return integral(body, letter, scope.workspace)
