"""One admissible diagonal value of every letter, for every size: is this matrix singular there?

Matrices are diag(a, b, b, ...) in an orthonormal basis whose first vector is parallel to the vector
of ones; where a size is known to be the larger, a third number stands for its further axes.
"""

from __future__ import annotations

import sympy

from derivcheck.symbolic.matrix.atoms import (
    DeterminantOf,
    DiagonalOf,
    InverseOf,
    Ones,
    Segment,
    TraceOf,
    Unit,
)
from derivcheck.symbolic.matrix.letter import Letter, Word
from derivcheck.symbolic.matrix.mat import Mat, is_one, same_size
from derivcheck.symbolic.matrix.workspace import Workspace

Axes = tuple[sympy.Expr, ...]


def matrix_on_axes(mat: Mat, workspace: Workspace) -> Axes | None:
    """The values of a square matrix on the axes of its space; None where none are known."""
    count = _axes(mat.rows, workspace)
    total = [sympy.S.Zero] * count
    for word, coefficient in mat.terms:
        factor = number_on_axes(coefficient, workspace)
        values = _word(word, count, workspace)
        if factor is None or values is None:
            return None
        total = [old + factor * new for old, new in zip(total, values, strict=True)]
    return tuple(sympy.together(value) for value in total)


def number_on_axes(value: sympy.Expr, workspace: Workspace) -> sympy.Expr | None:
    """A number with its atoms evaluated at the chosen letters; None where one cannot be."""
    swaps = {}
    if _only_entries(value, workspace):
        return value
    for symbol in value.free_symbols:
        record = workspace.atoms.get(symbol)
        if record is None:
            continue
        made = _atom(record, workspace)
        if made is None:
            return _single(value, workspace)
        swaps[symbol] = made
    made_value: sympy.Expr = value.xreplace(swaps)
    return None if made_value.has(sympy.zoo, sympy.nan) else made_value


def _only_entries(value: sympy.Expr, workspace: Workspace) -> bool:
    """Whether the atoms are entries, at numbered places, of named letters: free parameters."""
    records = [workspace.atoms[s] for s in value.free_symbols if s in workspace.atoms]
    return bool(records) and all(
        isinstance(record, Segment)
        and _is_entry(record.word, workspace)
        and all(unit.index.is_Integer for unit in _units(record.word, workspace))
        for record in records
    )


def _units(word: Word, workspace: Workspace) -> list[Unit]:
    found = (workspace.letters.get(letter.name) for letter in word)
    return [record for record in found if isinstance(record, Unit)]


def _single(value: sympy.Expr, workspace: Workspace) -> sympy.Expr | None:
    """A product of powers of entries of named letters vanishes on a null set only."""
    factors = sympy.Mul.make_args(sympy.factor_terms(value))
    made = sympy.S.One
    for factor in factors:
        base, _ = factor.as_base_exp()
        if base.is_number and base.is_nonzero:
            continue
        record = workspace.atoms.get(base)
        named = isinstance(record, Segment) and _is_entry(record.word, workspace)
        if not named and not base.is_nonzero:
            return None
        made *= base
    return made


def _is_entry(word: Word, workspace: Workspace) -> bool:
    """Whether a word is an entry of a named vector or matrix."""
    plain = [a for a in word if not isinstance(workspace.letters.get(a.name), Unit)]
    return len(plain) == 1 and plain[0].name not in workspace.letters


def _atom(record: object, workspace: Workspace) -> sympy.Expr | None:
    if isinstance(record, Segment):
        values = _word(record.word, 1, workspace)
        return None if values is None else values[0]
    if isinstance(record, TraceOf):
        word = record.word
        return _weighted(_word(word, _axes(word[0].rows, workspace), workspace), word[0].rows)
    if isinstance(record, DeterminantOf):
        values = matrix_on_axes(record.mat, workspace)
        if values is None or len(values) > 2:
            return None
        return values[0] * values[-1] ** (record.mat.rows - 1)
    return None


def _weighted(values: Axes | None, size: sympy.Expr) -> sympy.Expr | None:
    if values is None or len(values) > 2:
        return None
    return values[0] + (size - 1) * values[-1]


def _axes(size: sympy.Expr, workspace: Workspace) -> int:
    """1 for numbers, 2 for a space, 3 for one known to be larger than another."""
    if is_one(size):
        return 1
    larger = any(same_size(size, big) for big, _ in _pairs(workspace))
    return 3 if larger else 2


def _pairs(workspace: Workspace) -> list[tuple[sympy.Expr, sympy.Expr]]:
    # With two known inequalities the middle axes of three spaces would differ in number.
    return workspace.larger if len(workspace.larger) == 1 else []


def _word(word: Word, count: int, workspace: Workspace) -> Axes | None:
    total: list[sympy.Expr] = [sympy.S.One] * count
    for letter in word:
        values = _letter(letter, workspace)
        if values is None:
            return None
        padded = [*values, *([sympy.S.Zero] * 3)][:count]
        total = [old * new for old, new in zip(total, padded, strict=True)]
    return tuple(total)


def _letter(letter: Letter, workspace: Workspace) -> Axes | None:
    record = workspace.letters.get(letter.name)
    if isinstance(record, InverseOf):
        inner = matrix_on_axes(record.mat, workspace)
        if inner is None or any(value == 0 for value in inner):
            return None
        return tuple(1 / value for value in inner)
    if isinstance(record, Ones):
        size = letter.columns if letter.transposed else letter.rows
        return (sympy.sqrt(size),)
    if isinstance(record, DiagonalOf):
        return _diagonal(record.vector, letter, workspace)
    return None if record is not None else _named(letter, workspace)


def _diagonal(vector: Mat, letter: Letter, workspace: Workspace) -> Axes | None:
    """Diag(v) at a vector v parallel to the vector of ones."""
    total = sympy.S.Zero
    for word, coefficient in vector.terms:
        values = _word(word, 1, workspace)
        factor = number_on_axes(coefficient, workspace)
        if values is None or factor is None:
            return None
        total += factor * values[0]
    value = total / sympy.sqrt(vector.rows)
    made = 1 / value if letter.inverted else value
    return (made,) * _axes(letter.rows, workspace)


def _named(letter: Letter, workspace: Workspace) -> Axes | None:
    rows, columns = letter.rows, letter.columns
    if is_one(rows) or is_one(columns):
        count = 1
    elif same_size(rows, columns):
        count = _axes(rows, workspace)
    else:
        count = 2 if _comparable(rows, columns, workspace) else 1
    positive = letter.name in workspace.definite or None
    values = [
        sympy.Symbol(f"{letter.name} on axis {axis}", real=True, nonzero=True, positive=positive)
        for axis in range(count)
    ]
    return tuple(1 / value if letter.inverted else value for value in values)


def _comparable(rows: sympy.Expr, columns: sympy.Expr, workspace: Workspace) -> bool:
    return any(
        (same_size(rows, a) and same_size(columns, b))
        or (same_size(rows, b) and same_size(columns, a))
        for a, b in _pairs(workspace)
    )
