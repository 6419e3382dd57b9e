"""Live progress of an audit on a terminal: how many mutants have ended, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from derivcheck.core.audit import STATUSES, MutantResult


@contextmanager
def audit_progress(
    total: int, done: int = 0, console: Console | None = None
) -> Iterator[Callable[[MutantResult], None]]:
    """A bar on standard error; call what it gives with each result."""
    ended: Counter[str] = Counter()
    with Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
        console=console or Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("", total=total, completed=done)

        def tell(result: MutantResult) -> None:
            ended[result.status] += 1
            told = ", ".join(f"{ended[name]} {name}" for name in STATUSES if ended[name])
            bar.update(task, advance=1, description=told)

        yield tell
