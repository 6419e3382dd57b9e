"""Live progress."""

from __future__ import annotations

import io

from rich.console import Console

from derivcheck.core.events import ClaimFinished, ClaimStarted, RunStarted
from derivcheck.report.progress import Watch, progress
from tests.report import samples


def drive(watch: Watch) -> None:
    """A run of two claims, one of them not ok."""
    watch(RunStarted(2))
    watch(ClaimStarted("half-a-claim"))
    watch(ClaimFinished(samples.unreadable()))
    watch(ClaimStarted("kl-shifted-gaussians"))
    watch(ClaimFinished(samples.verified()))


def test_silent_where_nobody_watches() -> None:
    """A log file would fill with progress bars."""
    stream = io.StringIO()
    with progress(Console(file=stream)) as watch:
        drive(watch)
    assert stream.getvalue() == ""


def test_counts_what_is_not_ok() -> None:
    """A failure would be seen only when the run has ended."""
    stream = io.StringIO()
    with progress(Console(file=stream, force_terminal=True, width=100)) as watch:
        drive(watch)
    assert "1 not ok" in stream.getvalue()
    assert "2/2" in stream.getvalue()


def test_brackets_in_an_id_are_no_markup() -> None:
    """A claim with brackets in its id would crash the bar, or lose its name."""
    stream = io.StringIO()
    with progress(Console(file=stream, force_terminal=True, width=100)) as watch:
        watch(RunStarted(1))
        watch(ClaimStarted("odd[/]id"))
    assert "odd[/]id" in stream.getvalue()
