"""Goals from text, for the tests of matrices."""

from __future__ import annotations

from typing import Any

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.domain import LawDomain
from derivcheck.lang.law import UnknownLaw
from derivcheck.lang.parse import Scope, parse_comparison, parse_condition, parse_domain


def scope_of(given: str) -> Scope:
    """The scope of "n: natural; x y: vector(n)"."""
    scope = Scope()
    for part in given.split(";"):
        names, _, domain_text = part.partition(":")
        domain: Any = parse_domain(domain_text.strip(), scope)
        make = UnknownLaw if isinstance(domain, LawDomain) else Symbol
        for name in names.split():
            scope = scope.declare(make(name, domain))
    return scope


def goal(given: str, step: str, assume: str = "") -> Goal:
    """The goal of a comparison under declared names; assumptions are separated by semicolons."""
    scope = scope_of(given)
    left, relation, right = parse_comparison(step, scope)
    conditions = [parse_condition(text.strip(), scope) for text in assume.split(";") if text]
    names: Any = tuple(scope.known.values())
    return Goal(Statement(left, relation, right), names, tuple(conditions))
