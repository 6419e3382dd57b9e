"""The report as plain text: no colour, no folding, the same in every terminal."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.core.verdict import ClaimResult
from derivcheck.report.line import BLANK, Line, plain
from derivcheck.report.notation import TEXT, Notation
from derivcheck.report.overview import overview
from derivcheck.report.steps import failure
from derivcheck.report.summary import summary


def report(results: Sequence[ClaimResult], *, seconds: float, verbose: bool = False) -> str:
    """Failing claims first, then one line a claim, then the count; in the claim language."""
    return plain(report_lines(results, TEXT, seconds=seconds, verbose=verbose))


def report_lines(
    results: Sequence[ClaimResult], notation: Notation, *, seconds: float, verbose: bool
) -> list[Line]:
    """The report as lines with tones."""
    lines: list[Line] = []
    for result in results:
        if not result.ok:
            lines += [*failure(result, notation), BLANK]
    if results:
        lines += [*overview(results, notation, verbose=verbose), BLANK]
    return [*lines, summary(results, seconds)]
