"""Gradients in vectors and matrices, Hessians: differentials read off."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.matrix.differential import (
    Direction,
    differential_mat,
    differential_number,
)
from derivcheck.symbolic.matrix.letter import Letter
from derivcheck.symbolic.matrix.mat import Mat, is_one, of_letter
from derivcheck.symbolic.matrix.product import times
from derivcheck.symbolic.matrix.readoff import bilinear_part, jacobian_part, linear_part, probe
from derivcheck.symbolic.matrix.workspace import Workspace


def gradient(value: sympy.Expr, letter: Letter, workspace: Workspace) -> Mat:
    """The gradient of a number in a letter, shaped as it; of a symmetric letter, symmetric."""
    workspace.use("matrix.gradient")
    left = probe("direction probe", letter.rows)
    if is_one(letter.columns):
        moved = differential_number(value, Direction(letter.name, of_letter(left)), workspace)
        return linear_part(moved, left, workspace)
    right = probe("other probe", letter.columns)
    mat = times(of_letter(left), of_letter(right).transpose, workspace)
    moved = differential_number(value, Direction(letter.name, mat), workspace)
    made = bilinear_part(moved, left, right, workspace)
    if letter.symmetric:
        return made.plus(made.transpose).scaled(sympy.Rational(1, 2))
    return made


def hessian(value: sympy.Expr, letter: Letter, workspace: Workspace) -> Mat:
    """The matrix of second derivatives in a column."""
    workspace.use("matrix.hessian")
    slope = gradient(value, letter, workspace)
    direction = probe("direction probe", letter.rows)
    moved = differential_mat(slope, Direction(letter.name, of_letter(direction)), workspace)
    return jacobian_part(moved, direction, workspace)
