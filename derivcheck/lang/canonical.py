"""What two trees have in common that say the same: bound names and definitions do not matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from derivcheck.lang.algebra import Abbreviation, Add, Sub, Symbol
from derivcheck.lang.domain import Unspecified
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Abbreviated, UnknownLaw
from derivcheck.lang.node import Binder, Node
from derivcheck.lang.probability import Binding, RandomBinder
from derivcheck.lang.row import LONGEST_LEFT, Term, terms_of, total_of

Names = Mapping[str, str]


def canonical(node: Node, names: Names | None = None) -> Node:
    """The tree with its definitions expanded and its bound variables numbered from outside.

    `names` are other names for free ones. Two trees with one canonical tree have the same meaning.
    """
    return _canonical(node, names or {}, 0)


def _canonical(node: Node, names: Names, depth: int) -> Node:
    match node:
        case Symbol(name=name) | UnknownLaw(name=name) if names.get(name, "").startswith("#"):
            return Symbol(names[name], Unspecified())
        case Symbol() | UnknownLaw():
            domain: Any = _canonical(node.domain, names, depth)
            return replace(node, name=names.get(node.name, node.name), domain=domain)
        case Abbreviation(value=inner) | Abbreviated(law=inner):
            return _canonical(inner, names, depth)
        case Binder():
            return _binder(node, names, depth)
        case RandomBinder():
            return _random(node, names, depth)
        case Add() | Sub() if len(terms := terms_of(node)) > LONGEST_LEFT:
            return _sum(terms, names, depth)
    return node.rebuild(lambda child: _canonical(child, names, depth))


def _binder(node: Binder, names: Names, depth: int) -> Node:
    variable, inside = _numbered(node.variable, names, depth)
    body = _canonical(node.body, inside, depth + 1)
    outside: dict[str, Any] = {
        field: _canonical(part, names, depth)
        for field in node.__match_args__
        if field not in ("variable", "body") and isinstance(part := getattr(node, field), Node)
    }
    made: Node = replace(node, variable=variable, body=body, **outside)  # type: ignore[type-var]
    return made


def _random(node: RandomBinder, names: Names, depth: int) -> Node:
    bindings = []
    for binding in node.bindings:
        law = _canonical(binding.law, names, depth)
        variable, names = _numbered(binding.variable, names, depth)
        bindings.append(Binding(variable, law))  # type: ignore[arg-type]
        depth += 1
    bodies = [_canonical(body, names, depth) for body in node.bodies()]
    return type(node)(tuple(bindings), *bodies)  # type: ignore[call-arg]


def _numbered(variable: Symbol, names: Names, depth: int) -> tuple[Symbol, Names]:
    number = f"#{depth}"
    return Symbol(number, Unspecified()), {**names, variable.name: number}


def _sum(terms: list[Term], names: Names, depth: int) -> Expr:
    return total_of([(sign, _canonical(term, names, depth)) for sign, term in terms])  # type: ignore[misc]
