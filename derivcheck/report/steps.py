"""A failing claim as lines: the step, where it stands, both sides, the witness, the evidence."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.core.evidence import Witness
from derivcheck.core.verdict import WORST_FIRST, ClaimResult, StepResult
from derivcheck.report.evidence import (
    EVERYWHERE,
    certainty,
    numeric_sentence,
    symbolic_sentence,
    value_with_error,
)
from derivcheck.report.line import BLANK, Line, Span, labelled, line, plain
from derivcheck.report.meanings import definitions
from derivcheck.report.notation import TEXT, Notation
from derivcheck.report.words import MEANINGS, TONES, mark, outcome, place, step_heading

SHOWN = 3
"""Failing steps of one claim that are shown in full; the others are counted."""

LABELS = 12
"""Width of the column of labels."""


def failure_text(result: ClaimResult) -> str:
    """Why a claim is not ok, as plain text in the claim language."""
    return plain(failure(result, TEXT))


def failure(result: ClaimResult, notation: Notation) -> list[Line]:
    """A claim that is not ok: what it is, and its worst steps in full."""
    lines = [*_title(result)]
    failing = failing_steps(result)
    for step in failing[:SHOWN]:
        lines += [BLANK, *step_block(step, result, notation)]
    if result.verdict == "refuted" and result.conclusion in ("proved", "supported"):
        lines += [BLANK, line(f"The conclusion is {result.conclusion} all the same.", indent=2)]
    if len(failing) > SHOWN:
        lines += [BLANK, line(_others(failing[SHOWN:]), indent=2)]
    if not failing:
        lines += [BLANK, line(_without_steps(result), indent=2)]
    return lines


def failing_steps(result: ClaimResult) -> list[StepResult]:
    """The steps that are not proved, worst first, else in their order."""
    failing = [step for step in result.steps if step.verdict != "proved"]
    return sorted(failing, key=lambda step: WORST_FIRST.index(step.verdict))


def step_block(step: StepResult, result: ClaimResult, notation: Notation) -> list[Line]:
    """One step in full."""
    statement = step.step.statement
    total = len(result.claim.all_steps())
    where = place(step.step.location or result.claim.location)
    relation = notation.relation(statement.relation)
    lines = [
        line(Span(step_heading(step.step, total), "strong"), indent=2),
        *([line(Span(where, "place"), indent=2)] if where else []),
        line(Span(notation.node(statement.lhs), "math"), indent=8, hang=10),
        line(relation.rjust(7), " ", Span(notation.node(statement.rhs), "math"), hang=10),
        _row("verdict", Span(step.verdict, TONES[step.verdict]), ": ", _reason(step)),
    ]
    if step.witness:
        lines += witness_lines(step.witness, notation)
    if step.diagnosis:
        lines.append(_row("diagnosis", Span(step.diagnosis, "strong")))
    lines.append(_row("symbolic", symbolic_sentence(step.symbolic)))
    lines.append(_row("numeric", numeric_sentence(step.numeric)))
    for name, meaning in definitions((statement.lhs, statement.rhs), notation):
        lines.append(_row("where", Span(f"{name} = {meaning}", "math")))
    return lines


def _title(result: ClaimResult) -> list[Line]:
    claim = result.claim
    cached = Span("  cached" if result.cached else "", "dim")
    lines = [line(mark(result), " ", Span(claim.id, "strong"), "  ", outcome(result), cached)]
    about = (claim.title if claim.title != claim.id else "", str(claim.source))
    return lines + [line(Span(text, "dim"), indent=2) for text in about if text]


def witness_lines(witness: Witness, notation: Notation) -> list[Line]:
    """The point, and both sides there with their error bounds."""
    point = ", ".join(f"{notation.name(name)} = {value}" for name, value in witness.point)
    lines = [
        _row("at", point or EVERYWHERE),
        _row("left side", Span(value_with_error(witness.lhs, witness.lhs_error), "bad")),
        _row("right side", Span(value_with_error(witness.rhs, witness.rhs_error), "bad")),
    ]
    certain = certainty(witness)
    return [*lines, _row("", Span(certain, "dim"))] if certain else lines


def _reason(step: StepResult) -> str:
    return step.reason or MEANINGS[step.verdict]


def _row(label: str, *parts: str | Span) -> Line:
    return labelled(label, *parts, indent=2, width=LABELS)


def _others(steps: Sequence[StepResult]) -> str:
    listed = ", ".join(f"{step.step.index} ({step.verdict})" for step in steps)
    return f"not proved either: {'step' if len(steps) == 1 else 'steps'} {listed}"


def _without_steps(result: ClaimResult) -> str:
    if result.verdict == "verified":
        return "Every step is proved, though the claim is listed as false."
    return result.reason or MEANINGS[result.verdict]
