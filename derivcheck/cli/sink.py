"""Where the pieces of a streamed report go: a file that can be resumed, a pipe, a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from derivcheck.core.verdict import ClaimResult
from derivcheck.lang.errors import UsageError
from derivcheck.report.stream import Style, style
from derivcheck.report.tally import Tally
from derivcheck.run.bulk.ledger import Entry, Ledger, begin, entry, resume
from derivcheck.run.bulk.outcome import Outcome, Render
from derivcheck.run.versions import versions


class Sink(Protocol):
    """A report that is written piece by piece."""

    def write(self, found: Outcome) -> None:
        """Add a claim's piece."""

    def finish(self, counts: Tally, seconds: float) -> None:
        """Add what stands at the end."""

    def close(self) -> None:
        """Leave the report as it is."""


@dataclass(slots=True)
class TextSink:
    """A report as text: to a pipe, or to a file with a ledger beside it."""

    style: Style
    file: BinaryIO
    ledger: Ledger | None = None
    first: bool = True

    def head(self, seed: int) -> None:
        """Write what stands before the first piece."""
        self._put(self.style.head(versions(), seed))

    def write(self, found: Outcome) -> None:
        """Write a piece, then note that it is there."""
        self._put(found.piece if self.first else self.style.between + found.piece)
        self.first = False
        if self.ledger is not None:
            self.ledger.add(entry(found, self.file.tell()))

    def finish(self, counts: Tally, seconds: float) -> None:
        """Write what stands at the end; there is nothing left to resume."""
        self._put(self.style.foot(counts, seconds))
        if self.ledger is not None:
            self.ledger.finish()

    def close(self) -> None:
        """Close the file, if it is one."""
        if self.ledger is not None:
            self.ledger.close()
            self.file.close()

    def _put(self, text: str) -> None:
        self.file.write(text.encode("utf-8", "replace"))
        self.file.flush()


class TerminalSink:
    """A report on a terminal."""

    def write(self, found: Outcome) -> None:
        """Print a piece."""
        from derivcheck.report.terminal import print_lines

        print_lines(found.piece)

    def finish(self, counts: Tally, seconds: float) -> None:
        """Print the counts."""
        from derivcheck.report.line import BLANK
        from derivcheck.report.summary import summary_of
        from derivcheck.report.terminal import print_lines

        print_lines([BLANK, summary_of(counts, seconds)])

    def close(self) -> None:
        """Nothing is open."""


@dataclass(slots=True)
class WholeSink:
    """A report that begins with its counts, as JUnit's does: all results are held until the end."""

    results: list[ClaimResult]
    output: str | None

    def write(self, found: Outcome) -> None:
        """Hold a result."""
        self.results.append(found.piece)

    def finish(self, counts: Tally, seconds: float) -> None:
        """Write the report."""
        from derivcheck.report import junit

        text = junit.report(self.results, seconds=seconds)
        if self.output:
            Path(self.output).write_text(text, encoding="utf-8")
        else:
            sys.stdout.write(text)

    def close(self) -> None:
        """Nothing is open."""


def render_of(chosen: str, *, verbose: bool) -> Render:
    """What makes the pieces of a report in this format."""
    if chosen == "junit":
        return whole
    if chosen == "terminal":
        from derivcheck.report.stream import terminal_piece

        return partial(terminal_piece, verbose=verbose)
    return style(chosen, verbose=verbose).piece


def whole(result: ClaimResult) -> ClaimResult:
    """The result itself."""
    return result


def pipe(chosen: str, seed: int, *, verbose: bool) -> TextSink:
    """A report on standard output."""
    sink = TextSink(style(chosen, verbose=verbose), sys.stdout.buffer)
    sink.head(seed)
    return sink


def new_file(
    output: str, chosen: str, seed: int, identity: Mapping[str, Any], *, verbose: bool
) -> TextSink:
    """A report in a file, in place of an older one."""
    ledger = begin(output, identity)
    sink = TextSink(style(chosen, verbose=verbose), _open(output, "wb"), ledger)
    sink.head(seed)
    return sink


def resumed_file(
    output: str,
    chosen: str,
    seed: int,
    identity: Mapping[str, Any],
    note: Callable[[Entry], None],
    *,
    verbose: bool,
) -> TextSink:
    """The report of an interrupted run; `note` is told what it holds. A new one where none is."""
    if not Path(output).exists():
        return new_file(output, chosen, seed, identity, verbose=verbose)
    ledger, count, end = resume(output, identity, note)
    file = _open(output, "r+b")
    file.truncate(end)
    file.seek(end)
    sink = TextSink(style(chosen, verbose=verbose), file, ledger, first=not count)
    if not count:
        sink.head(seed)
    return sink


def _open(output: str, mode: str) -> BinaryIO:
    try:
        return open(output, mode)  # type: ignore[return-value]
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}") from error
