"""Counterexamples to the refuted claims, found by the numbers while the pages are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from derivcheck.core.claim import Claim, Goal, Step
from derivcheck.core.evidence import NumericEvidence, Witness
from derivcheck.report.evidence import witness_sentence
from derivcheck.report.notation import UNICODE

Numeric = Callable[[Goal], NumericEvidence]
Counterexample = tuple[Step, Witness]


def counterexamples(claims: Iterable[Claim], numeric: Numeric) -> dict[str, Counterexample]:
    """By its id, where each claim that must be refuted fails; one where nothing is found has none.

    A claim fails at the first of its steps that the numbers refute.
    """
    refuted = (claim for claim in claims if claim.expect == "refuted")
    found = ((claim.id, _counterexample(claim, numeric)) for claim in refuted)
    return {id: counterexample for id, counterexample in found if counterexample}


def shown(counterexample: Counterexample) -> tuple[str, str]:
    """The false statement, and both its sides at a point where they differ."""
    step, witness = counterexample
    return f"{UNICODE.statement(step.statement)}{numbered(step)}", witness_sentence(witness)


def numbered(step: Step) -> str:
    """The equation number of a step, as it stands behind a formula."""
    number = step.equation if "(" in step.equation else f"({step.equation})"
    return f"    {number}" if step.equation else ""


def _counterexample(claim: Claim, numeric: Numeric) -> Counterexample | None:
    for step, goal in claim.goals():
        witness = numeric(goal).witness
        if witness is not None:
            return step, witness
    return None
