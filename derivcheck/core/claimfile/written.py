"""A claim to the table that a claim file has for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from derivcheck.core.claim import Claim, Lemma, Name, Source, Statement, Step
from derivcheck.core.claimfile.spelling import Spelling, spelling
from derivcheck.lang.condition import Condition
from derivcheck.lang.node import Node

Written = dict[str, Any]


def written(claim: Claim) -> Written:
    """The table of a claim, its keys in the order in which people write them; empty ones left out.

    The lemmas come first in a file, wherever in the derivation they were shown.
    """
    spelt = spelling(claim, claim_nodes(claim))
    chain = _chain(claim.steps, spelt)
    made = {
        "id": claim.id,
        "title": claim.title,
        "source": _source(claim.source),
        "tags": list(claim.tags),
        "assume": _conditions(claim.assume, spelt),
        "derivation": chain,
        "conclusion": _statement(claim.conclusion, spelt) if claim.conclusion else "",
        "expect": "" if claim.expect == "verified" else claim.expect,
        "given": _given(claim, spelt),
        "let": spelt.definitions,
        "lemma": [_lemma(lemma, spelt) for lemma in claim.lemmas],
    }
    return {key: value for key, value in made.items() if value}


def claim_nodes(claim: Claim) -> Iterator[Node]:
    """Every expression and condition of a claim."""
    for step in claim.all_steps():
        yield from (step.statement.lhs, step.statement.rhs)
        yield from (value for _, value in step.certificate)
    if claim.conclusion:
        yield from (claim.conclusion.lhs, claim.conclusion.rhs)
    yield from claim.assume
    for lemma in claim.lemmas:
        yield from lemma.assume
    for name in claim.given:
        yield name
        yield from name.domain.walk()


def _given(claim: Claim, spelt: Spelling) -> dict[str, str]:
    """The domains; a name that a domain mentions stands before it."""
    names = {name.name: name for name in claim.given}
    placed: dict[str, str] = {}

    def place(name: Name) -> None:
        for other in sorted(name.domain.free_names()):
            place(names[other])
        placed[spelt.given[name.name].name] = spelt.text(name.domain)

    for name in claim.given:
        place(name)
    return placed


def _lemma(lemma: Lemma, spelt: Spelling) -> Written:
    made = {
        "id": lemma.id,
        "assume": _conditions(lemma.assume, spelt),
        "derivation": _chain(lemma.steps, spelt),
    }
    return {key: value for key, value in made.items() if value}


def _chain(steps: tuple[Step, ...], spelt: Spelling) -> list[str | Written]:
    if not steps:
        return []
    return [spelt.text(steps[0].statement.lhs), *(_entry(step, spelt) for step in steps)]


def _entry(step: Step, spelt: Spelling) -> str | Written:
    to = f"{step.statement.relation} {spelt.text(step.statement.rhs)}"
    remarks = {
        "by": step.by,
        "using": {name: spelt.text(value) for name, value in step.certificate},
        "equation": step.equation,
        "note": step.note,
    }
    said = {key: value for key, value in remarks.items() if value}
    return {"to": to, **said} if said else to


def _statement(statement: Statement, spelt: Spelling) -> str:
    left, right = spelt.text(statement.lhs), spelt.text(statement.rhs)
    return f"{left} {statement.relation} {right}"


def _conditions(conditions: tuple[Condition, ...], spelt: Spelling) -> list[str]:
    return [spelt.text(condition) for condition in conditions]


def _source(source: Source) -> dict[str, str]:
    made = {"document": source.document, "at": source.at, "equations": source.equations}
    return {key: value for key, value in made.items() if value}
