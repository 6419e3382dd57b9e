"""Numbers over atoms as text in the claim language."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.matrix.atoms import Segment, Unit
from derivcheck.symbolic.matrix.letter import Letter, Word, word_text
from derivcheck.symbolic.matrix.workspace import Workspace


def describe(value: sympy.Expr, workspace: Workspace) -> str:
    """The number with its inner products and entries written out."""
    swaps = {}
    for symbol in value.free_symbols:
        record = workspace.atoms.get(symbol)
        if record is not None:
            written = _segment(record.word, workspace) if isinstance(record, Segment) else ""
            swaps[symbol] = sympy.Symbol(written or symbol.name.strip("<>"))
    return str(value.xreplace(swaps))


def _segment(word: Word, workspace: Workspace) -> str:
    """x[k], A[i, j], or the product in parentheses."""
    inner = [letter for letter in word if _index(letter, workspace) is None]
    places = [str(_index(a, workspace)) for a in word if _index(a, workspace) is not None]
    if len(inner) == 1 and places:
        letter = inner[0].transpose if inner[0].transposed else inner[0]
        if inner[0].transposed:
            places.reverse()
        return f"{letter}[{', '.join(places)}]"
    return f"({word_text(word)})".replace("<", "").replace(">", "")


def _index(letter: Letter, workspace: Workspace) -> sympy.Expr | None:
    record = workspace.letters.get(letter.name)
    return record.index if isinstance(record, Unit) else None
