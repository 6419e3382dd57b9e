"""Which names are bound to what while shapes are worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from derivcheck.lang.errors import AuthorError, EngineError, ShapeError
from derivcheck.lang.node import Node
from derivcheck.lang.shape.kinds import SCALAR, Kind, Shape

Scope = Mapping[str, Kind]
"""Bound names and what they are; other names are what their domains say."""


@dataclass(frozen=True, slots=True)
class Context:
    """The bound names, and the rule for each type of node."""

    scope: Scope
    rules: Mapping[type, Callable[[Any, Context], Kind]]

    def kind(self, part: Node) -> Kind:
        """What a part is; an error names the smallest part at fault as its culprit."""
        rule = self.rules.get(type(part))
        if rule is None:
            raise EngineError(f"no rule for the shape of {type(part).__name__}")
        try:
            return rule(part, self)
        except AuthorError as error:
            if error.culprit is None:
                error.culprit = part
            raise

    def shape(self, part: Node) -> Shape:
        """The shape of a part that must be a number, a vector or a matrix."""
        kind = self.kind(part)
        if not isinstance(kind, Shape):
            raise ShapeError(f"{kind} is not a value by itself", remedy="write an index, x[k]")
        return kind

    def number(self, part: Node, what: str) -> Shape:
        """Demand a number; `what` says who wants it."""
        shape = self.shape(part)
        if not shape.is_number:
            raise ShapeError(f"{what} takes a number, not {shape}")
        return SCALAR

    def bind(self, name: str, kind: Kind) -> Context:
        """The context inside a binder."""
        return replace(self, scope={**self.scope, name: kind})
