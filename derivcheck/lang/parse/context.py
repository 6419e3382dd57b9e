"""Where the translation of a syntax tree stands: the passage, the names, and the way to recur."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import FunctionDomain, SequenceDomain
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Law, UnknownLaw
from derivcheck.lang.names import VOCABULARY
from derivcheck.lang.node import Node
from derivcheck.lang.parse.passage import Passage
from derivcheck.lang.parse.scope import Scope
from derivcheck.lang.parse.suggest import did_you_mean, foreign_letters
from derivcheck.lang.parse.syntax import span
from derivcheck.lang.template import Family, Template

MAX_QUOTE = 60

Value = Expr | Law | Condition | Template | Family


@dataclass(frozen=True, slots=True)
class Context:
    """The passage being read, the names in force, and `read`, which translates any node.

    `made` collects what was made, with where it stands, innermost parts first.
    """

    passage: Passage
    scope: Scope
    read: Callable[[Context, ast.expr], Value]
    made: list[tuple[Node, ast.expr]] = field(default_factory=list)

    def inside(self, scope: Scope) -> Context:
        """The same place under other names."""
        return replace(self, scope=scope)

    def value(self, node: ast.expr) -> Value:
        """Whatever a node stands for; errors point at the smallest faulty part."""
        try:
            value = self.read(self, node)
        except AuthorError as error:
            raise self.placed(error, node) from None
        self.made.append((value, node))
        return value

    def expression(self, node: ast.expr) -> Expr:
        """The node as a number, vector or matrix."""
        value = self.value(node)
        if isinstance(value, Expr) and not _needs_argument(value):
            return value
        raise self.error(
            node,
            f"{self.quote(node)} is {_kind(value)}, not a number or a vector",
            _remedy(value, self.text(node)),
        )

    def law(self, node: ast.expr) -> Law:
        """The node as a law of its own, with nothing left to condition on."""
        value = self.value(node)
        if isinstance(value, Law) and not _is_family(value):
            return value
        if isinstance(value, Family | Law):
            raise self.error(
                node,
                f"{self.quote(node)} is a family of laws, one for each value behind the bar",
                f"write {self.quote(node)} | z",
            )
        raise self.error(
            node,
            f"{self.quote(node)} is {_kind(value)}, not a law",
            "use a law such as Normal(0, 1), or a name declared as a density",
        )

    def condition(self, node: ast.expr) -> Condition:
        """The node as a condition."""
        value = self.value(node)
        if isinstance(value, Condition):
            return value
        raise self.error(
            node, f"{self.quote(node)} is not a condition", "write a comparison such as x > 0"
        )

    def text(self, node: ast.expr) -> str:
        """The node as the author wrote it."""
        start, end = span(self.passage, node)
        return self.passage.text[start:end]

    def quote(self, node: ast.expr) -> str:
        """The node as the author wrote it, cut short for a message."""
        text = " ".join(self.text(node).split())
        return text if len(text) <= MAX_QUOTE else f"{text[: MAX_QUOTE - 3]}..."

    def between(self, left: ast.expr, right: ast.expr) -> str:
        """What the author wrote between two nodes."""
        return self.passage.text[span(self.passage, left)[1] : span(self.passage, right)[0]]

    def error(self, node: ast.expr, message: str, remedy: str = "") -> AuthorError:
        """The author's error at a node."""
        return self.passage.error(message, *span(self.passage, node), remedy=remedy)

    def placed(self, error: AuthorError, node: ast.expr) -> AuthorError:
        """An error with its place, if it had none."""
        if error.location:
            return error
        start, end = span(self.passage, node)
        return error.placed(
            location=self.passage.location(start), excerpt=self.passage.excerpt(start, end)
        )

    def place_of(self, culprit: object, whole: ast.expr) -> ast.expr:
        """Where a node came from: itself, or the smallest part of the text it is within."""
        for made, node in self.made:
            if made is culprit:
                return node
        for made, node in self.made:
            if any(part is culprit for part in made.walk()):
                return node
        return whole

    def unknown(self, node: ast.Name) -> AuthorError:
        """The error of a name that nothing declares."""
        remedy = foreign_letters(node.id) or did_you_mean(
            node.id, [*self.scope.names(), *VOCABULARY], f"declare {node.id} in given, or define it"
        )
        return self.error(node, f"unknown name {node.id}", remedy)


def _needs_argument(value: Expr) -> bool:
    return isinstance(value, Symbol) and isinstance(value.domain, FunctionDomain | SequenceDomain)


def _is_family(value: Law) -> bool:
    return isinstance(value, UnknownLaw) and bool(value.domain.given)


def _kind(value: Value) -> str:
    if isinstance(value, Symbol) and _needs_argument(value):
        return "a function" if isinstance(value.domain, FunctionDomain) else "a sequence"
    if isinstance(value, Condition):
        return "a condition"
    if isinstance(value, Template):
        return "a definition with arguments"
    return "a law" if isinstance(value, Law | Family) else "an expression"


def _remedy(value: Value, text: str) -> str:
    if isinstance(value, Condition):
        return "conditions stand in Piecewise, Prob and assume"
    if isinstance(value, Symbol) and isinstance(value.domain, SequenceDomain):
        return f"index it: {text}[k]"
    if isinstance(value, Law | Family):
        return f"its density at x is {text}(x)" if text.isidentifier() else ""
    return f"apply it: {text}(x)" if text.isidentifier() else ""
