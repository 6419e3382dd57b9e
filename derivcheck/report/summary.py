"""How many claims are verified, refuted as expected, not ok."""

from __future__ import annotations

from derivcheck.report.line import Line, Span, line
from derivcheck.report.tally import Tally
from derivcheck.report.words import duration


def summary_of(counts: Tally, seconds: float) -> Line:
    """N verified, M refuted as expected, K not ok, in T s; how many are cached if any are."""
    verified, failed = counts.verified_as_expected, counts.claims - counts.ok
    return line(
        Span(f"{verified} verified", "good" if verified else ""),
        f", {counts.ok - verified} refuted as expected, ",
        Span(f"{failed} not ok", "bad" if failed else ""),
        f", {counts.cached} cached" if counts.cached else "",
        f", in {duration(seconds)}",
    )
