"""Reports on a terminal: colour, Unicode mathematics, folded to its width."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from rich.console import Console
from rich.text import Text

from derivcheck.core.found import Found, found
from derivcheck.report.line import Line, Tone
from derivcheck.report.plain import report_lines

TYPE_CHECKING = False  # a report on cached results that are as expected loads no claim
if TYPE_CHECKING:
    from derivcheck.core.verdict import ClaimResult

STYLES: Mapping[Tone, str] = MappingProxyType(
    {
        "": "",
        "good": "green",
        "bad": "bold red",
        "doubt": "yellow",
        "dim": "dim",
        "strong": "bold",
        "math": "cyan",
        "place": "blue",
    }
)

NARROWEST = 40
"""Columns below which folding would leave nothing readable beside the margin."""


def show(
    results: Sequence[ClaimResult],
    *,
    seconds: float,
    verbose: bool = False,
    console: Console | None = None,
) -> None:
    """Print the report: failing claims first, then one line a claim, then the count."""
    all_found = [found(result) for result in results]
    show_found(all_found, seconds=seconds, verbose=verbose, console=console)


def show_found(
    results: Sequence[Found],
    *,
    seconds: float,
    verbose: bool = False,
    console: Console | None = None,
) -> None:
    """The same of results that may lie in the cache still."""
    print_lines(report_lines(results, "UNICODE", seconds=seconds, verbose=verbose), console)


def show_explanation(
    result: ClaimResult, rules: Mapping[str, str], console: Console | None = None
) -> None:
    """Print the derivation as a person reads it; `rules` maps a rule's name to its statement."""
    from derivcheck.report.explain_terminal import explanation_lines

    print_lines(explanation_lines(result, rules), console)


def print_lines(lines: Iterable[Line], console: Console | None = None) -> None:
    """Print lines with their tones, folded to the width of the console."""
    chosen = console or Console(highlight=False)
    for item in lines:
        for folded in fold(item, chosen):
            chosen.print(folded, soft_wrap=True)


def fold(item: Line, console: Console) -> list[Text]:
    """A line as rows of at most the console's width, continued at its hanging indent."""
    styled = Text.assemble(*((span.text, STYLES[span.tone]) for span in item.spans))
    styled.rstrip()
    if styled.cell_len <= console.width:
        return [styled]
    if item.whole:
        styled.truncate(max(console.width, 1), overflow="ellipsis")
        return [styled]
    return _continued(styled, item.hang if console.width >= NARROWEST else 0, console)


def _continued(styled: Text, hang: int, console: Console) -> list[Text]:
    margin = len(styled.plain) - len(styled.plain.lstrip())
    first, *_ = styled.wrap(console, console.width)
    rest = styled[len(first.plain) :]
    first.rstrip()
    rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
    if not rest or len(first.plain.strip()) == 0 or margin >= console.width:
        return [styled]
    room = max(console.width - hang, 1)
    return [first, *(Text(" " * hang) + row for row in rest.wrap(console, room))]
