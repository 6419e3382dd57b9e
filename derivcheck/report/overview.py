"""One line a claim, grouped by document; with every step where asked for."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.core.verdict import ClaimResult, StepResult
from derivcheck.report.evidence import numeric_sentence, symbolic_sentence
from derivcheck.report.line import BLANK, Line, Span, line
from derivcheck.report.notation import Notation
from derivcheck.report.words import duration, glyph, lemma_name, mark, outcome

NO_DOCUMENT = "no document"
ALONE = 40
"""Columns for the id of a claim whose row is written before the others are known."""


def overview(
    results: Sequence[ClaimResult], notation: Notation, *, verbose: bool = False
) -> list[Line]:
    """The table of all claims; a document stands where its first claim does."""
    widths = _widths(results)
    lines: list[Line] = []
    for document, group in by_document(results).items():
        lines += [BLANK] if lines else []
        lines.append(line(Span(document, "strong"), whole=True))
        for result in group:
            lines.append(_row(result, widths))
            lines += _steps(result, notation) if verbose else []
    return lines


def single(result: ClaimResult, notation: Notation, *, verbose: bool = False) -> list[Line]:
    """The row of a claim by itself, where the others are not known yet."""
    return [_row(result, (ALONE, 0, 0)), *(_steps(result, notation) if verbose else [])]


def by_document(results: Sequence[ClaimResult]) -> dict[str, list[ClaimResult]]:
    """The results of each document, in order of first appearance."""
    groups: dict[str, list[ClaimResult]] = {}
    for result in results:
        groups.setdefault(result.claim.source.document or NO_DOCUMENT, []).append(result)
    return groups


def _widths(results: Sequence[ClaimResult]) -> tuple[int, int, int]:
    ids = max((len(result.claim.id) for result in results), default=0)
    words = max((len(outcome(result).text) for result in results), default=0)
    proofs = max((len(_proofs(result)) for result in results), default=0)
    return ids, words, proofs


def _row(result: ClaimResult, widths: tuple[int, int, int]) -> Line:
    word = outcome(result)
    return line(
        mark(result),
        f" {result.claim.id.ljust(widths[0])}  ",
        Span(word.text.ljust(widths[1]), word.tone),
        Span(f"  {_proofs(result).rjust(widths[2])}  {duration(result.seconds):>7}", "dim"),
        Span("  cached", "dim") if result.cached else "",
        indent=2,
        whole=True,
    )


def _proofs(result: ClaimResult) -> str:
    if not result.steps:
        return ""
    proved = sum(step.verdict == "proved" for step in result.steps)
    return f"{proved}/{len(result.steps)} proved"


def _steps(result: ClaimResult, notation: Notation) -> list[Line]:
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
