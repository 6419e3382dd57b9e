"""What a worker wrote down before it was killed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from derivcheck.run.check import unfinished
from derivcheck.run.journal import Journal
from tests.run.test_check import chain

CLAIM = chain(1, 1, 1)
STEP = unfinished(CLAIM.steps[0], "timeout")


def test_the_last_record_of_a_step_counts(tmp_path: Path) -> None:
    """A provisional result would outlive the final one."""
    journal = Journal(tmp_path / "journal")
    journal.begin(CLAIM)
    journal.record(STEP)
    journal.record(replace(STEP, verdict="proved"))
    assert journal.claim() == CLAIM
    assert {index: step.verdict for index, step in journal.steps().items()} == {1: "proved"}


def test_a_record_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    """A worker killed while writing would take what it had written before with it."""
    journal = Journal(tmp_path / "journal")
    journal.begin(CLAIM)
    journal.record(STEP)
    journal.path.write_bytes(journal.path.read_bytes()[:-7])
    assert journal.claim() == CLAIM
    assert journal.steps() == {}


def test_nothing_was_written(tmp_path: Path) -> None:
    """A worker that died at once would break the whole run."""
    journal = Journal(tmp_path / "journal")
    assert (journal.claim(), journal.steps()) == (None, {})
