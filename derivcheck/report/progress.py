"""Live progress of a run, on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from derivcheck.core.events import ClaimFinished, ClaimRecalled, ClaimStarted, Event, RunStarted
from derivcheck.report.tally import Tally

Watch = Callable[[Event], None]
WatchCorpus = Callable[[Tally, int], None]
REDRAW_SECONDS = 0.1
NAMED = 2
"""Claims under way that are named; the others are counted."""


@contextmanager
def progress(console: Console | None = None) -> Iterator[Watch]:
    """Draw a bar on standard error while events come in; draw nothing where that is no terminal.

    What is yielded takes the events. The bar is gone when the context ends.
    """
    chosen = console or Console(stderr=True, highlight=False)
    if not chosen.is_terminal:
        yield lambda event: None
        return
    with Progress(
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[failed]}[dim]{task.fields[now]}[/]"),
        console=chosen,
        transient=True,
    ) as bar:
        yield _Board(bar).tell


@contextmanager
def corpus_progress(total: int | None, console: Console | None = None) -> Iterator[WatchCorpus]:
    """Draw how far a corpus is: counts by verdict, claims a second, the time left.

    `total` are the bytes of its files, None where they are not known: then nobody knows how long
    it takes. What is yielded takes the counts and the bytes so far.
    """
    chosen = console or Console(stderr=True, highlight=False)
    with Progress(
        BarColumn(bar_width=24),
        TextColumn("{task.fields[counts]}"),
        TextColumn("[dim]{task.fields[rate]}[/]"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=chosen,
        transient=True,
    ) as bar:
        yield _CorpusBoard(bar, bar.add_task("", total=total, counts="", rate="")).tell


@dataclass(slots=True)
class _CorpusBoard:
    """The bar; the claims that an interrupted run had settled do not count for the rate."""

    bar: Progress
    task: TaskID
    before: int | None = None
    started: float = field(default_factory=monotonic)
    drawn: float = 0.0

    def tell(self, counts: Tally, consumed: int) -> None:
        """Take in the counts so far."""
        now = monotonic()
        if self.before is None:
            self.before = counts.claims - 1
        if now - self.drawn < REDRAW_SECONDS:
            return
        self.drawn = now
        rate = (counts.claims - self.before) / max(now - self.started, 1e-3)
        self.bar.update(
            self.task,
            completed=consumed,
            counts=", ".join(f"{number} {name}" for name, number in counts.verdicts.items()),
            rate=f"{rate:.3g} claims/s",
        )


@dataclass(slots=True)
class _Board:
    """The bar, the claims under way, and how many were not ok."""

    bar: Progress
    failed: int = 0
    under_way: list[str] = field(default_factory=list)

    def tell(self, event: Event) -> None:
        """Take in one event."""
        if isinstance(event, RunStarted):
            self.bar.add_task("", total=event.claims, failed="", now="")
        elif isinstance(event, ClaimStarted):
            self.under_way.append(event.id)
        elif isinstance(event, ClaimFinished):
            self._finish(event.result.claim.id, ok=event.result.ok)
        elif isinstance(event, ClaimRecalled):
            self._finish(event.id, ok=event.ok)
        for task in self.bar.task_ids:
            self.bar.update(task, failed=self._failed(), now=self._now())

    def _finish(self, id: str, *, ok: bool) -> None:
        if id in self.under_way:
            self.under_way.remove(id)
        self.failed += not ok
        for task in self.bar.task_ids:
            self.bar.advance(task)

    def _failed(self) -> str:
        return f"[red]{self.failed} not ok[/]  " if self.failed else ""

    def _now(self) -> str:
        named = escape(", ".join(self.under_way[:NAMED]))
        others = len(self.under_way) - NAMED
        return f"{named} and {others} more" if others > 0 else named
