"""`given` and `let`: declared names and definitions, in order, into a scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from derivcheck.core.claimfile.limits import MAX_NAMES
from derivcheck.core.claimfile.table import Table
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.domain import LawDomain
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.law import UnknownLaw
from derivcheck.lang.laws import DensityLaw
from derivcheck.lang.parse import (
    Budget,
    Entry,
    Passage,
    Scope,
    normal_name,
    parse_definition,
    parse_domain,
    parse_expression,
    parse_law,
)
from derivcheck.lang.template import Family, Template

NAME = r"[^\W\d]\w*"
NAMES = rf"{NAME}(?:\s*,\s*{NAME})*"
HEAD = re.compile(
    rf"(?P<law>law\s+)?(?P<name>{NAME})\s*"
    rf"(?:\(\s*(?P<arguments>{NAMES})\s*(?:\|\s*(?P<inner>{NAMES})\s*)?\))?"
    rf"\s*(?:\|\s*(?:\(\s*(?P<tuple>{NAMES})\s*\)|(?P<behind>{NAMES})))?\s*\Z"
)


def declared(given: Table) -> Scope:
    """The scope of the given names; a domain may mention names given before it."""
    _check_count(given, "given")
    scope = Scope(budget=Budget())
    for key, text in given.passages():
        domain, name = parse_domain(text, scope), normal_name(key)
        with _at(given, key):
            scope = scope.declare(
                UnknownLaw(name, domain) if isinstance(domain, LawDomain) else Symbol(name, domain)
            )
    return scope


def defined(let: Table, scope: Scope) -> Scope:
    """The scope with the definitions of `let`, each of which may use those before it."""
    _check_count(let, "let")
    for key, text in let.passages():
        match = HEAD.match(key)
        if not match:
            raise let.error(
                key,
                f"{key!r} defines nothing",
                'write "p", "ratio(x)", "p | z", "law r(v)" or "law r(v | z)"',
            )
        with _at(let, key):
            scope = scope.define(normal_name(match["name"]), _meaning(scope, match, text))
    return scope


def local_names(key: str) -> set[str]:
    """The parameters of a definition."""
    match = HEAD.match(key)
    groups = ("arguments", "inner", "tuple", "behind")
    return {name for group in groups for name in _names(match[group] if match else None)}


def _meaning(scope: Scope, match: re.Match[str], text: Passage) -> Entry:
    name, behind = normal_name(match["name"]), _names(match["tuple"] or match["behind"])
    arguments, inner = _names(match["arguments"]), _names(match["inner"])
    if match["law"]:
        return _by_density(scope, name, arguments, inner + behind, text)
    if inner or (arguments and behind):
        raise AuthorError(
            "a conditional law is defined as a law, not by its density at a point",
            remedy=f'write "{name} | z" = "Normal(...)" or "law {name}(x | z)" = "..."',
        )
    if behind:
        parameters, inside = _locals(scope, behind)
        return Family(name, parameters, parse_law(text, inside))
    if arguments:
        parameters, inside = _locals(scope, arguments)
        return Template(name, parameters, parse_expression(text, inside))
    return parse_definition(text, scope)


def _by_density(
    scope: Scope, name: str, arguments: list[str], behind: list[str], text: Passage
) -> DensityLaw | Family:
    if len(arguments) != 1:
        raise AuthorError("a law is defined by its density at one variable", remedy="law r(v)")
    parameters, outside = _locals(scope, behind)
    variables, inside = _locals(outside, arguments)
    law = DensityLaw(variables[0], parse_expression(text, inside))
    return Family(name, parameters, law) if behind else law


def _locals(scope: Scope, names: list[str]) -> tuple[tuple[Symbol, ...], Scope]:
    symbols: list[Symbol] = []
    if len(set(names)) != len(names):
        raise AuthorError("two parameters of one name", remedy="rename one of them")
    for name in names:
        symbol, scope = scope.local(name)
        symbols.append(symbol)
    return tuple(symbols), scope


def _names(listed: str | None) -> list[str]:
    return [normal_name(name.strip()) for name in listed.split(",")] if listed else []


def _check_count(table: Table, what: str) -> None:
    if len(table.values) > MAX_NAMES:
        raise table.error("", f"{what} has more than {MAX_NAMES} names")


@contextmanager
def _at(table: Table, key: str) -> Iterator[None]:
    """Errors without a place get that of the key."""
    try:
        yield
    except AuthorError as error:
        if error.location:
            raise
        raise table.error(key, error.message, error.remedy) from None
