"""The catalogue holds all of its documents: each claim, printed equation and erratum."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivcheck.core.inventory import Inventory
from derivcheck.run.catalog import catalog
from derivcheck.run.coverage import cover
from derivcheck.run.entry import Entry
from derivcheck.run.equations import labels, printed_numbers
from derivcheck.run.inventories import inventories
from derivcheck.run.load import load

FOLDER = (str(Path(__file__).parents[2] / "derivations"),)
ENTRIES = catalog(FOLDER)
INVENTORIES = inventories(FOLDER)


@pytest.mark.parametrize("inventory", INVENTORIES, ids=lambda inventory: inventory.slug)
def test_nothing_is_missing(inventory: Inventory) -> None:
    """A claim, a printed equation or an erratum of a document would have been left out."""
    (document,) = cover(ENTRIES, [inventory]).documents
    assert document.missing == ()


@pytest.mark.parametrize("inventory", INVENTORIES, ids=lambda inventory: inventory.slug)
def test_no_claim_is_unlisted(inventory: Inventory) -> None:
    """The inventory would not tell what a claim of its module is about."""
    (document,) = cover(ENTRIES, [inventory]).documents
    assert document.unlisted == ()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_numbers_in_the_source_are_steps(entry: Entry) -> None:
    """A number would be counted that no step carries when the claim is built."""
    source = Path(entry.path).read_text(encoding="utf-8")
    carried = frozenset().union(*(labels(step.equation) for step in load(entry).all_steps()))
    assert printed_numbers(entry.path, source)[entry.function] == carried
