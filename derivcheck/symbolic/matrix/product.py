"""Products: neighbouring letters cancel, 1 by 1 segments are pulled out as scalar atoms."""

from __future__ import annotations

from itertools import pairwise

import sympy

from derivcheck.symbolic.matrix.atoms import DiagonalOf, Elementwise, InverseOf, Ones, Segment, Unit
from derivcheck.symbolic.matrix.letter import (
    Letter,
    Word,
    least,
    transpose_word,
    word_text,
)
from derivcheck.symbolic.matrix.mat import Mat, gather, identity, is_one, scalar
from derivcheck.symbolic.matrix.workspace import Workspace


def times(left: Mat, right: Mat, workspace: Workspace) -> Mat:
    """left @ right."""
    terms: list[tuple[Word, sympy.Expr]] = []
    for before, c in left.terms:
        for behind, d in right.terms:
            made = reduced(before + behind, left.rows, right.columns, workspace)
            terms += [(word, c * d * e) for word, e in made.terms]
    return gather(left.rows, right.columns, terms)


def product(factors: list[Mat], workspace: Workspace) -> Mat:
    """The product of one or more matrices."""
    made = factors[0]
    if is_one(made.rows) and is_one(made.columns):
        made = times(identity(made.rows), made, workspace)
    for factor in factors[1:]:
        made = times(made, factor, workspace)
    return made


def column(letter: Letter, workspace: Workspace) -> Mat:
    """The matrix of one letter; of size 1 by 1, its number is pulled out."""
    return product([Mat(letter.rows, letter.columns, (((letter,), sympy.S.One),))], workspace)


def dot(left: Mat, right: Mat, workspace: Workspace) -> sympy.Expr:
    """left' right of two columns."""
    return scalar(times(left.transpose, right, workspace))


def reduced(word: Word, rows: sympy.Expr, columns: sympy.Expr, workspace: Workspace) -> Mat:
    """The matrix of a word."""
    for place in range(len(word) - 1):
        joined = join(word[place], word[place + 1], workspace)
        if joined is not None:
            before, behind = word[:place], word[place + 2 :]
            parts = [_plain(before), joined, _plain(behind)]
            return product([part for part in parts if part is not None], workspace)
    return _extract(word, rows, columns, workspace)


def _plain(word: Word) -> Mat | None:
    if not word:
        return None
    return Mat(word[0].rows, word[-1].columns, ((word, sympy.S.One),))


def join(left: Letter, right: Letter, workspace: Workspace) -> Mat | None:
    """What two neighbours become, or None where they stay as they are."""
    same = left.name == right.name and left.transposed == right.transposed
    if same and left.inverted != right.inverted:
        return identity(left.rows)
    known = workspace.letters.get(left.name), workspace.letters.get(right.name)
    if isinstance(known[0], DiagonalOf):
        return _scaled_rows(known[0].vector, right, known[1], workspace)
    if isinstance(known[1], DiagonalOf):
        made = _scaled_rows(known[1].vector, left.transpose, known[0], workspace)
        return None if made is None else made.transpose
    return None


def _scaled_rows(vector: Mat, right: Letter, record: object, workspace: Workspace) -> Mat | None:
    """Diag(v) 1 = v, Diag(v) e_k = v_k e_k, Diag(v) Diag(w) = Diag(v*w)."""
    if isinstance(record, Ones) and not right.transposed:
        return vector
    if isinstance(record, Unit) and not right.transposed:
        return Mat(right.rows, right.columns, (((right,), sympy.S.One),)).scaled(
            scalar(times(_column(right).transpose, vector, workspace))
        )
    if isinstance(record, DiagonalOf):
        from derivcheck.symbolic.matrix.diagonal import diagonal, hadamard

        return diagonal(hadamard(vector, record.vector, workspace), workspace)
    return None


def _column(letter: Letter) -> Mat:
    return Mat(letter.rows, letter.columns, (((letter,), sympy.S.One),))


def _extract(word: Word, rows: sympy.Expr, columns: sympy.Expr, workspace: Workspace) -> Mat:
    sizes = [rows, *(letter.columns for letter in word)]
    cuts = [place for place, size in enumerate(sizes) if is_one(size)]
    if not cuts:
        return Mat(rows, columns, ((word, sympy.S.One),))
    factor = sympy.S.One
    for start, end in pairwise(cuts):
        factor *= segment(word[start:end], workspace)
    rest = word[: cuts[0]] + word[cuts[-1] :]
    return gather(rows, columns, [(rest, factor)])


def segment(word: Word, workspace: Workspace) -> sympy.Expr:
    """The number that a reduced row...column word is."""
    if len(word) == 1 and isinstance(workspace.letters.get(word[0].name), Unit | Ones):
        return sympy.S.One
    if len(word) == 2:
        value = _pair(word[0].transpose, word[1], workspace)
        if value is None:
            value = _pair(word[1], word[0].transpose, workspace)
        if value is not None:
            return value
    chosen = least(word, transpose_word(word))
    return workspace.atom(
        Segment(chosen), f"[{word_text(chosen)}]", **segment_sign(chosen, workspace)
    )


def _pair(left: Letter, right: Letter, workspace: Workspace) -> sympy.Expr | None:
    """left' right for the columns whose inner product is known."""
    first, second = workspace.letters.get(left.name), workspace.letters.get(right.name)
    if isinstance(first, Ones) and isinstance(second, Ones):
        return left.rows
    if not isinstance(first, Unit):
        return None
    if isinstance(second, Ones):
        return sympy.S.One
    if isinstance(second, Unit):
        return kronecker(first.index, second.index, workspace)
    if isinstance(second, Elementwise):
        from derivcheck.symbolic.matrix.rebuild import put_index

        return put_index(second, first.index, workspace)
    return None


def kronecker(i: sympy.Expr, j: sympy.Expr, workspace: Workspace) -> sympy.Expr:
    """1 where i = j, 0 where they differ, a Kronecker delta where that is open."""
    if workspace.zero(i - j):
        return sympy.S.One
    if (i - j).is_nonzero:
        return sympy.S.Zero
    return sympy.KroneckerDelta(*sorted((i, j), key=str))


def segment_sign(word: Word, workspace: Workspace) -> dict[str, bool]:
    """SymPy's assumptions for the atom of a segment: h'h and h'Ph with P definite are >= 0."""
    half = palindrome(word, workspace)
    if half is None:
        return _entry_sign(word, workspace)
    last = half[-1] if half else None
    free = len(half) == 1 and last is not None and last.name not in workspace.letters
    unit = (
        len(half) == 1
        and last is not None
        and isinstance(workspace.letters.get(last.name), Unit | Ones)
    )
    if unit or (free and not workspace.equations):
        return {"positive": True}
    return {"nonnegative": True}


def segment_holds(word: Word, workspace: Workspace) -> bool:
    """Whether a positive segment is so everywhere: entries of definite and positive letters."""
    known = (workspace.letters.get(letter.name) for letter in word)
    named = workspace.nonzero_vectors | workspace.positive_vectors
    return word[-1].name in named or any(isinstance(record, Unit | Ones) for record in known)


def _entry_sign(word: Word, workspace: Workspace) -> dict[str, bool]:
    """A component of a vector of positive numbers, and their sum, is positive."""
    if len(word) == 2:
        for one, other in (word, word[::-1]):
            axis = isinstance(workspace.letters.get(one.name), Unit | Ones)
            if axis and is_positive_column(other, workspace):
                return {"positive": True}
    return {}


def is_positive_column(letter: Letter, workspace: Workspace) -> bool:
    """Whether every component of a column is known to be positive."""
    record = workspace.letters.get(letter.name)
    if isinstance(record, Elementwise):
        return bool(record.body.is_positive)
    return isinstance(record, Ones) or letter.name in workspace.positive_vectors


def palindrome(word: Word, workspace: Workspace) -> Word | None:
    """The second half h of a word h'h or h'Ph with P positive definite; None for other words."""
    if word != transpose_word(word):
        return None
    middle = len(word) // 2
    if len(word) % 2 == 0:
        return word[middle:]
    return word[middle + 1 :] if is_definite(word[middle], workspace) else None


def is_definite(letter: Letter, workspace: Workspace) -> bool:
    """Whether a letter is positive definite, by declaration or as the inverse of such a sum."""
    if letter.name in workspace.definite:
        return True
    record = workspace.letters.get(letter.name)
    if isinstance(record, InverseOf):
        from derivcheck.symbolic.matrix.obligation import definite

        return definite(record.mat, workspace)
    if isinstance(record, DiagonalOf):
        from derivcheck.symbolic.matrix.diagonal import is_positive_vector

        return is_positive_vector(record.vector, workspace)
    return False
