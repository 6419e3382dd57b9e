"""Reading a matrix off a form that is linear in letters used once: d' G, or l' M r."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import Segment
from derivcheck.symbolic.matrix.depends import depends_on, names
from derivcheck.symbolic.matrix.letter import Letter, Word, transpose_word
from derivcheck.symbolic.matrix.mat import Mat, identity, is_one, of_letter, zeros
from derivcheck.symbolic.matrix.product import product, times
from derivcheck.symbolic.matrix.workspace import Workspace


def probe(name: str, size: sympy.Expr) -> Letter:
    """A column that occurs nowhere else."""
    return Letter(name, size, sympy.S.One, symmetric=is_one(size))


def linear_part(value: sympy.Expr, letter: Letter, workspace: Workspace) -> Mat:
    """G of value = letter' @ G."""
    total = zeros(letter.rows, sympy.S.One)
    for term in _terms(value):
        marked, factor = _split(term, {letter.name}, workspace)
        if len(marked) != 1:
            raise OutOfReach("a form that is not linear")
        total = total.plus(_column(marked[0], letter, workspace).scaled(factor))
    return total


def bilinear_part(value: sympy.Expr, left: Letter, right: Letter, workspace: Workspace) -> Mat:
    """M of value = left' @ M @ right."""
    total = zeros(left.rows, right.rows)
    for term in _terms(value):
        marked, factor = _split(term, {left.name, right.name}, workspace)
        total = total.plus(_matrix(marked, left, right, workspace).scaled(factor))
    return total


def jacobian_part(value: Mat, letter: Letter, workspace: Workspace) -> Mat:
    """J of value = J @ letter, for a column linear in the letter."""
    total = zeros(value.rows, letter.rows)
    for word, coefficient in value.terms:
        if word and word[-1] == letter:
            if depends_on(coefficient, letter.name, workspace):
                raise OutOfReach("a form that is not linear")
            total = total.plus(_plain(word[:-1], letter.rows, workspace).scaled(coefficient))
            continue
        if depends_on(word, letter.name, workspace):
            raise OutOfReach("a form that is not linear")
        row = linear_part(coefficient, letter, workspace).transpose
        column = _plain(word, value.rows, workspace)
        total = total.plus(times(column, row, workspace))
    return total


def _terms(value: sympy.Expr) -> list[sympy.Expr]:
    made = sympy.expand(value)
    return [] if made == 0 else list(sympy.Add.make_args(made))


def _split(
    term: sympy.Expr, letters: set[str], workspace: Workspace
) -> tuple[list[Word], sympy.Expr]:
    """The segments that hold the letters, and the factor without them."""
    marked = []
    for factor in sympy.Mul.make_args(term):
        if not names(factor, workspace) & letters:
            continue
        record = workspace.atoms.get(factor)
        if not isinstance(record, Segment):
            raise OutOfReach("a form that is not linear")
        marked.append(record.word)
    atoms = [f for f in sympy.Mul.make_args(term) if names(f, workspace) & letters]
    return marked, term / sympy.Mul(*atoms)


def _column(word: Word, letter: Letter, workspace: Workspace) -> Mat:
    """G of the segment letter' G."""
    turned = word if word[0] == letter.transpose else transpose_word(word)
    if turned[0] != letter.transpose or depends_on(turned[1:], letter.name, workspace):
        raise OutOfReach("a form that is not linear")
    return _plain(turned[1:], letter.rows, workspace)


def _matrix(marked: list[Word], left: Letter, right: Letter, workspace: Workspace) -> Mat:
    if len(marked) == 1:
        word = marked[0]
        turned = word if word[0] == left.transpose else transpose_word(word)
        inner = turned[1:-1]
        facing = turned[0] == left.transpose and turned[-1] == right
        if facing and not names(inner, workspace) & {left.name, right.name}:
            return _plain(inner, left.rows, workspace)
    if len(marked) == 2:
        first, second = marked
        if left.name not in {letter.name for letter in first}:
            first, second = second, first
        column = _column(first, left, workspace)
        row = _column(second, right, workspace).transpose
        return times(column, row, workspace)
    raise OutOfReach("a form that is not bilinear")


def _plain(word: Word, size: sympy.Expr, workspace: Workspace) -> Mat:
    if not word:
        return identity(size)
    return product([of_letter(letter) for letter in word], workspace)
