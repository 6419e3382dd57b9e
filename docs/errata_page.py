"""The page of all errata, with the counterexamples that the engine finds while it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from document_pages import erratum, escaped, listing, numbered

from derivcheck.core.claim import Claim, Goal, Step
from derivcheck.core.evidence import NumericEvidence, Witness
from derivcheck.core.inventory import Erratum, Inventory
from derivcheck.report.evidence import witness_sentence
from derivcheck.report.notation import UNICODE
from derivcheck.report.words import count

Numeric = Callable[[Goal], NumericEvidence]
Counterexample = tuple[Step, Witness]

INTRO = """# Errata found

Mistakes and unstated conditions in the documents of the catalogue. Where a statement can be
computed it is a claim of its own, as printed, and must be refuted; the counterexample below it was
found by the program when this page was written. `derivcheck explain CLAIM` shows it again."""


def errata_page(
    inventories: Sequence[Inventory],
    claims: Mapping[str, Claim],
    places: Mapping[str, str],
    numeric: Numeric,
) -> str:
    """All errata by document; `numeric` evaluates the steps of the refuted claims.

    `places` maps the id of a claim to its page in documents/.
    """
    errata = [found for inventory in inventories for found in inventory.errata]
    refuted = {
        id: counterexample(claims[id], numeric)
        for found in errata
        for id in found.claims
        if id in claims and claims[id].expect == "refuted"
    }
    blocks = [INTRO, _count(inventories, errata, refuted)]
    for inventory in inventories:
        if inventory.errata:
            blocks.append(f"## {escaped(inventory.document)} {{#{inventory.slug}}}")
        for found in inventory.errata:
            blocks.append(erratum(found, places, "documents/"))
            blocks += [_shown(refuted[id]) for id in found.claims if id in refuted]
    return "\n\n".join(blocks) + "\n"


def counterexample(claim: Claim, numeric: Numeric) -> Counterexample | None:
    """The first step of a claim that the numbers refute, and a point where it fails."""
    for step, goal in claim.goals():
        witness = numeric(goal).witness
        if witness is not None:
            return step, witness
    return None


def _count(
    inventories: Sequence[Inventory],
    errata: Sequence[Erratum],
    refuted: Mapping[str, Counterexample | None],
) -> str:
    computed = sum(any(refuted.get(id) for id in found.claims) for found in errata)
    documents = count(len(inventories), "document")
    return f"{len(errata)} errata in {documents}; {computed} of them with a counterexample."


def _shown(refuted: Counterexample | None) -> str:
    if refuted is None:
        return "The numbers found no counterexample."
    step, witness = refuted
    statement = f"{UNICODE.statement(step.statement)}{numbered(step)}"
    return listing([statement, f"  false: {witness_sentence(witness)}"])
