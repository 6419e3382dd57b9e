"""How many claims are verified, refuted as expected, not ok."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.core.verdict import ClaimResult
from derivcheck.report.line import Line, Span, line
from derivcheck.report.words import duration


def summary(results: Sequence[ClaimResult], seconds: float) -> Line:
    """N verified, M refuted as expected, K not ok, in T s; how many are cached if any are."""
    fine = [result for result in results if result.ok]
    verified = sum(result.verdict == "verified" for result in fine)
    failed = len(results) - len(fine)
    cached = sum(result.cached for result in results)
    return line(
        Span(f"{verified} verified", "good" if verified else ""),
        f", {len(fine) - verified} refuted as expected, ",
        Span(f"{failed} not ok", "bad" if failed else ""),
        f", {cached} cached" if cached else "",
        f", in {duration(seconds)}",
    )
