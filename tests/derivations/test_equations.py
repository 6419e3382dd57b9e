"""The catalogue follows its documents equation by equation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from derivcheck.core.claim import Claim
from derivcheck.run.catalog import catalog
from derivcheck.run.equations import labels
from derivcheck.run.inventories import inventories
from derivcheck.run.load import load

FOLDER = (str(Path(__file__).parents[2] / "derivations"),)
CLAIMS = [load(entry) for entry in catalog(FOLDER)]
ERRATA = {
    id
    for inventory in inventories(FOLDER)
    for erratum in inventory.errata
    for id in erratum.claims
    if all(id != claim.id for claim in inventory.claims)
}
"""Claims that are about an equation, without being a derivation of it."""


def carried(number: str, found: frozenset[str]) -> bool:
    """Whether steps carry an equation, whole or one of its lines: 2.1, or 2.1a and 2.1b."""
    return any(re.fullmatch(rf"{re.escape(number)}[a-z]*", label) for label in found)


@pytest.mark.parametrize(
    "claim", [claim for claim in CLAIMS if claim.id not in ERRATA], ids=lambda claim: claim.id
)
def test_every_printed_equation_is_a_step(claim: Claim) -> None:
    """An equation that the source names would go unchecked."""
    found = frozenset().union(*(labels(step.equation) for step in claim.all_steps()))
    missing = {number for number in labels(claim.source.equations) if not carried(number, found)}
    assert missing == set()


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim.id for claim in CLAIMS])
def test_source_names_document_and_place(claim: Claim) -> None:
    """A reader could not find the statement in the document."""
    assert claim.source.document
    assert claim.source.at
