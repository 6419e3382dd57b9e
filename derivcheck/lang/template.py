"""Definitions with parameters: ratio(x) = ..., p | z = ..., expanded where they are used."""

from __future__ import annotations

from typing import Any

from derivcheck.lang.algebra import Abbreviation, Symbol
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.law import Abbreviated, Density, Law, split_bar
from derivcheck.lang.law import law as as_law
from derivcheck.lang.node import Node, node


@node
class Template(Node):
    """name(parameters) = body; calling it puts the arguments in, never capturing."""

    name: str
    parameters: tuple[Symbol, ...]
    body: Expr

    def __call__(self, *arguments: Any) -> Expr:
        values = _values(self.name, self.parameters, tuple(expr(a) for a in arguments))
        return expr(self.body.substitute(values))


@node
class Family(Node):
    """name | parameters = law: `p | z` is the law with z put in, `p(x | z)` its density."""

    name: str
    parameters: tuple[Symbol, ...]
    law: Law

    def __or__(self, given: Any) -> Law:
        listed = given if isinstance(given, tuple) else (given,)
        values = _values(self.name, self.parameters, tuple(expr(a) for a in listed))
        return as_law(self.law.substitute(values))

    def __call__(self, *arguments: Any) -> Density:
        before, behind = split_bar(arguments)
        return Density(self | behind, before)


def let(name: str, value: Any) -> Any:
    """let("F", p(x)/(p(x) + q(x))): the expression or law, shown by the name."""
    return Abbreviated(name, value) if isinstance(value, Law) else Abbreviation(name, expr(value))


def family(name: str, given: Any, law: Law) -> Family:
    """family("p", z, Normal(a*z, s)): the conditional law p | z."""
    listed = given if isinstance(given, tuple) else (given,)
    return Family(name, listed, law)


def _values(
    name: str, parameters: tuple[Symbol, ...], arguments: tuple[Expr, ...]
) -> dict[str, Node]:
    if len(parameters) != len(arguments):
        raise AuthorError(
            f"{name} takes {len(parameters)} argument(s), {len(arguments)} given",
        )
    return {p.name: value for p, value in zip(parameters, arguments, strict=True)}
