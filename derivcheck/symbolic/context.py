"""The state of one proof: what the names mean, which rules may act, what was used and assumed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import sympy

from derivcheck.core.claim import Goal
from derivcheck.symbolic.rule import Rule

DEEPEST = 3
"""Certificates inside certificates deeper than this are not looked for."""


class OutOfReach(Exception):
    """This expression is beyond what the symbolic route can say; the step stays open."""


@dataclass(slots=True)
class Context:
    """A proof under way.

    `symbols` maps the claim's names to SymPy symbols, `ranges` SymPy symbols to the interval they
    run over (beyond what SymPy's own assumptions can say), `facts` are pairs of an expression known
    to be nonnegative by assumption and whether it is positive, `replaced` lists the symbols that
    assumptions wrote through others, with `origins` the intervals they came from. `missing` says
    why a goal stayed open. Certificates lie within one another to `search_depth`, which may not
    pass the `search_limit` of the present round nor, in any round, `search_deepest`.
    """

    goal: Goal
    rules: tuple[Rule, ...] = ()
    only: frozenset[str] | None = None
    symbols: dict[str, Any] = field(default_factory=dict)
    ranges: dict[Any, tuple[Any, Any]] = field(default_factory=dict)
    facts: list[tuple[Any, bool]] = field(default_factory=list)
    replaced: list[tuple[Any, Any]] = field(default_factory=list)
    origins: dict[Any, tuple[Any, Any]] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)
    trusts: dict[str, None] = field(default_factory=dict)
    side_conditions: dict[str, None] = field(default_factory=dict)
    obligations: dict[str, None] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    memo: dict[Any, Any] = field(default_factory=dict)
    prove: Callable[[Goal, Context], bool] = lambda goal, context: False
    depth: int = 0
    search_depth: int = 0
    search_limit: int = 0
    search_deepest: int = DEEPEST
    splits: int = 0

    def use(self, name: str) -> None:
        """Record that a rule acted."""
        self.used[name] = None

    def trust(self, routine: str) -> None:
        """Record a library routine whose answer is believed."""
        self.trusts[routine] = None

    def condition(self, text: str) -> None:
        """Record a side condition for the reader."""
        self.side_conditions[text] = None

    def require(self, text: str) -> None:
        """Record an obligation that could not be discharged: the goal stays open."""
        self.obligations[text] = None

    def allows(self, name: str) -> bool:
        """Whether a rule may act: every one, or only the one the author named."""
        return self.only is None or name in self.only

    @contextmanager
    def attempt(self) -> Iterator[Context]:
        """A copy to try something in; call `adopt` to keep what it recorded."""
        yield replace(
            self,
            used=dict(self.used),
            trusts=dict(self.trusts),
            side_conditions=dict(self.side_conditions),
            obligations=dict(self.obligations),
            memo={},
            symbols=dict(self.symbols),
            ranges=dict(self.ranges),
            facts=list(self.facts),
            replaced=list(self.replaced),
            origins=dict(self.origins),
        )

    def adopt(self, other: Context) -> None:
        """Take over what a successful attempt recorded."""
        for name in ("used", "trusts", "side_conditions", "obligations"):
            getattr(self, name).update(getattr(other, name))

    def interval(self, symbol: Any) -> tuple[Any, Any]:
        """The range a symbol is known to lie in, oo where unbounded."""
        if symbol in self.ranges:
            return self.ranges[symbol]
        lower = sympy.S.Zero if symbol.is_nonnegative else -sympy.oo
        upper = sympy.S.Zero if symbol.is_nonpositive else sympy.oo
        return lower, upper
