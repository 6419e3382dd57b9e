"""Claims with every step and its evidence, and the documents they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.core.verdict import ClaimResult, StepResult
from derivcheck.report.evidence import numeric_sentence, symbolic_sentence
from derivcheck.report.line import Line, Span, line
from derivcheck.report.notation import Notation
from derivcheck.report.table import NO_DOCUMENT
from derivcheck.report.words import glyph, lemma_name


def by_document(results: Sequence[ClaimResult]) -> dict[str, list[ClaimResult]]:
    """The results of each document, in order of first appearance."""
    groups: dict[str, list[ClaimResult]] = {}
    for result in results:
        groups.setdefault(result.claim.source.document or NO_DOCUMENT, []).append(result)
    return groups


def steps(result: ClaimResult, notation: Notation) -> list[Line]:
    """The steps of a claim, and its side conditions."""
    lines = [item for step in result.steps for item in _step(step, notation)]
    conditions = [
        line(Span("side condition: ", "dim"), text, indent=6, hang=8)
        for text in result.side_conditions
    ]
    return lines + conditions


def _step(result: StepResult, notation: Notation) -> list[Line]:
    step = result.step
    equation = f"  eq. {step.equation}" if step.equation else ""
    lemma = f"  {lemma_name(step.lemma)}" if step.lemma else ""
    return [
        line(glyph(result.verdict), f" {step.index}", Span(equation + lemma, "dim"), indent=6),
        line(Span(notation.statement(step.statement), "math"), indent=10, hang=12),
        line(Span(symbolic_sentence(result.symbolic), "dim"), indent=10, hang=12),
        line(Span(numeric_sentence(result.numeric), "dim"), indent=10, hang=12),
    ]
