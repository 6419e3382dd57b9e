"""Inequalities between inner products: any Gram matrix is L L' with L lower triangular.

Inner products u'P v are those of vectors in one space, so what holds for the rows of every
triangular L holds for all of them, in every dimension.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy

from derivcheck.symbolic.matrix.atoms import Segment, TraceOf
from derivcheck.symbolic.matrix.letter import Letter, Word, least, transpose_word
from derivcheck.symbolic.matrix.product import palindrome
from derivcheck.symbolic.matrix.squares import never_negative
from derivcheck.symbolic.matrix.trace import turns
from derivcheck.symbolic.matrix.workspace import Workspace

LIMIT = 3


@dataclass(frozen=True, slots=True)
class Vector:
    """The vector root(P) h, P positive definite or (middle None) the identity.

    With `traced` the space is that of matrices, with the inner product tr(A'B).
    """

    half: Word
    middle: Letter | None
    traced: bool

    def inner(self, other: Vector) -> Word | None:
        """The word of the inner product with another vector; None in different spaces."""
        if (self.middle, self.traced) != (other.middle, other.traced):
            return None
        core = () if self.middle is None else (self.middle,)
        word = transpose_word(self.half) + core + other.half
        return least(*turns(word)) if self.traced else least(word, transpose_word(word))


def gram_certificate(value: sympy.Expr, workspace: Workspace) -> bool:
    """Whether a polynomial in inner products is at least 0 for all vectors."""
    words = {
        symbol: record
        for symbol in value.free_symbols
        if isinstance(record := workspace.atoms.get(symbol), Segment | TraceOf)
    }
    vectors = _vectors(words, workspace)
    if not vectors or len(vectors) > LIMIT:
        return False
    swaps = _triangular(vectors, words)
    if len(swaps) < len(words):
        return False
    return never_negative(value.xreplace(swaps))


Words = dict[sympy.Symbol, Segment | TraceOf]


def _vectors(words: Words, workspace: Workspace) -> list[Vector]:
    found = []
    for symbol in sorted(words, key=str):
        record = words[symbol]
        traced = isinstance(record, TraceOf)
        for word in turns(record.word)[: len(record.word)] if traced else [record.word]:
            half = palindrome(word, workspace)
            if half is not None:
                middle = word[len(word) // 2] if len(word) % 2 else None
                found.append(Vector(half, middle, traced))
                break
    return found


def _triangular(vectors: list[Vector], words: Words) -> dict[sympy.Symbol, sympy.Expr]:
    """The inner products in terms of the entries of L."""
    rows = [_row(place, len(vectors)) for place in range(len(vectors))]
    products = {
        (vectors[i].traced, vectors[i].inner(vectors[j])): (i, j)
        for i in range(len(vectors))
        for j in range(i + 1)
    }
    swaps = {}
    for symbol, record in words.items():
        places = products.get((isinstance(record, TraceOf), record.word))
        if places is not None:
            pairs = zip(rows[places[0]], rows[places[1]], strict=True)
            swaps[symbol] = sympy.Add(*(a * b for a, b in pairs))
    return swaps


def _row(place: int, count: int) -> list[sympy.Expr]:
    entries: list[sympy.Expr] = [
        sympy.Symbol(f"entry {place} {column} of the root", real=True) for column in range(place)
    ]
    entries.append(sympy.Symbol(f"entry {place} {place} of the root", nonnegative=True))
    return entries + [sympy.S.Zero] * (count - place - 1)
