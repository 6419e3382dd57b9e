"""Forms u'Diag(v)w as sums over components, the shape that sums of products have."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.matrix.atoms import DiagonalOf, Segment
from derivcheck.symbolic.matrix.diagonal import INDEX, component
from derivcheck.symbolic.matrix.letter import Word
from derivcheck.symbolic.matrix.mat import Mat, Value, of_letter
from derivcheck.symbolic.matrix.product import product
from derivcheck.symbolic.matrix.sums import sum_components
from derivcheck.symbolic.matrix.workspace import Workspace


def without_diagonals(value: Value, workspace: Workspace) -> Value:
    """A number with its forms u'Diag(v)w written as sums; matrices stay."""
    if isinstance(value, Mat):
        return value
    swaps = {}
    for symbol in sorted(value.free_symbols, key=str):
        record = workspace.atoms.get(symbol)
        if isinstance(record, Segment):
            made = _spread(record.word, workspace)
            if made is not None:
                swaps[symbol] = made
    made_value: sympy.Expr = value.xreplace(swaps)
    return made_value if swaps else value


def _spread(word: Word, workspace: Workspace) -> sympy.Expr | None:
    for place, letter in enumerate(word):
        record = workspace.letters.get(letter.name)
        if isinstance(record, DiagonalOf) and 0 < place < len(word) - 1:
            left = product([of_letter(a) for a in word[:place]], workspace).transpose
            right = product([of_letter(a) for a in word[place + 1 :]], workspace)
            factor = component(record.vector, INDEX, workspace)
            if letter.inverted:
                factor = 1 / factor
            body = component(left, INDEX, workspace) * factor
            body *= component(right, INDEX, workspace)
            return sum_components(body, INDEX, letter.rows, workspace)
    return None
