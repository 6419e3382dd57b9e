"""One line a claim, grouped by document: all that is shown of claims that are as expected."""

from __future__ import annotations

from derivcheck.report.line import BLANK, Line, Span, line
from derivcheck.report.words import duration, mark_of, outcome_of

TYPE_CHECKING = False  # a table of cached results loads no claim
if TYPE_CHECKING:
    from collections.abc import Sequence

    from derivcheck.core.glance import Glance

    Below = Sequence[Sequence[Line]]

NO_DOCUMENT = "no document"
ALONE = (40, 0, 0)
"""Columns of a row that is written before the others are known."""


def table(shown: Sequence[Glance], below: Below = ()) -> list[Line]:
    """The table of all claims, each with the lines `below` it, if there are any.

    A document stands where its first claim does.
    """
    widths = _widths(shown)
    groups: dict[str, list[Line]] = {}
    for place, item in enumerate(shown):
        group = groups.setdefault(item.document or NO_DOCUMENT, [])
        group += [row(item, widths), *(below[place] if below else ())]
    lines: list[Line] = []
    for document, group in groups.items():
        lines += [BLANK] if lines else []
        lines += [line(Span(document, "strong"), whole=True), *group]
    return lines


def row(item: Glance, widths: tuple[int, int, int] = ALONE) -> Line:
    """A claim: its verdict, how many of its steps are proved, what it took."""
    word = outcome_of(item.verdict, item.expect, ok=item.ok)
    return line(
        mark_of(item.verdict, ok=item.ok),
        f" {item.id.ljust(widths[0])}  ",
        Span(word.text.ljust(widths[1]), word.tone),
        Span(f"  {_proofs(item).rjust(widths[2])}  {duration(item.seconds):>7}", "dim"),
        Span("  cached", "dim") if item.cached else "",
        indent=2,
        whole=True,
    )


def _widths(shown: Sequence[Glance]) -> tuple[int, int, int]:
    words = (outcome_of(item.verdict, item.expect, ok=item.ok).text for item in shown)
    return (
        max((len(item.id) for item in shown), default=0),
        max(map(len, words), default=0),
        max((len(_proofs(item)) for item in shown), default=0),
    )


def _proofs(item: Glance) -> str:
    return f"{item.proved}/{item.steps} proved" if item.steps else ""
