"""Traces: the least word over rotations and their transposes."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.matrix.atoms import DiagonalOf, TraceOf
from derivcheck.symbolic.matrix.letter import Word, least, transpose_word, word_text
from derivcheck.symbolic.matrix.mat import Mat, is_one, of_letter, scalar
from derivcheck.symbolic.matrix.product import (
    is_definite,
    join,
    palindrome,
    product,
    reduced,
    times,
)
from derivcheck.symbolic.matrix.workspace import Workspace


def trace(mat: Mat, workspace: Workspace) -> sympy.Expr:
    """The sum of the diagonal of a square matrix."""
    if is_one(mat.rows):
        return scalar(mat)
    workspace.use("matrix.trace-rotation")
    return sympy.Add(*(c * _trace_word(word, mat.rows, workspace) for word, c in mat.terms))


def _trace_word(word: Word, size: sympy.Expr, workspace: Workspace) -> sympy.Expr:
    if not word:
        return size
    for place in range(1, len(word)):
        if is_one(word[place].rows):
            turned = word[place:] + word[:place]
            return scalar(reduced(turned, sympy.S.One, sympy.S.One, workspace))
    if len(word) == 1:
        record = workspace.letters.get(word[0].name)
        if isinstance(record, DiagonalOf):
            ones = of_letter(workspace.ones(word[0].rows))
            return scalar(times(ones.transpose, record.vector, workspace))
        return _atom(word, workspace)
    joined = join(word[-1], word[0], workspace)
    if joined is not None:
        inner = [of_letter(letter) for letter in word[1:-1]]
        return trace(product([joined, *inner], workspace), workspace)
    return _atom(word, workspace)


def _atom(word: Word, workspace: Workspace) -> sympy.Expr:
    chosen = least(*turns(word))
    sign = {"nonnegative": True} if _nonnegative(word, workspace) else {}
    if all(is_definite(letter, workspace) for letter in word) and len(word) <= 2:
        sign = {"positive": True}
    return workspace.atom(TraceOf(chosen), f"Trace({word_text(chosen)})", **sign)


def turns(word: Word) -> list[Word]:
    """The rotations of a word, then their transposes: one trace for all of them."""
    rotated = [word[place:] + word[:place] for place in range(len(word))]
    return rotated + [transpose_word(turn) for turn in rotated]


def _nonnegative(word: Word, workspace: Workspace) -> bool:
    return any(palindrome(turn, workspace) is not None for turn in turns(word))
