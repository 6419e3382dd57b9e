"""Diagonal matrices, componentwise products and vectors given by their components."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.matrix.atoms import DiagonalOf, Elementwise, Ones, Unit
from derivcheck.symbolic.matrix.letter import Word
from derivcheck.symbolic.matrix.mat import Mat, gather, identity, of_letter, scalar
from derivcheck.symbolic.matrix.product import is_positive_column, times
from derivcheck.symbolic.matrix.workspace import Workspace

INDEX = sympy.Symbol("index of a component", integer=True, positive=True)


def diagonal(vector: Mat, workspace: Workspace) -> Mat:
    """Diag(v); of the vector of ones the identity."""
    if vector.is_zero:
        return Mat(vector.rows, vector.rows)
    if len(vector.terms) == 1:
        (word, factor) = vector.terms[0]
        return _basic(word, vector, workspace).scaled(factor)
    return _letter(vector, workspace)


def _basic(word: Word, vector: Mat, workspace: Workspace) -> Mat:
    record = workspace.letters.get(word[0].name) if len(word) == 1 else None
    if isinstance(record, Ones):
        return identity(vector.rows)
    if isinstance(record, Unit):
        column = of_letter(word[0])
        return times(column, column.transpose, workspace)
    return _letter(Mat(vector.rows, vector.columns, ((word, sympy.S.One),)), workspace)


def _letter(vector: Mat, workspace: Workspace) -> Mat:
    shape = (vector.rows, vector.rows)
    made = workspace.letter(DiagonalOf(vector), "Diag", shape, symmetric=True)
    return of_letter(made)


def component(vector: Mat, index: sympy.Expr, workspace: Workspace) -> sympy.Expr:
    """v[k]."""
    unit = of_letter(workspace.unit(index, vector.rows))
    return scalar(times(unit.transpose, vector, workspace))


def entry(mat: Mat, i: sympy.Expr, j: sympy.Expr, workspace: Workspace) -> sympy.Expr:
    """A[i, j]."""
    row = of_letter(workspace.unit(i, mat.rows)).transpose
    column = of_letter(workspace.unit(j, mat.columns))
    return scalar(times(times(row, mat, workspace), column, workspace))


def elementwise(body: sympy.Expr, size: sympy.Expr, workspace: Workspace) -> Mat:
    """The vector whose component number INDEX is the body."""
    letter = workspace.letter(Elementwise(body, INDEX), "h", (size, sympy.S.One))
    return of_letter(letter)


def hadamard(left: Mat, right: Mat, workspace: Workspace) -> Mat:
    """The componentwise product of two columns."""
    for one, other in ((left, right), (right, left)):
        if len(one.terms) == 1 and len(one.terms[0][0]) == 1:
            (word, factor) = one.terms[0]
            if isinstance(workspace.letters.get(word[0].name), Ones):
                return other.scaled(factor)
    body = component(left, INDEX, workspace) * component(right, INDEX, workspace)
    return from_components(body, left.rows, workspace)


def from_components(body: sympy.Expr, size: sympy.Expr, workspace: Workspace) -> Mat:
    """The vector with these components, as words where a component is linear in letters."""
    from derivcheck.symbolic.matrix.depends import depends_on_symbol
    from derivcheck.symbolic.matrix.sums import column_of

    total = gather(size, sympy.S.One, ())
    for term in sympy.Add.make_args(sympy.expand(body)):
        inside = [f for f in sympy.Mul.make_args(term) if depends_on_symbol(f, INDEX, workspace)]
        factor = term / sympy.Mul(*inside)
        made = column_of(sympy.Mul(*inside), INDEX, size, workspace)
        total = total.plus(made.scaled(factor))
    return total


def is_positive_vector(vector: Mat, workspace: Workspace) -> bool:
    """Whether every component is known to be positive."""
    return bool(vector.terms) and all(
        c.is_positive and len(word) == 1 and is_positive_column(word[0], workspace)
        for word, c in vector.terms
    )
