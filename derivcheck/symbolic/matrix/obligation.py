"""What must be shown: matrices are invertible, divisors differ from 0, up to null sets.

Positive definite sums are invertible everywhere. Otherwise one admissible value of the letters
that makes the determinant nonzero will do: it is a polynomial in the entries, so it vanishes on a
null set only. The values tried are diagonal, one number on the first axis and one on the others,
so that they exist for every size.
"""

from __future__ import annotations

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import DeterminantOf, Segment
from derivcheck.symbolic.matrix.describe import describe
from derivcheck.symbolic.matrix.letter import Letter, Word, word_text
from derivcheck.symbolic.matrix.mat import Mat
from derivcheck.symbolic.matrix.product import is_definite, palindrome, segment_holds
from derivcheck.symbolic.matrix.workspace import Workspace


def text(mat: Mat) -> str:
    """The matrix in the claim language, as far as its letters are names."""
    parts = []
    for word, coefficient in mat.terms:
        inner = word_text(word) or f"Identity({mat.rows})"
        parts.append(inner if coefficient == 1 else f"({coefficient})*{inner}")
    return " + ".join(parts) or "0"


def demand_invertible(mat: Mat, workspace: Workspace) -> None:
    """Give the proof up unless the matrix is invertible up to a null set."""
    if mat.is_zero or not is_invertible(mat, workspace):
        raise OutOfReach(f"nothing shows that {text(mat)} is invertible")
    if not definite(mat, workspace):
        workspace.condition(f"Determinant({text(mat)}) != 0")


def demand_nonzero(value: sympy.Expr, workspace: Workspace) -> None:
    """Give the proof up unless a number differs from 0 up to a null set."""
    if not is_nonzero(value, workspace):
        raise OutOfReach(f"nothing shows that {describe(value, workspace)} differs from 0")
    note_null_set(value, workspace)


def note_null_set(value: sympy.Expr, workspace: Workspace) -> None:
    """List value != 0 unless it holds everywhere."""
    if not as_everywhere(value, workspace).is_nonzero:
        workspace.condition(f"{describe(value, workspace)} != 0")


def as_everywhere(value: sympy.Expr, workspace: Workspace) -> sympy.Expr:
    """The value with atoms that are positive, or not 0, up to a null set only as what they are at
    every point: x'x may be 0, and so may det A.
    """
    swaps = {}
    for symbol in value.free_symbols:
        record = workspace.atoms.get(symbol)
        if isinstance(record, Segment) and symbol.is_positive:
            if not segment_holds(record.word, workspace):
                swaps[symbol] = sympy.Symbol(symbol.name, nonnegative=True)
        elif isinstance(record, DeterminantOf) and not symbol.is_positive:
            swaps[symbol] = sympy.Symbol(symbol.name, real=True)
    return value.xreplace(swaps)


def definite(mat: Mat, workspace: Workspace) -> bool:
    """Whether a sum is positive definite: semidefinite words, one of them definite.

    Where h'h is assumed to be invertible it is definite too.
    """
    if any(workspace.equal(mat, known) for known in workspace.definite_sums):
        return True
    if not semidefinite(mat, workspace):
        return False
    if any(c.is_positive and _is_definite_word(word, workspace) for word, c in mat.terms):
        return True
    return any(workspace.equal(mat, known) for known in workspace.regular)


def semidefinite(mat: Mat, workspace: Workspace) -> bool:
    """Whether a sum is a sum of words h'h and h'Ph with nonnegative coefficients."""
    return all(
        c.is_nonnegative and palindrome(word, workspace) is not None for word, c in mat.terms
    )


def _is_definite_word(word: Word, workspace: Workspace) -> bool:
    half = palindrome(word, workspace)
    return half is not None and all(_is_regular(letter, workspace) for letter in half)


def _is_regular(letter: Letter, workspace: Workspace) -> bool:
    return letter.inverted or is_definite(letter, workspace)


def is_invertible(mat: Mat, workspace: Workspace) -> bool:
    """Whether a square matrix is invertible, up to a null set."""
    if mat.is_zero or not mat.is_square:
        return False
    if definite(mat, workspace) or definite(mat.scaled(sympy.S.NegativeOne), workspace):
        return True
    if any(workspace.equal(mat, known) for known in workspace.regular):
        return True
    if workspace.equations:
        return False
    from derivcheck.symbolic.matrix.channels import matrix_on_axes

    values = matrix_on_axes(mat, workspace)
    return values is not None and all(never_zero(value) for value in values)


def is_nonzero(value: sympy.Expr, workspace: Workspace) -> bool:
    """Whether a number differs from 0, up to a null set."""
    if value.is_nonzero or value.is_positive:
        return True
    if workspace.equations:
        return False
    from derivcheck.symbolic.matrix.channels import number_on_axes

    factors = sympy.Mul.make_args(value)
    bases = [factor.as_base_exp()[0] for factor in factors]
    if bases != [value]:
        return all(is_nonzero(base, workspace) for base in bases)
    made = number_on_axes(value, workspace)
    return made is not None and never_zero(made)


def never_zero(value: sympy.Expr) -> bool:
    """Whether a rational function of parameters and sizes is nonzero somewhere, for every size."""
    if value.is_nonzero:
        return True
    top = sympy.numer(sympy.together(value))
    sizes = {s for s in top.free_symbols if s.is_integer}
    free = sorted(top.free_symbols - sizes, key=str)
    if not free:
        return bool(top.is_nonzero)
    if not top.is_polynomial(*free):
        return False
    coefficients = sympy.Poly(sympy.expand(top), *free).coeffs()
    return any(c.is_nonzero or c.is_positive for c in coefficients)
