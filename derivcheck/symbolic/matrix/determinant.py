"""Determinants: multiplicative, homogeneous, det(L + u v') and det(1 + AB) = det(1 + BA)."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import DeterminantOf, InverseOf
from derivcheck.symbolic.matrix.explicit import dense
from derivcheck.symbolic.matrix.inverse import inverse, rank_one_part, shared_factor
from derivcheck.symbolic.matrix.letter import Letter, Word, word_text
from derivcheck.symbolic.matrix.mat import (
    Mat,
    gather,
    identity,
    is_one,
    of_letter,
    same_size,
    scalar,
)
from derivcheck.symbolic.matrix.obligation import definite, is_invertible
from derivcheck.symbolic.matrix.product import is_definite, product, times
from derivcheck.symbolic.matrix.workspace import Workspace


def determinant(mat: Mat, workspace: Workspace) -> sympy.Expr:
    """The determinant of a square matrix."""
    if not mat.is_square:
        raise OutOfReach("a matrix that is not square has no determinant")
    if is_one(mat.rows):
        return scalar(mat)
    if mat.is_zero:
        return sympy.S.Zero
    workspace.use("matrix.determinant")
    if len(mat.terms) == 1:
        word, factor = mat.terms[0]
        return factor**mat.rows * _word(word, workspace)
    entries = dense(mat, workspace)
    if entries is not None:
        workspace.use("matrix.entries")
        return sympy.expand(entries.det())
    outer = shared_factor(mat)
    if outer is not None:
        return _word((outer[0],), workspace) * determinant(outer[1], workspace)
    return _sum(mat, workspace)


def _word(word: Word, workspace: Workspace) -> sympy.Expr:
    if all(same_size(letter.rows, letter.columns) for letter in word):
        return sympy.Mul(*(_letter(letter, workspace) for letter in word))
    whole = Mat(word[0].rows, word[-1].columns, ((word, sympy.S.One),))
    return _opaque(whole, word_text(word), workspace)


def _letter(letter: Letter, workspace: Workspace) -> sympy.Expr:
    record = workspace.letters.get(letter.name)
    if isinstance(record, InverseOf):
        return 1 / determinant(record.mat, workspace)
    base = letter.base
    value = _opaque(of_letter(base), base.name, workspace)
    return 1 / value if letter.inverted else value


def _opaque(mat: Mat, text: str, workspace: Workspace, *, positive: bool = False) -> sympy.Expr:
    sign = {"positive": True} if positive or definite(mat, workspace) else {}
    if not sign and is_invertible(mat, workspace):
        sign = {"nonzero": True}
    return workspace.atom(DeterminantOf(mat), f"Determinant({text})", **sign)


def _sum(mat: Mat, workspace: Workspace) -> sympy.Expr:
    split = rank_one_part(mat)
    if split is not None and is_invertible(split[0], workspace):
        rest, column, row = split
        inner = scalar(product([row, inverse(rest, workspace), column], workspace))
        workspace.use("matrix.determinant-lemma")
        return determinant(rest, workspace) * (1 + inner)
    pivot = _pivot(mat, workspace)
    if pivot is not None:
        head, rest = pivot
        outer = determinant(head, workspace)
        inner = identity(mat.rows).plus(times(inverse(head, workspace), rest, workspace))
        positive = definite(mat, workspace) and definite(head, workspace)
        return outer * _near_identity(inner, positive, workspace)
    return _opaque(mat, "sum", workspace)


def _pivot(mat: Mat, workspace: Workspace) -> tuple[Mat, Mat] | None:
    """The first term that is an invertible product of square letters, and the rest."""
    for word, coefficient in mat.terms:
        square = all(same_size(a.rows, a.columns) for a in word)
        head = gather(mat.rows, mat.columns, [(word, coefficient)])
        if square and is_invertible(head, workspace):
            rest = gather(mat.rows, mat.columns, ((w, c) for w, c in mat.terms if w != word))
            return head, rest
    return None


def _near_identity(mat: Mat, positive: bool, workspace: Workspace) -> sympy.Expr:
    """det(1 + W), in the least of the forms det(1 + AB) = det(1 + BA), W or its inverse."""
    forms = [(sympy.S.One, form) for form in rotations(mat)]
    turned = _turned_over(mat, workspace)
    if turned is not None:
        factor, other = turned
        forms += [(factor, form) for form in rotations(other)]
    factor, chosen = min(
        ((f, least_transpose(form)) for f, form in forms), key=lambda pair: str(pair[1].terms)
    )
    if len(forms) > 1:
        workspace.use("matrix.determinant-lemma")
    return factor * _opaque(chosen, "sum", workspace, positive=positive)


def _turned_over(mat: Mat, workspace: Workspace) -> tuple[sympy.Expr, Mat] | None:
    """det(1 + W) = det(W) det(1 + inv(W)) for an invertible product W of definite letters."""
    moving = [(word, c) for word, c in mat.terms if word]
    if len(moving) != 1 or len(mat.terms) != 2:
        return None
    word, coefficient = moving[0]
    if not coefficient.is_positive or not all(is_definite(a, workspace) for a in word):
        return None
    whole = gather(mat.rows, mat.columns, moving)
    other = identity(mat.rows).plus(inverse(whole, workspace))
    return determinant(whole, workspace), other


def least_transpose(mat: Mat) -> Mat:
    """A matrix or its transpose, whichever is written first."""
    return min(mat, mat.transpose, key=lambda form: str(form.terms))


def rotations(mat: Mat) -> list[Mat]:
    """1 + A W, 1 + W A, ... as long as all words but the identity begin alike."""
    found = [mat]
    current = mat
    for _ in range(sum(len(word) for word, _ in mat.terms) + 1):
        moved = _rotate(current)
        if moved is None or moved in found:
            break
        found.append(moved)
        current = moved
    return found


def _rotate(mat: Mat) -> Mat | None:
    moving = [(word, c) for word, c in mat.terms if word]
    unit = [c for word, c in mat.terms if not word]
    if not moving or unit != [sympy.S.One]:
        return None
    first = moving[0][0][0]
    if any(word[0] != first for word, _ in moving):
        return None
    size = first.columns
    turned = [((*word[1:], first), c) for word, c in moving]
    return gather(size, size, [*turned, ((), sympy.S.One)])
