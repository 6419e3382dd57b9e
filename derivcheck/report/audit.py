"""The report of an audit: survivors and the undecided first, then what was caught, by operator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from derivcheck.core.audit import STATUSES, AuditResult, MutantResult, MutantStatus, count
from derivcheck.report.json import elapsed, witness_entry
from derivcheck.report.line import BLANK, Line, Span, Tone, line
from derivcheck.report.words import count as counted
from derivcheck.report.words import duration

VERSION = "derivcheck.audit/1"
TONES: dict[MutantStatus, Tone] = {
    "killed": "good",
    "equivalent": "dim",
    "survived": "bad",
    "undecided": "doubt",
}


def audit_lines(result: AuditResult) -> list[Line]:
    """What was not caught, a table of the operators, and the count."""
    loose = [mutant for mutant in result.mutants if mutant.status in ("survived", "undecided")]
    lines = [part for mutant in loose for part in _mutant(mutant)]
    return [*lines, *_table(result.mutants), BLANK, summary(result)]


def summary(result: AuditResult) -> Line:
    """N killed, ... of so many mutants of so many steps, and the score."""
    counts = result.counts
    spans: list[Span | str] = []
    for status in STATUSES:
        tone = TONES[status] if counts[status] else ""
        spans += [Span(f"{counts[status]} {status}", tone), ", "]
    tried = len(result.mutants)
    of = counted(tried, "mutant") if tried == result.made else f"{tried} of {result.made} mutants"
    where = f"{of} of {counted(result.steps, 'step')} in {counted(result.claims, 'claim')}"
    score = "" if result.score is None else f"; mutation score {result.score:.1%}"
    return line(*spans, f"{where}, in {duration(result.seconds)}{score}")


def audit_report(result: AuditResult) -> dict[str, Any]:
    """The whole audit as data, a row for each mutant."""
    return {
        "schema": VERSION,
        "seed": result.seed,
        "summary": {
            **result.counts,
            "mutants": len(result.mutants),
            "made": result.made,
            "steps": result.steps,
            "claims": result.claims,
            "score": result.score,
            "seconds": elapsed(result.seconds),
        },
        "mutants": [_row(mutant) for mutant in result.mutants],
    }


def _row(mutant: MutantResult) -> dict[str, Any]:
    return {
        "claim": mutant.claim,
        "step": mutant.step,
        "operator": mutant.operator,
        "relation": mutant.relation,
        "lhs": mutant.lhs,
        "rhs": mutant.rhs,
        "status": mutant.status,
        "reason": mutant.reason,
        "witness": witness_entry(mutant.witness),
        "seconds": elapsed(mutant.seconds),
    }


def _mutant(mutant: MutantResult) -> list[Line]:
    return [
        line(
            Span(mutant.status, TONES[mutant.status]),
            f"  {mutant.claim}, step {mutant.step}, {mutant.operator}",
        ),
        line(Span(mutant.statement, "math"), indent=6, hang=8),
        line(Span(mutant.reason, "dim"), indent=6, hang=8),
        BLANK,
    ]


def _table(mutants: Iterable[MutantResult]) -> list[Line]:
    """How the mutants of each operator ended."""
    kinds: dict[str, list[MutantResult]] = {}
    for mutant in mutants:
        kinds.setdefault(mutant.operator, []).append(mutant)
    width = max(map(len, kinds), default=0)
    head = "".join(status.rjust(12) for status in STATUSES)
    return [
        line(Span("".ljust(width) + head, "dim")),
        *(_operator(name.ljust(width), count(kinds[name])) for name in sorted(kinds)),
    ]


def _operator(name: str, counts: dict[MutantStatus, int]) -> Line:
    return line(
        name,
        *(
            Span(str(counts[status]).rjust(12), TONES[status] if counts[status] else "dim")
            for status in STATUSES
        ),
        whole=True,
    )
