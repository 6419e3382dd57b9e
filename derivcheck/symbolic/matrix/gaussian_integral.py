"""Integrals over all vectors of a size: densities integrate to 1, Gaussians by their square."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import DensityValue
from derivcheck.symbolic.matrix.depends import depends_on
from derivcheck.symbolic.matrix.determinant import determinant
from derivcheck.symbolic.matrix.differential import Direction, differential_mat
from derivcheck.symbolic.matrix.gaussian import centred_mean
from derivcheck.symbolic.matrix.gradient import gradient, hessian
from derivcheck.symbolic.matrix.inverse import inverse
from derivcheck.symbolic.matrix.letter import Letter
from derivcheck.symbolic.matrix.mat import Mat, of_letter, scalar, zeros
from derivcheck.symbolic.matrix.obligation import definite
from derivcheck.symbolic.matrix.product import times
from derivcheck.symbolic.matrix.readoff import jacobian_part, probe
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
        if isinstance(record, DensityValue) and len(record.point) == 1:
            rest = sympy.Mul(*(f for f in inside if f != factor))
            return outside * _over_density(record, rest, variable, workspace)
    if any(isinstance(f, sympy.exp) for f in inside):
        return outside * _gaussian(inside, variable, workspace)
    raise OutOfReach("an integral over vectors that is not an expectation")


def _over_density(
    record: DensityValue, rest: sympy.Expr, variable: Letter, workspace: Workspace
) -> sympy.Expr:
    """The integral of p(A x + b) f(x) is the mean of f(inv(A) (y - b)) over p, by 1/|det A|."""
    point, law = record.point[0], (record.name, record.given)
    if depends_on(record.given, variable.name, workspace) or not isinstance(point, Mat):
        raise OutOfReach("an integral over the parameter of a density")
    if workspace.equal(point, of_letter(variable)):
        return mean(rest, variable, law, workspace)
    direction = probe("direction probe", variable.rows)
    moved = differential_mat(point, Direction(variable.name, of_letter(direction)), workspace)
    slope = jacobian_part(moved, direction, workspace)
    if depends_on(slope, variable.name, workspace):
        raise OutOfReach("a change of variables that is not affine")
    offset = rebuild(point, Change({variable.name: zeros(variable.rows, sympy.S.One)}), workspace)
    back = times(inverse(slope, workspace), of_letter(variable).minus(offset), workspace)
    workspace.use("matrix.change-of-variables")
    made = rebuild(rest, Change({variable.name: back}), workspace)
    scale = sympy.Abs(determinant(slope, workspace))
    return mean(made, variable, law, workspace) / scale


def _gaussian(inside: list[sympy.Expr], variable: Letter, workspace: Workspace) -> sympy.Expr:
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
