"""Matrices of known small size by their entries: sums of A[i, j] e_i e_j'."""

from __future__ import annotations

from collections.abc import Mapping

import sympy

from derivcheck.symbolic.matrix.atoms import FunctionValue, Unit
from derivcheck.symbolic.matrix.depends import base_letters
from derivcheck.symbolic.matrix.diagonal import entry
from derivcheck.symbolic.matrix.letter import Letter, Word
from derivcheck.symbolic.matrix.mat import Mat, Value, gather, of_letter
from derivcheck.symbolic.matrix.workspace import Workspace

LARGEST = 4


def is_small(size: sympy.Expr) -> bool:
    """Whether a size is a number for which entries are written out."""
    return bool(size.is_Integer and 1 < size <= LARGEST)


def dense(mat: Mat, workspace: Workspace) -> sympy.Matrix | None:
    """The entries of a matrix made of unit vectors and identities; None of other letters."""
    if not (is_small(mat.rows) and is_small(mat.columns)):
        return None
    if not all(_is_entry(word, workspace) for word, _ in mat.terms):
        return None
    return sympy.Matrix(
        int(mat.rows),
        int(mat.columns),
        lambda i, j: entry(mat, sympy.Integer(i + 1), sympy.Integer(j + 1), workspace),
    )


def _is_entry(word: Word, workspace: Workspace) -> bool:
    return all(isinstance(workspace.letters.get(letter.name), Unit) for letter in word)


def from_dense(entries: sympy.Matrix, workspace: Workspace) -> Mat:
    """The matrix with these entries."""
    rows, columns = map(sympy.Integer, entries.shape)
    terms: list[tuple[Word, sympy.Expr]] = []
    for i in range(entries.rows):
        for j in range(entries.cols):
            left = workspace.unit(sympy.Integer(i + 1), rows)
            right = workspace.unit(sympy.Integer(j + 1), columns).transpose
            terms.append(((left, right), entries[i, j]))
    return gather(rows, columns, terms)


def in_entries(value: Value, workspace: Workspace) -> Mapping[str, Mat]:
    """The named letters of known small size in a value, by their entries."""
    return {
        name: _spread(letter, workspace)
        for name, letter in sorted(base_letters(value, workspace).items())
        if _is_named(name, workspace) and _is_small_letter(letter)
    }


def _is_named(name: str, workspace: Workspace) -> bool:
    """Whether a letter is a name, or the value of an unknown function: it is its entries."""
    return isinstance(workspace.letters.get(name), FunctionValue | None)


def _is_small_letter(letter: Letter) -> bool:
    return is_small(letter.rows) and (letter.columns == 1 or is_small(letter.columns))


def _spread(letter: Letter, workspace: Workspace) -> Mat:
    """sum A[i, j] e_i e_j', or sum x[i] e_i of a column."""
    whole = of_letter(letter)
    if letter.columns == 1:
        total = gather(letter.rows, letter.columns, ())
        for i in range(1, int(letter.rows) + 1):
            index = sympy.Integer(i)
            unit = of_letter(workspace.unit(index, letter.rows))
            value = entry(whole, index, sympy.S.One, workspace)
            total = total.plus(unit.scaled(value))
        return total
    entries = sympy.Matrix(
        int(letter.rows),
        int(letter.columns),
        lambda i, j: entry(whole, sympy.Integer(i + 1), sympy.Integer(j + 1), workspace),
    )
    return from_dense(entries, workspace)
