"""What the names of a claim become in SymPy: symbols with assumptions, functions, parameters.

Assumptions of the form a < b are built in by a change of variable (b = a + d with d > 0), so that
SymPy itself knows the sign of b - a; intervals likewise where both ends are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sympy

from derivcheck.core.claim import Goal, Name, Statement
from derivcheck.lang.algebra import ZERO, Symbol
from derivcheck.lang.domain import (
    Domain,
    FunctionDomain,
    Integers,
    Interval,
    Nonzero,
    SequenceDomain,
)
from derivcheck.lang.law import UnknownLaw
from derivcheck.symbolic.context import Context, OutOfReach


@dataclass(frozen=True, slots=True)
class Scope:
    """Names to SymPy values, and the proof they belong to."""

    context: Context
    values: Mapping[str, Any] = field(default_factory=dict)
    vectors: Mapping[str, Any] = field(default_factory=dict)

    def bind(self, name: str, value: Any) -> Scope:
        """The scope inside a binder of `name`."""
        vectors = {key: v for key, v in self.vectors.items() if key != name}
        return replace(self, values={**self.values, name: value}, vectors=vectors)

    def bind_vector(self, name: str, components: Any) -> Scope:
        """The scope where `name` is indexed: components is a tuple or a SymPy function of k."""
        return replace(self, vectors={**self.vectors, name: components})


def bare_scope(given: tuple[Name, ...] = ()) -> Scope:
    """The scope of no goal: given numbers, sequences and functions under their names."""
    scope = Scope(Context(Goal(Statement(ZERO, "==", ZERO), given)))
    for name in given:
        if isinstance(name, Symbol):
            scope = scope.bind(name.name, outer_symbol(name, scope))
    return scope


def open_scope(goal: Goal, context: Context) -> Scope:
    """The scope of a goal: every given name, the assumptions built in where they can be."""
    from derivcheck.symbolic.lower.assume import build_in

    scope = Scope(context)
    for name in goal.given:
        if isinstance(name, Symbol):
            scope = scope.bind(name.name, outer_symbol(name, scope))
    return build_in(goal.assume, scope)


def outer_symbol(name: Name, scope: Scope) -> Any:
    """The SymPy value of a given name."""
    domain = name.domain
    if isinstance(domain, FunctionDomain):
        return sympy.Function(name.name, **value_assumptions(domain.value))
    if isinstance(domain, SequenceDomain):
        return sympy.Function(name.name, **value_assumptions(domain.element))
    if isinstance(name, UnknownLaw):
        raise OutOfReach(f"{name.name} is a law, not a number")
    return symbol_in(name.name, domain, scope)


def symbol_in(name: str, domain: Domain, scope: Scope, *, dummy: bool = False) -> Any:
    """A SymPy symbol that carries what SymPy's assumptions can say of the domain.

    The rest (a bounded interval) goes into the proof's table of ranges.
    """
    make = sympy.Dummy if dummy else sympy.Symbol
    made = make(name.strip(), **value_assumptions(domain, scope))
    if isinstance(domain, Integers) or (
        isinstance(domain, Interval) and not _pinned(domain, scope)
    ):
        note_range(made, *bounds(domain, scope), scope.context)
    return made


def _pinned(domain: Interval, scope: Scope) -> bool:
    """Whether an equation assumed may hold a name to a closed end of its interval.

    Ranges are argued about through their interior; an end alone is a null set unless the points
    are restricted to it.
    """
    closed = not (domain.lower_open and domain.upper_open)
    return closed and any("==" in _relations(c) for c in scope.context.goal.assume)


def _relations(condition: Any) -> set[str]:
    return {part.relation for part in condition.walk() if hasattr(part, "relation")}


def note_range(symbol: Any, lower: Any, upper: Any, context: Context) -> None:
    """Record a range that SymPy's assumptions on the symbol do not already say."""
    said = (
        sympy.S.Zero if symbol.is_nonnegative else -sympy.oo,
        sympy.S.Zero if symbol.is_nonpositive else sympy.oo,
    )
    if (lower, upper) != said:
        context.ranges[symbol] = (lower, upper)


def bounds(domain: Interval | Integers, scope: Scope) -> tuple[Any, Any]:
    """The ends of a domain as SymPy values."""
    from derivcheck.symbolic.lower.dispatch import lower

    return lower(domain.lower, scope), lower(domain.upper, scope)


def value_assumptions(domain: Domain, scope: Scope | None = None) -> dict[str, bool]:
    """SymPy's assumptions for a number in the domain."""
    if isinstance(domain, Nonzero):
        return {"real": True, "nonzero": True}
    if not isinstance(domain, Interval | Integers):
        return {"real": True}
    lower_end, upper_end = bounds(domain, scope or bare_scope())
    made = {"integer": True} if isinstance(domain, Integers) else {"real": True}
    low_open = isinstance(domain, Interval) and domain.lower_open
    high_open = isinstance(domain, Interval) and domain.upper_open
    if lower_end.is_positive or (lower_end.is_zero and low_open):
        return {**made, "positive": True}
    if upper_end.is_negative or (upper_end.is_zero and high_open):
        return {**made, "negative": True}
    if lower_end.is_nonnegative:
        return {**made, "nonnegative": True}
    return {**made, "nonpositive": True} if upper_end.is_nonpositive else made
