"""Equality of normal forms: word by word, then by what inverses of sums satisfy."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.explicit import in_entries
from derivcheck.symbolic.matrix.mat import Mat, Value, gather, is_one, scalar
from derivcheck.symbolic.matrix.modulo import modulo_inverses
from derivcheck.symbolic.matrix.rebuild import Change, rebuild
from derivcheck.symbolic.matrix.spread import without_diagonals
from derivcheck.symbolic.matrix.trace_push import pushed
from derivcheck.symbolic.matrix.workspace import Workspace
from derivcheck.symbolic.probe import somewhere_nonzero
from derivcheck.symbolic.zero import in_field


def standard_zero(value: sympy.Expr) -> bool:
    """Whether a number over atoms is 0: a rational function in canonical form, else simplified."""
    if value == 0:
        return True
    form = sympy.expand(value)
    if form == 0:
        return True
    if somewhere_nonzero(form):
        return False
    if in_field(form):
        return True
    top = sympy.expand(sympy.numer(sympy.together(form)))
    if top == 0:
        return True
    if not top.has(sympy.Function, sympy.Pow):
        return False
    if all(kernel.is_Symbol or kernel.is_number for kernel in _kernels(top)):
        return False
    return bool(sympy.simplify(form) == 0)


def _kernels(value: sympy.Expr) -> set[sympy.Expr]:
    found: set[sympy.Expr] = set()
    for term in sympy.Add.make_args(value):
        for factor in sympy.Mul.make_args(term):
            base, power = factor.as_base_exp()
            found.add(base if power.is_Integer else factor)
    return found


def difference(left: Value, right: Value) -> Value:
    """left - right; the number 0 stands for the zero of any shape."""
    if isinstance(left, Mat) and isinstance(right, Mat):
        return left.minus(right)
    if isinstance(left, Mat) and right == 0:
        return left
    if isinstance(right, Mat) and left == 0:
        return right.scaled(sympy.S.NegativeOne)
    for value in (left, right):
        if isinstance(value, Mat) and not (is_one(value.rows) and is_one(value.columns)):
            raise OutOfReach("a matrix compared with a number")
    return scalar(left) - scalar(right)


def vanishes(value: Value, workspace: Workspace) -> bool:
    """Whether a value is 0: its normal form is, or is modulo what inverses of sums satisfy."""
    if _is_zero(value, workspace):
        return True
    current = value
    for rewrite in (_with_values, without_diagonals, _pushed, modulo_inverses, _by_entries):
        made = rewrite(current, workspace)
        if made is not None and made is not current:
            if _is_zero(made, workspace):
                return True
            current = made
    return False


def _by_entries(value: Value, workspace: Workspace) -> Value:
    """Matrices of known small size written out."""
    letters = in_entries(value, workspace)
    if not letters:
        return value
    workspace.use("matrix.entries")
    made: Value = rebuild(value, Change(letters), workspace)
    return made


def _with_values(value: Value, workspace: Workspace) -> Value:
    """Inner products that an equation of the claim gives."""
    if not workspace.values:
        return value
    if isinstance(value, Mat):
        terms = ((word, c.xreplace(workspace.values)) for word, c in value.terms)
        return gather(value.rows, value.columns, terms)
    made: sympy.Expr = value.xreplace(workspace.values)
    return made


def _pushed(value: Value, workspace: Workspace) -> Value:
    return value if isinstance(value, Mat) else pushed(value, workspace)


def _is_zero(value: Value, workspace: Workspace) -> bool:
    if isinstance(value, Mat):
        return all(workspace.zero(c) for _, c in value.terms)
    return workspace.zero(value)
