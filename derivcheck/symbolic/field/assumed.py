"""Inequalities that are assumed, built in by a change of variable: y = x + d, d > 0, for x < y."""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.lang.algebra import NONNEGATIVE, POSITIVE, REAL, Symbol
from derivcheck.lang.condition import Compare, Condition, Conjunction
from derivcheck.lang.expression import Expr
from derivcheck.symbolic.field import polynomial as P
from derivcheck.symbolic.field.element import UNIT, Element, Unfit, add
from derivcheck.symbolic.field.polynomial import TooLarge
from derivcheck.symbolic.field.read import Reader


def build_in(assume: tuple[Condition, ...], reader: Reader) -> None:
    """Give names their meaning under the assumptions; those out of reach are left out.

    Leaving one out is sound: the step is then shown without it or not at all.
    """
    for comparison in _comparisons(assume):
        low, high = comparison.left, comparison.right
        if ">" in comparison.relation:
            low, high = high, low
        strict = "=" not in comparison.relation
        try:
            made = _above(reader, high, low, strict) or _below(reader, low, high, strict)
        except (Unfit, TooLarge):
            continue
        if made is not None:
            name, value = made
            reader.names[name] = value


def _comparisons(conditions: tuple[Condition, ...]) -> Iterator[Compare]:
    for condition in conditions:
        if isinstance(condition, Conjunction):
            yield from _comparisons(condition.conditions)
        elif isinstance(condition, Compare) and condition.relation in ("<", "<=", ">", ">="):
            yield condition


def _above(reader: Reader, name: Expr, low: Expr, strict: bool) -> tuple[str, Element] | None:
    """name = low + d, where that keeps the name in its domain."""
    if not _is_free(name, low, reader) or not isinstance(name, Symbol):
        return None
    bottom, atoms = reader.read(low), reader.atoms
    if name.domain != REAL:
        # For a positive name and a low that may be 0, d = 0 would leave the domain.
        kept = name.domain == NONNEGATIVE or (name.domain == POSITIVE and strict)
        signed = atoms.is_positive(bottom.denominator) and (
            not bottom.numerator or atoms.is_nonnegative(bottom.numerator)
        )
        if not (kept and signed):
            return None
    return name.name, add(bottom, _distance(name, strict, reader), atoms)


def _below(reader: Reader, name: Expr, high: Expr, strict: bool) -> tuple[str, Element] | None:
    """name = high - d for a name that may be any number."""
    if not _is_free(name, high, reader) or not isinstance(name, Symbol) or name.domain != REAL:
        return None
    top = reader.read(high)
    return name.name, add(top, _distance(name, strict, reader), reader.atoms, -1)


def _is_free(name: Expr, other: Expr, reader: Reader) -> bool:
    """Whether a side is a name that nothing has given a meaning yet."""
    if not isinstance(name, Symbol) or name.name in reader.names:
        return False
    return name.name not in other.free_names()


def _distance(name: Symbol, strict: bool, reader: Reader) -> Element:
    key = ("symbol", name.name)
    return Element(P.atom(reader.atoms.get(key, "positive" if strict else "nonnegative")), UNIT)
