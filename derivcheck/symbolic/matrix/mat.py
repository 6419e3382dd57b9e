"""Matrices as sums of words: {word: coefficient}, with the sizes of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import sympy

from derivcheck.lang.errors import EngineError
from derivcheck.symbolic.matrix.letter import Letter, Word, transpose_word, word_key


@dataclass(frozen=True, slots=True)
class Mat:
    """The sum of coefficient*word, a matrix of the given size; the empty word is the identity."""

    rows: sympy.Expr
    columns: sympy.Expr
    terms: tuple[tuple[Word, sympy.Expr], ...] = ()

    @property
    def is_zero(self) -> bool:
        """Whether no term is left."""
        return not self.terms

    @property
    def is_square(self) -> bool:
        """Whether rows and columns are the same polynomial."""
        return same_size(self.rows, self.columns)

    @property
    def transpose(self) -> Mat:
        """The transpose, word by word."""
        return gather(
            self.columns, self.rows, ((transpose_word(word), c) for word, c in self.terms)
        )

    def scaled(self, factor: sympy.Expr) -> Mat:
        """factor times the matrix."""
        return gather(self.rows, self.columns, ((word, c * factor) for word, c in self.terms))

    def plus(self, other: Mat) -> Mat:
        """The sum of two matrices of one size."""
        return gather(self.rows, self.columns, (*self.terms, *other.terms))

    def minus(self, other: Mat) -> Mat:
        """The difference of two matrices of one size."""
        return self.plus(other.scaled(sympy.S.NegativeOne))


Value: TypeAlias = sympy.Expr | Mat
"""What an expression is: a number over scalar atoms, or a matrix."""


def gather(rows: sympy.Expr, columns: sympy.Expr, terms: Iterable[tuple[Word, sympy.Expr]]) -> Mat:
    """The matrix of the terms: equal words together, zero coefficients dropped, sorted."""
    sums: dict[Word, sympy.Expr] = {}
    for word, coefficient in terms:
        sums[word] = sums.get(word, sympy.S.Zero) + coefficient
    tidy = ((word, sympy.expand(c, power_exp=False, log=False)) for word, c in sums.items())
    kept = [(word, c) for word, c in tidy if c != 0]
    return Mat(rows, columns, tuple(sorted(kept, key=lambda term: word_key(term[0]))))


def zeros(rows: sympy.Expr, columns: sympy.Expr) -> Mat:
    """The zero matrix."""
    return Mat(rows, columns)


def identity(size: sympy.Expr) -> Mat:
    """The identity matrix."""
    return Mat(size, size, (((), sympy.S.One),))


def of_letter(letter: Letter) -> Mat:
    """The matrix of one letter."""
    return Mat(letter.rows, letter.columns, (((letter,), sympy.S.One),))


def same_size(first: sympy.Expr, second: sympy.Expr) -> bool:
    """Whether two sizes are the same polynomial in the naturals."""
    return bool(sympy.expand(first - second) == 0)


def is_one(size: sympy.Expr) -> bool:
    """Whether a size is the number 1."""
    return bool(size == 1)


def scalar(value: Value) -> sympy.Expr:
    """The number that a normalised 1 by 1 matrix holds; a number is itself."""
    if not isinstance(value, Mat):
        return value
    if any(word for word, _ in value.terms) or not is_one(value.rows):
        raise EngineError("a 1 by 1 matrix whose segments were not pulled out")
    return value.terms[0][1] if value.terms else sympy.S.Zero
