"""What an expression is evaluated in: the values of its names, the batch, the means at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from derivcheck.lang.condition import Condition
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Law
from derivcheck.lang.node import Node
from derivcheck.numeric.ball import Ball


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to try: rounds of refinement, nodes an array may hold, how far above the usual order
    Gauss rules go.
    """

    rounds: int = 6
    nodes: int = 3_000_000
    order: int = 0

    def harder(self) -> Effort:
        """The effort spent before a refutation is claimed."""
        return Effort(self.rounds + 3, self.nodes, self.order + 6)


class TooLarge(Exception):
    """An evaluation would need more nodes than the effort allows."""


class OutOfTime(Exception):
    """The deadline of the check has passed."""


@dataclass(frozen=True, slots=True)
class FunctionInstance:
    """An unknown function made known: parameters and a body in the claim language."""

    parameters: tuple[str, ...]
    body: Expr


@dataclass(frozen=True, slots=True)
class LawInstance:
    """An unknown law, or family of laws, made known."""

    parameters: tuple[str, ...]
    law: Law


@dataclass(frozen=True, slots=True)
class SequenceInstance:
    """The first elements of an unknown sequence, along the first axis after the batch."""

    elements: tuple[Ball, ...]


Value = Ball | FunctionInstance | LawInstance | SequenceInstance


@dataclass(frozen=True, slots=True)
class Engine:
    """What stays the same through one evaluation."""

    evaluate: Callable[[Expr, Scope], Ball]
    decide: Callable[[Condition, Scope], Any]
    measure: Callable[[Law, Scope], Any]
    tick: Callable[[], None]
    effort: Effort

    def names(self, node: Node) -> frozenset[str]:
        """The free names of a node, remembered."""
        return node.names


@dataclass(frozen=True, slots=True)
class Scope:
    """Values by name; `depth` counts the batch axes opened by binders so far.

    The axis a binder opens is put in front, so that older values broadcast as they are.
    """

    engine: Engine
    values: Mapping[str, Value]
    depth: int = 0
    parent: Scope | None = None
    fresh: frozenset[str] = frozenset()
    memo: dict[Node, Ball] = field(default_factory=dict)
    laws: dict[Law, Any] = field(default_factory=dict)

    def value(self, expression: Expr) -> Ball:
        """The value of an expression, computed once, in the outermost scope it belongs to."""
        home = self.home(expression)
        known = home.memo.get(expression)
        if known is None:
            home.engine.tick()
            known = home.memo.setdefault(expression, home.engine.evaluate(expression, home))
        return known

    def home(self, node: Node) -> Scope:
        """The outermost scope in which all the free names of a node have their values."""
        names = self.engine.names(node)
        scope = self
        while scope.parent is not None and not names & scope.fresh:
            scope = scope.parent
        return scope

    def holds(self, condition: Condition) -> Any:
        """Truth of a condition: 1 true, 0 false, NaN undecided (arrays over the batch)."""
        return self.engine.decide(condition, self)

    def measure(self, law: Law) -> Any:
        """The measure a law stands for, its parameters evaluated, once."""
        home = self.home(law)
        known = home.laws.get(law)
        return (
            known
            if known is not None
            else home.laws.setdefault(law, home.engine.measure(law, home))
        )

    def bind(self, values: Mapping[str, Value], axes: int = 0) -> Scope:
        """A scope inside this one: new values, `axes` new batch axes in front."""
        return Scope(
            self.engine,
            {**self.values, **values},
            self.depth + axes,
            self,
            frozenset(values),
        )

    def enter(self, values: Mapping[str, Value], names: frozenset[str]) -> Scope:
        """The scope inside a definition: only its parameters, and the batch as it is."""
        return Scope(self.engine, dict(values), self.depth, None, names)
