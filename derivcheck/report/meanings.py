"""What names stand for: their domains, and the definitions behind abbreviations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from derivcheck.core.claim import Claim, Name
from derivcheck.lang.domain import Domain
from derivcheck.lang.node import Node
from derivcheck.lang.show.abbreviations import abbreviations
from derivcheck.report.notation import Notation


def definitions(nodes: Iterable[Node], notation: Notation) -> list[tuple[str, str]]:
    """(name, meaning) of each abbreviation in the nodes, each after those it is made of."""
    found = abbreviations(nodes)
    return [(notation.name(name), notation.node(meaning)) for name, meaning in found.items()]


def domains(names: Sequence[Name]) -> dict[Domain, list[str]]:
    """The names of each domain, in order of first appearance."""
    groups: dict[Domain, list[str]] = {}
    for name in names:
        groups.setdefault(name.domain, []).append(name.name)
    return groups


def expressions(claim: Claim) -> tuple[Node, ...]:
    """Every expression and condition that a claim writes down, in order."""
    sides = [
        side for step in claim.all_steps() for side in (step.statement.lhs, step.statement.rhs)
    ]
    stated = (claim.conclusion.lhs, claim.conclusion.rhs) if claim.conclusion else ()
    cases = [condition for lemma in claim.lemmas for condition in lemma.assume]
    return (*stated, *sides, *claim.assume, *cases)
