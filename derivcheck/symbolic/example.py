"""Examples of rules, read from the claim language."""

from __future__ import annotations

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.domain import LawDomain
from derivcheck.lang.law import UnknownLaw
from derivcheck.lang.parse import (
    Scope,
    parse_comparison,
    parse_condition,
    parse_domain,
    parse_expression,
)
from derivcheck.symbolic.rule import Example


def read_goal(
    given: str,
    step: str,
    assume: tuple[str, ...] = (),
    using: tuple[tuple[str, str], ...] = (),
    by: str = "",
) -> Goal:
    """The goal of "x: real; p: density" and "lhs == rhs"; AuthorError where they cannot be read."""
    scope = Scope()
    names: list[Symbol | UnknownLaw] = []
    for entry in filter(None, (part.strip() for part in given.split(";"))):
        listed, _, written = entry.partition(":")
        domain = parse_domain(written.strip(), scope)
        for name in listed.split():
            made = (
                UnknownLaw(name, domain) if isinstance(domain, LawDomain) else Symbol(name, domain)
            )
            names.append(made)
            scope = scope.declare(made)
    left, relation, right = parse_comparison(step, scope)
    conditions = tuple(parse_condition(text, scope) for text in assume)
    certificate = tuple((key, parse_expression(text, scope)) for key, text in using)
    statement = Statement(left, relation, right)  # type: ignore[arg-type]
    return Goal(statement, tuple(names), conditions, by, certificate)


def goal_of(example: Example, rule: str = "") -> Goal:
    """The goal that an example poses; one with a certificate names the rule that takes it."""
    by = rule if example.using else ""
    return read_goal(example.given, example.step, example.assume, example.using, by)
