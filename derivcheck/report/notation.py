"""The three ways mathematics is written in a report: claim language, Unicode, LaTeX."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from derivcheck.core.claim import Statement
from derivcheck.lang.algebra import REAL, Symbol
from derivcheck.lang.domain import Domain
from derivcheck.lang.node import Node
from derivcheck.lang.show.latex import latex
from derivcheck.lang.show.text import text
from derivcheck.lang.show.unicode import unicode

REMEMBERED = 64
"""Nodes whose text is kept: a report shows each side of a chain several times."""


class Remembered:
    """A way of writing nodes that knows what it wrote last, by identity."""

    __slots__ = ("_known", "_write")

    def __init__(self, write: Callable[[Node], str]) -> None:
        self._write = write
        self._known: dict[int, tuple[Node, str]] = {}

    def __call__(self, node: Node) -> str:
        """The node as written; it is kept with its text, so that its identity stays its own."""
        found = self._known.get(id(node))
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[id(node)] = node, self._write(node)
        return found[1]


@dataclass(frozen=True, slots=True)
class Notation:
    """How nodes and relations are written."""

    node: Callable[[Node], str]
    relations: Mapping[str, str]

    def relation(self, relation: str) -> str:
        """The sign of ==, <=, >=, < or >."""
        return self.relations.get(relation, relation)

    def statement(self, statement: Statement) -> str:
        """A whole relation on one line."""
        sides = self.node(statement.lhs), self.node(statement.rhs)
        return f"{sides[0]} {self.relation(statement.relation)} {sides[1]}"

    def domain(self, domain: Domain) -> str:
        """What stands behind a name: "> 0", "in (0, 1)", "density"."""
        return self.node(domain)

    def name(self, name: str) -> str:
        """A name as the notation writes names; what is no plain name stays as it is."""
        return self.node(Symbol(name, REAL)) if name.isidentifier() else name


TEXT = Notation(Remembered(text), MappingProxyType({}))
UNICODE = Notation(unicode, MappingProxyType({"==": "=", "<=": "≤", ">=": "≥"}))
LATEX = Notation(Remembered(latex), MappingProxyType({"==": "=", "<=": r"\le", ">=": r"\ge"}))
