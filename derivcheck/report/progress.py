"""Live progress of a run, on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from derivcheck.core.events import ClaimFinished, ClaimStarted, Event, RunStarted

Watch = Callable[[Event], None]
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
            self._finish(event)
        for task in self.bar.task_ids:
            self.bar.update(task, failed=self._failed(), now=self._now())

    def _finish(self, event: ClaimFinished) -> None:
        if event.result.claim.id in self.under_way:
            self.under_way.remove(event.result.claim.id)
        self.failed += not event.result.ok
        for task in self.bar.task_ids:
            self.bar.advance(task)

    def _failed(self) -> str:
        return f"[red]{self.failed} not ok[/]  " if self.failed else ""

    def _now(self) -> str:
        named = escape(", ".join(self.under_way[:NAMED]))
        others = len(self.under_way) - NAMED
        return f"{named} and {others} more" if others > 0 else named
