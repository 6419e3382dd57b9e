"""Integrals over all vectors of a size: densities integrate to 1, Gaussians by their square."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import DensityValue
from derivcheck.symbolic.matrix.depends import depends_on
from derivcheck.symbolic.matrix.determinant import determinant
from derivcheck.symbolic.matrix.gaussian import centred_mean
from derivcheck.symbolic.matrix.gradient import gradient, hessian
from derivcheck.symbolic.matrix.inverse import inverse
from derivcheck.symbolic.matrix.letter import Letter
from derivcheck.symbolic.matrix.mat import of_letter, scalar, zeros
from derivcheck.symbolic.matrix.obligation import definite
from derivcheck.symbolic.matrix.product import times
from derivcheck.symbolic.matrix.rebuild import Change, rebuild
from derivcheck.symbolic.matrix.unknown import mean
from derivcheck.symbolic.matrix.workspace import Workspace


def integral(value: sympy.Expr, variable: Letter, workspace: Workspace) -> sympy.Expr:
    """The integral of a number over all values of a column."""
    terms = sympy.Add.make_args(sympy.expand(value))
    return sympy.Add(*(_term(term, variable, workspace) for term in terms))


def _term(term: sympy.Expr, variable: Letter, workspace: Workspace) -> sympy.Expr:
    inside = [f for f in sympy.Mul.make_args(term) if depends_on(f, variable.name, workspace)]
    outside = term / sympy.Mul(*inside)
    for factor in inside:
        record = workspace.atoms.get(factor)
        if isinstance(record, DensityValue) and _is_at(record, variable, workspace):
            rest = sympy.Mul(*(f for f in inside if f != factor))
            return outside * mean(rest, variable, (record.name, record.given), workspace)
    if any(isinstance(f, sympy.exp) for f in inside):
        return outside * _gaussian(inside, variable, workspace)
    raise OutOfReach("an integral over vectors that is not an expectation")


def _is_at(record: DensityValue, variable: Letter, workspace: Workspace) -> bool:
    free = not depends_on(record.given, variable.name, workspace)
    return free and workspace.same(record.point, (of_letter(variable),))


def _gaussian(
    inside: list[sympy.Expr], variable: Letter, workspace: Workspace
) -> sympy.Expr:
    """exp(-x'Px/2 + b'x + c) is a multiple of the density N(inv(P) b, inv(P))."""
    exponent = sympy.Add(*(f.args[0] for f in inside if isinstance(f, sympy.exp)))
    rest = sympy.Mul(*(f for f in inside if not isinstance(f, sympy.exp)))
    precision = hessian(exponent, variable, workspace).scaled(sympy.S.NegativeOne)
    if depends_on(precision, variable.name, workspace) or not definite(precision, workspace):
        raise OutOfReach("an integral of an exponential that is not a Gaussian")
    at_zero = Change({variable.name: zeros(variable.rows, sympy.S.One)})
    slope = rebuild(gradient(exponent, variable, workspace), at_zero, workspace)
    constant = rebuild(exponent, at_zero, workspace)
    spread = inverse(precision, workspace)
    centre = times(spread, slope, workspace)
    workspace.use("gaussian.vector-integral")
    height = scalar(times(slope.transpose, centre, workspace)) / 2
    volume = sympy.sqrt((2 * sympy.pi) ** variable.rows / determinant(precision, workspace))
    moved = rebuild(rest, Change({variable.name: centre.plus(of_letter(variable))}), workspace)
    average = centred_mean(moved, variable, spread, workspace)
    return volume * sympy.exp(constant + height) * scalar(average)
