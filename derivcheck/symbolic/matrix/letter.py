"""Letters and words: products of named matrices, their transposes and inverses."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sympy

Word = tuple["Letter", ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A named matrix, its transpose or its inverse; `rows` and `columns` are as it stands.

    A symmetric letter drops the flag `transposed`, so that equal matrices are equal letters.
    """

    name: str
    rows: sympy.Expr
    columns: sympy.Expr
    symmetric: bool = False
    inverted: bool = False
    transposed: bool = False

    @property
    def transpose(self) -> Letter:
        """The transposed letter."""
        if self.symmetric:
            return self
        return replace(self, rows=self.columns, columns=self.rows, transposed=not self.transposed)

    @property
    def inverse(self) -> Letter:
        """The inverse of a square letter: inv(A') is written as the transpose of inv(A)."""
        return replace(self, inverted=not self.inverted)

    @property
    def base(self) -> Letter:
        """The letter itself, neither transposed nor inverted."""
        plain = self.transpose if self.transposed else self
        return replace(plain, inverted=False)

    @property
    def key(self) -> tuple[str, bool, bool]:
        """What letters are sorted by."""
        return self.name, self.inverted, self.transposed

    def __str__(self) -> str:
        inner = f"Inverse({self.name})" if self.inverted else self.name
        return f"Transpose({inner})" if self.transposed else inner


def transpose_word(word: Word) -> Word:
    """(AB...)' = ...B'A'."""
    return tuple(letter.transpose for letter in reversed(word))


def word_key(word: Word) -> tuple[int, tuple[tuple[str, bool, bool], ...]]:
    """Words are sorted by length, then by letters."""
    return len(word), tuple(letter.key for letter in word)


def word_text(word: Word) -> str:
    """The word in the claim language."""
    return " @ ".join(str(letter) for letter in word)


def least(*words: Word) -> Word:
    """The first of the words in their order."""
    return min(words, key=word_key)
