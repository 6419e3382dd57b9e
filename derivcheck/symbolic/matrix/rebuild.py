"""Substitution: letters become matrices, symbols become numbers, everything is normalised anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix import atoms as kinds
from derivcheck.symbolic.matrix.depends import names
from derivcheck.symbolic.matrix.letter import Letter, Word
from derivcheck.symbolic.matrix.mat import Mat, gather, identity, of_letter, scalar
from derivcheck.symbolic.matrix.product import product
from derivcheck.symbolic.matrix.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Change:
    """Base letters to matrices, symbols to numbers."""

    letters: Mapping[str, Mat] = field(default_factory=dict)
    scalars: Mapping[sympy.Symbol, sympy.Expr] = field(default_factory=dict)

    @property
    def targets(self) -> frozenset[str]:
        """The names that are replaced."""
        return frozenset(self.letters) | {symbol.name for symbol in self.scalars}

    def without(self, symbol: sympy.Symbol) -> Change:
        """The change inside a binder of the symbol."""
        kept = {key: value for key, value in self.scalars.items() if key != symbol}
        return Change(self.letters, kept)


def rebuild(value: Any, change: Change, workspace: Workspace) -> Any:
    """The value after the substitution."""
    if not names(value, workspace) & change.targets:
        return value
    if isinstance(value, Mat):
        return _mat(value, change, workspace)
    if isinstance(value, tuple):
        return tuple(rebuild(part, change, workspace) for part in value)
    return _number(value, change, workspace)


def put_index(record: kinds.Elementwise, index: sympy.Expr, workspace: Workspace) -> sympy.Expr:
    """The component of an elementwise vector at an index."""
    made: sympy.Expr = rebuild(record.body, Change(scalars={record.index: index}), workspace)
    return made


def _mat(value: Mat, change: Change, workspace: Workspace) -> Mat:
    terms: list[tuple[Word, sympy.Expr]] = []
    rows: sympy.Expr = value.rows
    for word, coefficient in value.terms:
        made = rebuild_word(word, value, change, workspace)
        factor = rebuild(coefficient, change, workspace)
        terms += [(w, c * factor) for w, c in made.terms]
    return gather(rows, value.columns, terms)


def rebuild_word(word: Word, whole: Mat, change: Change, workspace: Workspace) -> Mat:
    """The matrix that a word becomes; `whole` has its size."""
    if not word:
        return identity(whole.rows)
    return product([_letter(letter, change, workspace) for letter in word], workspace)


def _letter(letter: Letter, change: Change, workspace: Workspace) -> Mat:
    if letter.name in change.letters:
        made = change.letters[letter.name]
        if letter.inverted:
            from derivcheck.symbolic.matrix.inverse import inverse

            made = inverse(made, workspace)
        return made.transpose if letter.transposed else made
    record = workspace.letters.get(letter.name)
    if record is None or not names(record, workspace) & change.targets:
        return of_letter(letter)
    made = DERIVED[type(record)](record, letter.base, change, workspace)
    return made.transpose if letter.transposed else made


def _number(value: sympy.Expr, change: Change, workspace: Workspace) -> sympy.Expr:
    swaps: dict[sympy.Basic, sympy.Expr] = dict(change.scalars)
    for symbol in value.free_symbols:
        record = workspace.atoms.get(symbol)
        if record is not None and names(record, workspace) & change.targets:
            swaps[symbol] = ATOMS[type(record)](record, change, workspace)
    made = value.xreplace(swaps)
    if made.has(sympy.zoo, sympy.nan):
        raise OutOfReach("a substitution divides by zero")
    return made


def _segment(record: kinds.Segment, change: Change, workspace: Workspace) -> sympy.Expr:
    return scalar(product([_letter(a, change, workspace) for a in record.word], workspace))


def _trace(record: kinds.TraceOf, change: Change, workspace: Workspace) -> sympy.Expr:
    from derivcheck.symbolic.matrix.trace import trace

    made = product([_letter(a, change, workspace) for a in record.word], workspace)
    return trace(made, workspace)


def _determinant(record: kinds.DeterminantOf, change: Change, workspace: Workspace) -> sympy.Expr:
    from derivcheck.symbolic.matrix.determinant import determinant

    return determinant(rebuild(record.mat, change, workspace), workspace)


def _parts(record: Any, change: Change, workspace: Workspace) -> list[Any]:
    return [
        rebuild(getattr(record, part), change, workspace)
        if isinstance(getattr(record, part), Mat | tuple | sympy.Expr)
        else getattr(record, part)
        for part in record.__dataclass_fields__
    ]


def _atom(record: Any, change: Change, workspace: Workspace) -> sympy.Expr:
    symbol = next(s for s, known in workspace.atoms.items() if known is record)
    made = type(record)(*_parts(record, change, workspace))
    signs = {"positive": True} if symbol.is_positive else {}
    return workspace.atom(made, symbol.name.strip("<>"), **signs)


def _bound(record: Any, change: Change, workspace: Workspace) -> sympy.Expr:
    raise OutOfReach("a substitution under a sum or an expectation of an unknown law")


def _inverse(record: kinds.InverseOf, letter: Letter, change: Change, workspace: Workspace) -> Mat:
    from derivcheck.symbolic.matrix.inverse import inverse

    return inverse(rebuild(record.mat, change, workspace), workspace)


def _diagonal(
    record: kinds.DiagonalOf, letter: Letter, change: Change, workspace: Workspace
) -> Mat:
    from derivcheck.symbolic.matrix.diagonal import diagonal

    made = diagonal(rebuild(record.vector, change, workspace), workspace)
    if letter.inverted:
        from derivcheck.symbolic.matrix.inverse import inverse

        return inverse(made, workspace)
    return made


def _elementwise(
    record: kinds.Elementwise, letter: Letter, change: Change, workspace: Workspace
) -> Mat:
    from derivcheck.symbolic.matrix.diagonal import from_components

    inner = change.without(record.index)
    put_in = (*inner.letters.values(), *inner.scalars.values())
    if any(record.index.name in names(value, workspace) for value in put_in):
        raise OutOfReach("a substitution that would capture the index of a component")
    return from_components(rebuild(record.body, inner, workspace), letter.rows, workspace)


def _named(record: Any, letter: Letter, change: Change, workspace: Workspace) -> Mat:
    made = type(record)(*_parts(record, change, workspace))
    shape = (letter.rows, letter.columns)
    text, symmetric = letter.name.strip("<>"), letter.symmetric
    return of_letter(workspace.letter(made, text, shape, symmetric=symmetric))


def _bound_letter(record: Any, letter: Letter, change: Change, workspace: Workspace) -> Mat:
    raise OutOfReach("a substitution under a sum or an expectation of an unknown law")


ATOMS: Mapping[type, Callable[[Any, Change, Workspace], sympy.Expr]] = {
    kinds.Segment: _segment,
    kinds.TraceOf: _trace,
    kinds.DeterminantOf: _determinant,
    kinds.FunctionValue: _atom,
    kinds.DensityValue: _atom,
    kinds.Term: _atom,
    kinds.Mean: _bound,
    kinds.Series: _bound,
}
DERIVED: Mapping[type, Callable[[Any, Letter, Change, Workspace], Mat]] = {
    kinds.InverseOf: _inverse,
    kinds.DiagonalOf: _diagonal,
    kinds.Elementwise: _elementwise,
    kinds.Unit: _named,
    kinds.GradientAt: _named,
    kinds.VectorTerm: _named,
    kinds.FunctionValue: _named,
    kinds.Moment: _bound_letter,
    kinds.Series: _bound_letter,
}
