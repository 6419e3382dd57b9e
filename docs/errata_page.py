"""The page of all errata, with their counterexamples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterexamples import Counterexample
from document_pages import erratum, escaped

from derivcheck.core.inventory import Inventory
from derivcheck.report.words import count

INTRO = """# Errata found

Mistakes and unstated conditions in the documents of the catalogue. Where a statement can be
computed it is a claim of its own, as printed, and must be refuted; the counterexample below it was
found by the program when this page was written. `derivcheck explain CLAIM` shows it again."""


def errata_page(
    inventories: Sequence[Inventory],
    places: Mapping[str, str],
    refuted: Mapping[str, Counterexample],
) -> str:
    """All errata by document.

    `places` maps the id of a claim to its page in documents/, `refuted` to what refutes it.
    """
    blocks = [INTRO, _count(inventories, refuted)]
    for inventory in inventories:
        if inventory.errata:
            blocks.append(f"## {escaped(inventory.document)} {{#{inventory.slug}}}")
        for found in inventory.errata:
            blocks += erratum(found, places, refuted, "documents/")
    return "\n\n".join(blocks) + "\n"


def _count(inventories: Sequence[Inventory], refuted: Mapping[str, Counterexample]) -> str:
    errata = [found for inventory in inventories for found in inventory.errata]
    computed = sum(any(id in refuted for id in found.claims) for found in errata)
    documents = count(len(inventories), "document")
    return f"{len(errata)} errata in {documents}; {computed} of them with a counterexample."
