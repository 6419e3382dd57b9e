"""A page for each document: what it states, the steps with their numbers, its errata."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping

from counterexamples import Counterexample, numbered, shown

from derivcheck.core.claim import Claim
from derivcheck.core.inventory import Erratum, Inventory
from derivcheck.report.notation import UNICODE
from derivcheck.report.outline import Chain, Outline, outline
from derivcheck.report.words import count, without_period
from derivcheck.run.check import conclude_claim, unfinished

SPECIAL = re.compile(r"([\\`*_{}\[\]#])")
EXPECTED = {
    "verified": "verified: every step is proved and confirmed by the numbers",
    "refuted": "refuted: the statement is as printed, and false",
}


def document_page(
    inventory: Inventory,
    claims: Iterable[Claim],
    places: Mapping[str, str],
    refuted: Mapping[str, Counterexample],
) -> str:
    """The document's claims in the order of its module, then what is prose, then the errata.

    `places` maps the id of a claim to the page in the same folder where it is derived, `refuted`
    to what refutes it.
    """
    counted = (
        count(len(inventory.claims), "claim"),
        count(len(inventory.equations), "printed equation"),
        "1 erratum" if len(inventory.errata) == 1 else f"{len(inventory.errata)} errata",
    )
    blocks = [
        f"# {escaped(inventory.document)}",
        f"{', '.join(counted)}. To check all of it: `derivcheck run {inventory.module}`. What the "
        f"document holds and what is missing: `derivcheck coverage {inventory.slug}`.",
        "The verdict given with a claim is the one that its check must come to.",
    ]
    for claim in claims:
        blocks += _claim(claim)
    blocks += _prose(inventory)
    if inventory.errata:
        blocks.append("## Errata {#errata}")
    for found in inventory.errata:
        blocks += erratum(found, places, refuted)
    return "\n\n".join(blocks) + "\n"


def erratum(
    found: Erratum,
    places: Mapping[str, str],
    refuted: Mapping[str, Counterexample],
    folder: str = "",
) -> Iterator[str]:
    """An erratum with links to its claims in a folder of pages, and its counterexamples."""
    names = [
        f"[`{id}`]({folder}{places[id]}#{id})" if id in places else f"`{id}`" for id in found.claims
    ]
    claims = f" Claims: {', '.join(names)}." if names else ""
    yield (
        f"**{escaped(found.where)}** ({escaped(found.kind)}, `{found.id}`). "
        f"{escaped(_sentence(found.note))}{claims}"
    )
    for id in found.claims:
        if id in refuted:
            statement, failure = shown(refuted[id])
            yield listing([statement, f"  false: {failure}"])


def escaped(text: str) -> str:
    """Text in which no character means anything to Markdown or HTML."""
    return SPECIAL.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))


def listing(lines: Iterable[str]) -> str:
    """Lines as they are, in a box of their own."""
    return "\n".join(["```text", *lines, "```"])


def plan_of(claim: Claim) -> Outline:
    """The layout of a claim that nobody has checked."""
    steps = tuple(unfinished(step, "") for step in claim.all_steps())
    return outline(conclude_claim(claim, steps), {}, UNICODE)


def _claim(claim: Claim) -> Iterator[str]:
    plan = plan_of(claim)
    yield f"## {escaped(without_period(claim.title or claim.id))} {{#{claim.id}}}"
    place = ", ".join(part for part in (claim.source.at, _equations(claim)) if part)
    parts = (f"`{claim.id}`", escaped(place), EXPECTED[claim.expect])
    yield " · ".join(part for part in parts if part)
    for paragraph in claim.description.partition("\n")[2].split("\n\n"):
        if paragraph.strip():
            yield escaped(paragraph)
    if plan.statement:
        yield listing([plan.statement])
    yield from _setting(plan)
    for chain in plan.chains:
        yield _heading(chain)
        yield listing(_rows(chain))


def _equations(claim: Claim) -> str:
    return f"eq. {claim.source.equations}" if claim.source.equations else ""


def _setting(plan: Outline) -> Iterator[str]:
    rows = [f"{', '.join(names)} {domain}" for names, domain in plan.names]
    rows += [f"{name} = {meaning}" for name, meaning in plan.definitions]
    rows += [f"assuming {text}" for text in plan.assumptions]
    if rows:
        yield "where"
        yield listing(rows)


def _heading(chain: Chain) -> str:
    case = f", for `{' and '.join(chain.case)}`" if chain.case else ""
    return f"{escaped(chain.heading)}{case}:"


def _rows(chain: Chain) -> Iterator[str]:
    """The start and a row a link; a single relation stays on one line."""
    lead = f"{chain.start}\n  "
    if len(chain.links) == 1:
        lead = f"{chain.start} "
    for link in chain.links:
        yield f"{lead}{link.relation} {link.rhs}{numbered(link.step)}"
        if link.step.note:
            yield f"      {link.step.note}"
        lead = "  "


def _prose(inventory: Inventory) -> Iterator[str]:
    prose = [claim for claim in inventory.claims if claim.status == "prose"]
    if prose:
        yield "## Not derived {#not-derived}"
        yield "These parts of the document have no mathematics to check."
    for claim in prose:
        yield f"* {escaped(without_period(claim.title))} (`{claim.id}`): {escaped(claim.reason)}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
