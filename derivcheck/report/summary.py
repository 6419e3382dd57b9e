"""How many claims are verified, refuted as expected, not ok."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.core.verdict import ClaimResult
from derivcheck.report.line import Line, Span, line
from derivcheck.report.tally import Tally, tally
from derivcheck.report.words import duration


def summary(results: Sequence[ClaimResult], seconds: float) -> Line:
    """N verified, M refuted as expected, K not ok, in T s; how many are cached if any are."""
    return summary_of(tally(results), seconds)


def summary_of(counts: Tally, seconds: float) -> Line:
    """The same of claims that were counted one by one."""
    verified, failed = counts.verified_as_expected, counts.claims - counts.ok
    return line(
        Span(f"{verified} verified", "good" if verified else ""),
        f", {counts.ok - verified} refuted as expected, ",
        Span(f"{failed} not ok", "bad" if failed else ""),
        f", {counts.cached} cached" if counts.cached else "",
        f", in {duration(seconds)}",
    )
