"""The report as plain text: no colour, no folding, the same in every terminal."""

from __future__ import annotations

from derivcheck.core.found import Found, found
from derivcheck.report.line import BLANK, Line, plain
from derivcheck.report.summary import summary_of
from derivcheck.report.table import table
from derivcheck.report.tally import tally_of

TYPE_CHECKING = False  # a report on cached results that are as expected loads no claim
if TYPE_CHECKING:
    from collections.abc import Sequence

    from derivcheck.core.verdict import ClaimResult
    from derivcheck.report.notation import Notation


def report(results: Sequence[ClaimResult], *, seconds: float, verbose: bool = False) -> str:
    """Failing claims first, then one line a claim, then the count; in the claim language."""
    return report_found([found(result) for result in results], seconds=seconds, verbose=verbose)


def report_found(results: Sequence[Found], *, seconds: float, verbose: bool = False) -> str:
    """The same of results that may lie in the cache still."""
    return plain(report_lines(results, "TEXT", seconds=seconds, verbose=verbose))


def report_lines(
    results: Sequence[Found], notation: str, *, seconds: float, verbose: bool
) -> list[Line]:
    """The report as lines with tones; `notation` is TEXT or UNICODE."""
    lines = [
        item
        for one in results
        if not one.glance.ok
        for item in _failure(one.result, _notation(notation))
    ]
    shown = [one.glance for one in results]
    if results:
        below = [_steps(one.result, _notation(notation)) for one in results] if verbose else []
        lines += [*table(shown, below), BLANK]
    return [*lines, summary_of(tally_of(shown), seconds)]


def _notation(name: str) -> Notation:
    from derivcheck.report import notation

    made: Notation = getattr(notation, name)
    return made


def _failure(result: ClaimResult, notation: Notation) -> list[Line]:
    from derivcheck.report.steps import failure

    return [*failure(result, notation), BLANK]


def _steps(result: ClaimResult, notation: Notation) -> list[Line]:
    from derivcheck.report.overview import steps

    return steps(result, notation)
