"""Inequalities between inner products: any Gram matrix is L L' with L lower triangular.

Inner products u'P v are those of vectors in one space, so what holds for the rows of every
triangular L holds for all of them, in every dimension.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy

from derivcheck.symbolic.matrix.atoms import Segment
from derivcheck.symbolic.matrix.letter import Letter, Word, transpose_word
from derivcheck.symbolic.matrix.product import palindrome
from derivcheck.symbolic.matrix.squares import never_negative
from derivcheck.symbolic.matrix.workspace import Workspace

LIMIT = 4


@dataclass(frozen=True, slots=True)
class Vector:
    """The vector root(P) h, P positive definite or (middle None) the identity."""

    half: Word
    middle: Letter | None

    def inner(self, other: Vector) -> Word | None:
        """The word of the inner product with another vector; None in different spaces."""
        if self.middle != other.middle:
            return None
        core = () if self.middle is None else (self.middle,)
        return transpose_word(self.half) + core + other.half


def gram_certificate(value: sympy.Expr, workspace: Workspace) -> bool:
    """Whether a polynomial in inner products is at least 0 for all vectors."""
    segments = {
        symbol: record.word
        for symbol in value.free_symbols
        if isinstance(record := workspace.atoms.get(symbol), Segment)
    }
    vectors = _vectors(segments, workspace)
    if not vectors or len(vectors) > LIMIT:
        return False
    swaps = _triangular(vectors, segments)
    if len(swaps) < len(segments):
        return False
    return never_negative(value.xreplace(swaps))


def _vectors(segments: dict[sympy.Symbol, Word], workspace: Workspace) -> list[Vector]:
    found = []
    for symbol in sorted(segments, key=str):
        word = segments[symbol]
        half = palindrome(word, workspace)
        if half is not None:
            middle = word[len(word) // 2] if len(word) % 2 else None
            found.append(Vector(half, middle))
    return found


def _triangular(
    vectors: list[Vector], segments: dict[sympy.Symbol, Word]
) -> dict[sympy.Symbol, sympy.Expr]:
    """The inner products in terms of the entries of L."""
    rows = [_row(place, len(vectors)) for place in range(len(vectors))]
    swaps = {}
    for symbol, word in segments.items():
        for i, first in enumerate(vectors):
            for j, second in enumerate(vectors):
                if first.inner(second) in (word, transpose_word(word)):
                    swaps[symbol] = sympy.Add(
                        *(a * b for a, b in zip(rows[i], rows[j], strict=True))
                    )
    return swaps


def _row(place: int, count: int) -> list[sympy.Expr]:
    entries: list[sympy.Expr] = [
        sympy.Symbol(f"entry {place} {column} of the root", real=True) for column in range(place)
    ]
    entries.append(sympy.Symbol(f"entry {place} {place} of the root", nonnegative=True))
    return entries + [sympy.S.Zero] * (count - place - 1)
