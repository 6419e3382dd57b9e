"""The plain report."""

from __future__ import annotations

import pytest

from derivcheck.report import plain
from tests.report import samples
from tests.report.snapshot import check_snapshot


def test_every_kind() -> None:
    """The plain report would change its look unnoticed."""
    check_snapshot("plain.txt", plain.report(samples.every_kind(), seconds=3.2))


def test_verbose() -> None:
    """The rules and the evidence of every step would be lost from the verbose report."""
    check_snapshot(
        "plain-verbose.txt", plain.report((samples.verified(),), seconds=0.3, verbose=True)
    )


def test_no_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """A narrow terminal would change what is written to a file."""
    before = plain.report(samples.every_kind(), seconds=1.0)
    monkeypatch.setenv("COLUMNS", "20")
    assert plain.report(samples.every_kind(), seconds=1.0) == before


def test_last_line_counts() -> None:
    """The count at the end would not add up to the claims."""
    text = plain.report(samples.every_kind(), seconds=3.2)
    last = text.splitlines()[-1]
    assert last == "1 verified, 1 refuted as expected, 4 not ok, in 3.20 s"


def test_nothing_to_report() -> None:
    """A run of no claims would crash the report."""
    report = plain.report((), seconds=0.0)
    assert report == "0 verified, 0 refuted as expected, 0 not ok, in 0.00 s\n"
