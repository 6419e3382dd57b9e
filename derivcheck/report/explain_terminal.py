"""A derivation for reading on a terminal, in Unicode mathematics."""

from __future__ import annotations

from collections.abc import Mapping

from derivcheck.core.verdict import ClaimResult, StepResult
from derivcheck.report.evidence import numeric_sentence, symbolic_sentence
from derivcheck.report.line import BLANK, Line, Span, labelled, line, plain, shifted
from derivcheck.report.notation import UNICODE
from derivcheck.report.outline import Chain, Link, Outline, outline
from derivcheck.report.steps import LABELS, witness_lines
from derivcheck.report.words import MEANINGS, TONES, cost, glyph, mark, outcome

MARGIN = 9
"""Columns in front of what is said about a step."""


def explain_terminal(result: ClaimResult, rules: Mapping[str, str]) -> str:
    """The derivation as plain text."""
    return plain(explanation_lines(result, rules))


def explanation_lines(result: ClaimResult, rules: Mapping[str, str]) -> list[Line]:
    """The derivation as lines with tones."""
    plan = outline(result, rules, UNICODE)
    lines = [*_title(plan), *_statement(plan), *_setting(plan)]
    for chain in plan.chains:
        lines += _chain(chain)
    return [*lines, *_side_conditions(result), *_verdict(result)]


def _heading(text: str, *more: str | Span) -> list[Line]:
    return [BLANK, line(Span(text, "strong"), *more)]


def _title(plan: Outline) -> list[Line]:
    claim = plan.claim
    body = claim.description.splitlines()[1:] if claim.description else []
    source = str(claim.source)
    return [
        line(Span(claim.title or claim.id, "strong")),
        line(Span(claim.id, "dim"), *([Span(f"  {source}", "dim")] if source else [])),
        *([BLANK] if any(body) else []),
        *(line(text, hang=0) for text in "\n".join(body).strip().splitlines()),
    ]


def _statement(plan: Outline) -> list[Line]:
    if not plan.statement:
        return []
    return [*_heading("Statement"), line(Span(plan.statement, "math"), indent=6, hang=8)]


def _setting(plan: Outline) -> list[Line]:
    lines = [
        line(Span(", ".join(names), "math"), f" {domain}", indent=6, hang=8)
        for names, domain in plan.names
    ]
    lines += [
        line(Span(f"{name} = {meaning}", "math"), indent=6, hang=8)
        for name, meaning in plan.definitions
    ]
    where = [*_heading("Where"), *lines] if lines else []
    assumed = [line(Span(text, "math"), indent=6, hang=8) for text in plan.assumptions]
    return where + ([*_heading("Assuming"), *assumed] if assumed else [])


def _chain(chain: Chain) -> list[Line]:
    case: tuple[str | Span, ...] = ()
    if chain.case:
        case = (", for ", Span(" and ".join(chain.case), "math"))
    lines = [*_heading(chain.heading, *case), line(Span(chain.start, "math"), indent=6, hang=8)]
    for link in chain.links:
        lines += _link(link)
    return lines


def _link(link: Link) -> list[Line]:
    number = f"   ({link.step.equation})" if link.step.equation else ""
    formula = line(
        f"{link.relation.rjust(5)} ", Span(link.rhs, "math"), Span(number, "dim"), hang=8
    )
    reason = f": {link.result.reason}" if link.result.reason else ""
    verdict = line(
        glyph(link.result.verdict),
        " ",
        Span(link.result.verdict + reason, TONES[link.result.verdict]),
        Span(f", step {link.step.index}", "dim"),
        indent=MARGIN,
        hang=MARGIN + 2,
    )
    note = [_said("note", link.step.note)] if link.step.note else []
    return [formula, verdict, *note, *_reasons(link), *_evidence(link.result)]


def _reasons(link: Link) -> list[Line]:
    lines = [
        _said("by", reason.sentence, Span(f" [{reason.name}]", "dim")) for reason in link.explained
    ]
    return [*lines, _said("by", Span(link.named, "dim"))] if link.named else lines


def _evidence(result: StepResult) -> list[Line]:
    lines = [
        _said("symbolic", Span(symbolic_sentence(result.symbolic, rules=False), "dim")),
        _said("numeric", Span(numeric_sentence(result.numeric), "dim")),
    ]
    if result.witness:
        lines += [shifted(item, MARGIN - 2) for item in witness_lines(result.witness, UNICODE)]
    if result.diagnosis:
        lines.append(_said("diagnosis", Span(result.diagnosis, "strong")))
    return lines


def _said(label: str, *parts: str | Span) -> Line:
    return labelled(label, *parts, indent=MARGIN, width=LABELS)


def _side_conditions(result: ClaimResult) -> list[Line]:
    if not result.side_conditions:
        return []
    listed = [line(f"· {text}", indent=6, hang=8) for text in result.side_conditions]
    return [*_heading("Side conditions"), *listed]


def _verdict(result: ClaimResult) -> list[Line]:
    reason = result.reason or MEANINGS[result.verdict]
    return [
        *_heading("Verdict"),
        line(mark(result), " ", outcome(result), f": {reason}", indent=6, hang=8),
        line(
            Span(f"the conclusion on its own is {result.conclusion}; ", "dim"),
            Span(f"checked in {cost(result)}", "dim"),
            indent=8,
        ),
    ]
