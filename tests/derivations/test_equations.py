"""The catalogue follows its documents equation by equation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from derivcheck.core.claim import Claim
from derivcheck.run.catalog import catalog
from derivcheck.run.load import load

CLAIMS = [load(entry) for entry in catalog((str(Path(__file__).parents[2] / "derivations"),))]


def numbers(text: str) -> set[int]:
    """The equation numbers in "42-44, 53"."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", text):
        found |= set(range(int(first), int(last or first) + 1))
    return found


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim.id for claim in CLAIMS])
def test_every_printed_equation_is_a_step(claim: Claim) -> None:
    """An equation that the source names would go unchecked."""
    steps = numbers(" ".join(step.equation for step in claim.all_steps()))
    assert numbers(claim.source.equations) <= steps


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim.id for claim in CLAIMS])
def test_source_names_document_and_place(claim: Claim) -> None:
    """A reader could not find the statement in the document."""
    assert claim.source.document
    assert claim.source.at
