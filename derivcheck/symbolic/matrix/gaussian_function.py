"""Means of unknown functions of a normal vector: f(c + B e) has the law N(c, B S B')."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import FunctionValue, GradientAt
from derivcheck.symbolic.matrix.depends import atoms_of, depends_on, letters_of
from derivcheck.symbolic.matrix.differential import Direction, differential
from derivcheck.symbolic.matrix.letter import Letter
from derivcheck.symbolic.matrix.mat import Mat, Value, identity, is_one, of_letter, scalar, zeros
from derivcheck.symbolic.matrix.product import segment, times
from derivcheck.symbolic.matrix.readoff import jacobian_part, linear_part, probe
from derivcheck.symbolic.matrix.rebuild import Change, rebuild
from derivcheck.symbolic.matrix.unknown import mean
from derivcheck.symbolic.matrix.workspace import Workspace

LAW = "normal law"


def function_mean(body: sympy.Expr, noise: Letter, spread: Mat, workspace: Workspace) -> sympy.Expr:
    """The mean of a product of unknown functions of one affine form in the noise."""
    values = _functions(body, noise, workspace)
    if values is None:
        return _in_noise(body, noise, spread, workspace)
    argument = values[0].arguments[0]
    centre, slope = _affine(argument, noise, workspace)
    law = (LAW, (centre, times(times(slope, spread, workspace), slope.transpose, workspace)))
    variable = Letter("bound", slope.rows, sympy.S.One, symmetric=is_one(slope.rows))
    number = not isinstance(argument, Mat)
    point: Value = segment((variable,), workspace) if number else of_letter(variable)
    swaps = {}
    for symbol in body.free_symbols:
        record = workspace.atoms.get(symbol)
        if isinstance(record, FunctionValue) and record in values:
            made = FunctionValue(record.name, (point,), record.orders)
            signs = {"positive": True} if symbol.is_positive else {}
            swaps[symbol] = workspace.atom(made, record.name, **signs)
    workspace.use("gaussian.function")
    return mean(body.xreplace(swaps), variable, law, workspace)


def _functions(body: sympy.Expr, noise: Letter, workspace: Workspace) -> list[FunctionValue] | None:
    """The unknown functions in the body, if all that is random is one argument of theirs."""
    found: list[FunctionValue] = []
    for symbol in sorted(body.free_symbols, key=str):
        record = workspace.atoms.get(symbol)
        if record is None or not depends_on(record, noise.name, workspace):
            continue
        if not isinstance(record, FunctionValue) or len(record.arguments) != 1:
            return None
        found.append(record)
    if not found or not all(workspace.same(r.arguments, found[0].arguments) for r in found):
        return None
    return found


def _affine(argument: Value, noise: Letter, workspace: Workspace) -> tuple[Mat, Mat]:
    """c and B of c + B e; a number is a matrix of size 1 by 1."""
    still = Change({noise.name: zeros(noise.rows, sympy.S.One)})
    direction = probe("direction probe", noise.rows)
    moved = differential(argument, Direction(noise.name, of_letter(direction)), workspace)
    centre = rebuild(argument, still, workspace)
    if isinstance(moved, Mat):
        slope = jacobian_part(moved, direction, workspace)
    else:
        slope = linear_part(moved, direction, workspace).transpose
        centre = identity(sympy.S.One).scaled(scalar(centre))
    if depends_on(slope, noise.name, workspace):
        raise OutOfReach("an unknown function of what is not affine in a normal variable")
    return centre, slope


def _in_noise(body: sympy.Expr, noise: Letter, spread: Mat, workspace: Workspace) -> sympy.Expr:
    """The mean over x = c + e or c - e where the functions are of that, gradients included.

    The law of the noise is symmetric: its mean is 0.
    """
    argument = _argument(body, noise, workspace)
    if argument is None or not isinstance(argument, Mat):
        raise OutOfReach("an expectation under a normal law of what is not a polynomial")
    centre, slope = _affine(argument, noise, workspace)
    variable = Letter("bound", noise.rows, sympy.S.One)
    if workspace.equal(slope, identity(noise.rows)):
        shifted = of_letter(variable).minus(centre)
    elif workspace.equal(slope, zeros(noise.rows, noise.rows).minus(identity(noise.rows))):
        workspace.use("gaussian.symmetry")
        shifted = centre.minus(of_letter(variable))
    else:
        raise OutOfReach("an expectation under a normal law of what is not a polynomial")
    made = rebuild(body, Change({noise.name: shifted}), workspace)
    workspace.use("gaussian.function")
    return mean(made, variable, (LAW, (centre, spread)), workspace)


def _argument(body: sympy.Expr, noise: Letter, workspace: Workspace) -> Value | None:
    """The first random argument of an unknown function, or of a gradient of one."""
    records: list[object] = [workspace.atoms[s] for s in atoms_of(body, workspace)]
    records += [workspace.letters.get(name) for name in sorted(letters_of(body, workspace))]
    for record in records:
        if isinstance(record, FunctionValue | GradientAt):
            for argument in record.arguments:
                if depends_on(argument, noise.name, workspace):
                    return argument
    return None
