"""Claims to claim files; what was written is read back and compared before it is given out."""

from __future__ import annotations

import json
from collections.abc import Iterator

from derivcheck.core.claim import Claim, Statement, Step
from derivcheck.core.claimfile.spelling import spelling
from derivcheck.core.claimfile.toml_text import toml_claim
from derivcheck.core.claimfile.written import claim_nodes, written
from derivcheck.core.reader import BadClaim, Format, read_claims
from derivcheck.lang.canonical import Names, canonical
from derivcheck.lang.errors import EngineError


def export(claim: Claim, format: Format = "toml") -> str:
    """The claim as an entry of a claim file: a TOML table, or a line of JSON.

    EngineError if what it says would not read back as the claim.
    """
    table = written(claim)
    text = toml_claim(table) if format == "toml" else json.dumps(table, ensure_ascii=False)
    differs = difference(claim, next(read_claims(text, format)))
    if differs:
        raise EngineError(f"{claim.id} cannot be written as a claim file: {differs}")
    return text


def difference(claim: Claim, read: Claim | BadClaim) -> str:
    """What of a claim is not the same in what was read back; empty where nothing differs.

    Bound variables may have other names, definitions may be expanded, names that a file does not
    allow are replaced, and the lemmas stand first.
    """
    if isinstance(read, BadClaim):
        return str(read.error)
    names = {old: new.name for old, new in spelling(claim, claim_nodes(claim)).given.items()}
    pairs = zip(_facts(claim, names), _facts(read, {}), strict=False)
    return next((what for (what, one), (_, other) in pairs if one != other), "")


def _facts(claim: Claim, names: Names) -> Iterator[tuple[str, object]]:
    yield "its id", claim.id
    yield "its title", claim.title
    yield "its source", claim.source
    yield "its tags", claim.tags
    yield "what is expected", claim.expect
    yield "its given names", frozenset(canonical(name, names) for name in claim.given)
    yield "its assumptions", [canonical(condition, names) for condition in claim.assume]
    yield "its lemmas", [lemma.id for lemma in claim.lemmas]
    for lemma in claim.lemmas:
        yield f"the case of {lemma.id}", [canonical(part, names) for part in lemma.assume]
        yield f"the steps of {lemma.id}", [_step(step, names) for step in lemma.steps]
    yield "its steps", [_step(step, names) for step in claim.steps]
    yield "its conclusion", _statement(claim.conclusion, names) if claim.conclusion else None


def _step(step: Step, names: Names) -> object:
    certificate = [(name, canonical(value, names)) for name, value in step.certificate]
    statement = _statement(step.statement, names)
    return statement, step.by, certificate, step.equation, step.note, step.lemma


def _statement(statement: Statement, names: Names) -> object:
    lhs, rhs = canonical(statement.lhs, names), canonical(statement.rhs, names)
    return lhs, statement.relation, rhs
