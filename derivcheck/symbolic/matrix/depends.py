"""Which letters and symbols a value depends on, through the records of atoms and letters."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import sympy

from derivcheck.symbolic.matrix.atoms import Elementwise, Mean, Moment, Series
from derivcheck.symbolic.matrix.letter import Letter
from derivcheck.symbolic.matrix.workspace import Workspace

Names = frozenset[str]


def names(value: Any, workspace: Workspace) -> Names:
    """The names of letters and symbols that a value, a word or a record depends on."""
    if isinstance(value, sympy.Basic):
        return _of_expression(value, workspace)
    if isinstance(value, Letter):
        own, record = frozenset({value.name}), workspace.letters.get(value.name)
        return own if record is None else own | names(record, workspace)
    if isinstance(value, tuple):
        return frozenset().union(*(names(part, workspace) for part in value))
    if hasattr(value, "__dataclass_fields__"):
        return _of_record(value, workspace)
    return frozenset()


def _of_expression(value: sympy.Basic, workspace: Workspace) -> Names:
    found: Names = frozenset()
    for symbol in value.free_symbols:
        record = workspace.atoms.get(symbol)
        found |= frozenset({symbol.name}) if record is None else names(record, workspace)
    return found


def _of_record(record: Any, workspace: Workspace) -> Names:
    inside = frozenset[str]().union(
        *(names(getattr(record, part.name), workspace) for part in fields(record))
    )
    if isinstance(record, Elementwise | Series):
        outside = names(record.lower, workspace) if isinstance(record, Series) else frozenset()
        return (inside - {record.index.name}) | outside
    if isinstance(record, Mean | Moment):
        return inside - {record.variable.name}
    return inside


def depends_on_symbol(value: Any, symbol: sympy.Symbol, workspace: Workspace) -> bool:
    """Whether a value changes with a symbol."""
    return symbol.name in names(value, workspace)


def depends_on(value: Any, name: str, workspace: Workspace) -> bool:
    """Whether a value changes with a letter."""
    return name in names(value, workspace)


def letters_of(value: Any, workspace: Workspace) -> set[str]:
    """The names of all letters that occur, derived ones included, records looked through."""
    return set(base_letters(value, workspace))


def base_letters(value: Any, workspace: Workspace) -> dict[str, Letter]:
    """All letters that occur, neither transposed nor inverted, by name."""
    found: dict[str, Letter] = {}
    _collect(value, workspace, found, set())
    return found


def _collect(value: Any, workspace: Workspace, found: dict[str, Letter], seen: set[str]) -> None:
    if isinstance(value, sympy.Basic):
        for symbol in value.free_symbols:
            if symbol in workspace.atoms and symbol.name not in seen:
                seen.add(symbol.name)
                _collect(workspace.atoms[symbol], workspace, found, seen)
    elif isinstance(value, Letter):
        if value.name not in found:
            found[value.name] = value.base
            _collect(workspace.letters.get(value.name), workspace, found, seen)
    elif isinstance(value, tuple):
        for part in value:
            _collect(part, workspace, found, seen)
    elif hasattr(value, "__dataclass_fields__"):
        for part in fields(value):
            _collect(getattr(value, part.name), workspace, found, seen)


def under_binder(value: Any, name: str, workspace: Workspace) -> bool:
    """Whether a name occurs free under an expectation or a sum with a variable of its own."""
    listed: list[Any] = [workspace.letters.get(a) for a in letters_of(value, workspace)]
    listed += [workspace.atoms[symbol] for symbol in atoms_of(value, workspace)]
    return any(
        isinstance(record, Mean | Moment | Series) and name in names(record, workspace)
        for record in listed
    )


def atoms_of(value: Any, workspace: Workspace) -> set[sympy.Symbol]:
    """The scalar atoms that occur in a value, records looked through."""
    seen: set[str] = set()
    _collect(value, workspace, {}, seen)
    return {symbol for symbol in workspace.atoms if symbol.name in seen}
