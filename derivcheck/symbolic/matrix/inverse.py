"""Inverses: of words letter by letter, of rank-one updates explicitly, of other sums as letters."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import DiagonalOf, InverseOf
from derivcheck.symbolic.matrix.explicit import dense, from_dense
from derivcheck.symbolic.matrix.letter import Letter, Word
from derivcheck.symbolic.matrix.mat import (
    Mat,
    gather,
    identity,
    is_one,
    of_letter,
    same_size,
    scalar,
)
from derivcheck.symbolic.matrix.obligation import demand_invertible, demand_nonzero, is_invertible
from derivcheck.symbolic.matrix.product import product, times
from derivcheck.symbolic.matrix.workspace import Workspace


def inverse(mat: Mat, workspace: Workspace) -> Mat:
    """The inverse; that it exists is proved, up to a null set, or the proof is given up."""
    if not mat.is_square:
        raise OutOfReach("a matrix that is not square has no inverse")
    entries = dense(mat, workspace) if len(mat.terms) > 1 else None
    if entries is not None:
        value = sympy.expand(entries.det())
        demand_nonzero(value, workspace)
        workspace.use("matrix.entries")
        return from_dense(entries.adjugate() / value, workspace)
    demand_invertible(mat, workspace)
    return _inverse(mat, workspace)


def _inverse(mat: Mat, workspace: Workspace) -> Mat:
    if is_one(mat.rows):
        return identity(mat.rows).scaled(1 / scalar(mat))
    if len(mat.terms) == 1:
        word, factor = mat.terms[0]
        if all(same_size(letter.rows, letter.columns) for letter in word):
            demand_nonzero(factor, workspace)
            parts = [_of_letter(letter, workspace) for letter in reversed(word)]
            made = product(parts, workspace) if parts else identity(mat.rows)
            return made.scaled(1 / factor)
    outer = shared_factor(mat)
    if outer is not None:
        letter, rest = outer
        return times(_inverse(rest, workspace), _of_letter(letter, workspace), workspace)
    return _rank_one(mat, workspace) or _opaque(mat, workspace)


def _of_letter(letter: Letter, workspace: Workspace) -> Mat:
    record = workspace.letters.get(letter.name)
    if isinstance(record, InverseOf):
        return record.mat.transpose if letter.transposed else record.mat
    if isinstance(record, DiagonalOf) and not letter.inverted:
        return _diagonal(record.vector, workspace)
    return of_letter(letter.inverse)


def _diagonal(vector: Mat, workspace: Workspace) -> Mat:
    """inv(Diag(v)) = Diag(1/v)."""
    from derivcheck.symbolic.matrix.diagonal import INDEX, component, diagonal, from_components

    part = component(vector, INDEX, workspace)
    return diagonal(from_components(1 / part, vector.rows, workspace), workspace)


def shared_factor(mat: Mat) -> tuple[Letter, Mat] | None:
    """A square letter that every word begins with, and what is left of the matrix."""
    words = [word for word, _ in mat.terms]
    if len(words) < 2 or not all(words):
        return None
    first = words[0][0]
    if any(word[0] != first for word in words) or not same_size(first.rows, first.columns):
        return None
    rest = gather(mat.rows, mat.columns, ((word[1:], c) for word, c in mat.terms))
    return first, rest


def rank_one_part(mat: Mat) -> tuple[Mat, Mat, Mat] | None:
    """M = L + u v' with L not zero: the last word that passes through size 1."""
    for word, coefficient in reversed(mat.terms):
        cut = next((i for i, a in enumerate(word) if is_one(a.columns)), None)
        if cut is None or len(mat.terms) == 1:
            continue
        column = _part(word[: cut + 1], coefficient)
        row = _part(word[cut + 1 :], sympy.S.One)
        rest = gather(mat.rows, mat.columns, ((w, c) for w, c in mat.terms if w != word))
        return rest, column, row
    return None


def _part(word: Word, coefficient: sympy.Expr) -> Mat:
    return Mat(word[0].rows, word[-1].columns, ((word, coefficient),))


def _rank_one(mat: Mat, workspace: Workspace) -> Mat | None:
    """inv(L + u v') = inv(L) - inv(L) u v' inv(L)/(1 + v' inv(L) u) (Sherman and Morrison)."""
    split = rank_one_part(mat)
    if split is None or not is_invertible(split[0], workspace):
        return None
    rest, column, row = split
    outer = _inverse(rest, workspace)
    denominator = 1 + scalar(product([row, outer, column], workspace))
    demand_nonzero(denominator, workspace)
    workspace.use("matrix.sherman-morrison")
    change = product([outer, column, row, outer], workspace)
    return outer.minus(change.scaled(1 / denominator))


def _opaque(mat: Mat, workspace: Workspace) -> Mat:
    """A letter for the inverse; multiples and transposes of one sum share theirs."""
    lead = mat.terms[0][1]
    for _, coefficient in mat.terms:
        if coefficient.is_number:
            lead = coefficient
            break
    demand_nonzero(lead, workspace)
    unit = mat.scaled(1 / lead)
    shape = (mat.rows, mat.columns)
    symmetric = workspace.equal(unit, unit.transpose)
    for name, record in workspace.letters.items():
        if symmetric or not isinstance(record, InverseOf):
            continue
        if workspace.equal(record.mat, unit.transpose):
            return of_letter(Letter(name, *shape).transpose).scaled(1 / lead)
    letter = workspace.letter(InverseOf(unit), "Inverse", shape, symmetric=symmetric)
    return of_letter(letter).scaled(1 / lead)
