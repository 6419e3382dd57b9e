"""Printing by a table of rules: each type of node has one, and brackets come from levels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from derivcheck.lang.algebra import Add, Neg, Number, Sub
from derivcheck.lang.errors import EngineError
from derivcheck.lang.node import Node
from derivcheck.lang.row import Term, long_sum

OR: Final = 10
AND: Final = 20
NOT: Final = 30
COMPARE: Final = 40
BAR: Final = 50
ADD: Final = 60
BIG: Final = 65
"""Sums and integrals as signs: they reach to the right as far as a product goes."""
MUL: Final = 70
NEG: Final = 80
POW: Final = 90
ATOM: Final = 100


class Piece(NamedTuple):
    """Printed text and how tightly its outermost sign binds."""

    text: str
    level: int = ATOM


SUMS: Final = (Add, Sub)


@dataclass(frozen=True, slots=True)
class Printer:
    """A style of printing: the rules by type of node (or a base of it), and its brackets."""

    rules: Mapping[type, Callable[[Any, Printer], Piece]]
    brackets: tuple[str, str] = ("(", ")")
    minus: str = "-"

    def piece(self, node: Node) -> Piece:
        """The node as printed, with its level."""
        if isinstance(node, SUMS) and isinstance(node.right, SUMS) and (terms := long_sum(node)):
            return self._sum(terms)
        rule = self.rules.get(type(node))
        if rule is not None:
            return rule(node, self)
        for kind in type(node).__mro__:
            if kind in self.rules:
                return self.rules[kind](node, self)
        raise EngineError(f"no way to show {type(node).__name__}")

    def _sum(self, terms: list[Term]) -> Piece:
        """A long sum in a row, as it was written."""
        shown = [self.at(terms[0][1], ADD)]
        for inverse, term in terms[1:]:
            shown.append(f" {self.minus if inverse else '+'} {self.at(term, ADD + 1)}")
        return Piece("".join(shown), ADD)

    def show(self, node: Node) -> str:
        """The node as printed."""
        return self.piece(node).text

    def at(self, node: Node, level: int) -> str:
        """The node as printed, in brackets if it binds less tightly than the level."""
        piece = self.piece(node)
        return piece.text if piece.level >= level else self.wrap(piece.text)

    def wrap(self, text: str) -> str:
        """The text in brackets."""
        return f"{self.brackets[0]}{text}{self.brackets[1]}"

    def listed(self, nodes: Iterable[Node]) -> str:
        """The nodes, separated by commas."""
        return ", ".join(self.show(node) for node in nodes)


def first_factor(node: Node, printer: Printer) -> str:
    """The left side of a product or quotient where a sign needs no brackets: -a/2 for (-a)/2."""
    signed = isinstance(node, Neg) or (isinstance(node, Number) and node.value.numerator < 0)
    return printer.show(node) if signed else printer.at(node, MUL)
