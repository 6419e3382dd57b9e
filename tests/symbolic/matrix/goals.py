"""Goals from text, for the tests of matrices."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
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


@dataclass(frozen=True)
class Pair:
    """A true step, its one-slip twin, and what both assume."""

    id: str
    proved: str
    open: str
    assume: str = ""

    def true(self) -> Goal:
        """The goal of the true step."""
        return goal(GIVEN, self.proved, self.assume)

    def false(self) -> Goal:
        """The goal of the twin."""
        return goal(GIVEN, self.open, self.assume)


TABLE = tomllib.loads(Path(__file__).with_name("identities.toml").read_text(encoding="utf-8"))
GIVEN: str = TABLE["given"]
PAIRS = tuple(Pair(**step) for step in TABLE["step"])
