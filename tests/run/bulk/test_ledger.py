"""What is known of a report that was cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivcheck.lang.errors import UsageError
from derivcheck.run.bulk.ledger import Entry, begin, entry, resume
from derivcheck.run.bulk.outcome import Outcome

IDENTITY = {"files": ["a", 1], "seed": 0}
ENTRIES = [
    entry(Outcome("a", "verified", True, "", False, "piece"), 10),
    entry(Outcome("b", "error", False, "author", False, "piece"), 20),
    entry(Outcome("c", "conflict", False, "engine", True, "piece"), 35),
]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A report of three claims, with its ledger, left by a run that was killed."""
    path = tmp_path / "report"
    path.write_bytes(b"x" * 35)
    ledger = begin(str(path), IDENTITY)
    for made in ENTRIES:
        ledger.add(made)
    ledger.close()
    return path


def resumed(output: Path) -> tuple[int, int, list[Entry]]:
    """How many claims there are, where they end, and their entries."""
    noted: list[Entry] = []
    ledger, count, end = resume(str(output), IDENTITY, noted.append)
    ledger.close()
    return count, end, noted


def test_entries_come_back(output: Path) -> None:
    """A resumed run would count other verdicts than were found."""
    assert resumed(output) == (3, 35, ENTRIES)


@pytest.mark.parametrize("size", [34, 21, 20])
def test_a_piece_that_was_cut_off_is_done_again(output: Path, size: int) -> None:
    """Half a line would stay in the report, or a claim be lost."""
    output.write_bytes(b"x" * size)
    assert resumed(output)[:2] == (2, 20)
    assert resumed(output)[:2] == (2, 20)


@pytest.mark.parametrize("missing", [1, 17, 18, 19])
def test_a_record_that_was_cut_off_is_done_again(output: Path, missing: int) -> None:
    """A claim would be in the report twice, or the next records be misread."""
    path = Path(f"{output}.resume")
    path.write_bytes(path.read_bytes()[:-missing])
    count = 2 if missing <= 18 else 1
    assert resumed(output)[0] == count
    ledger, _, _ = resume(str(output), IDENTITY, lambda made: None)
    for made in ENTRIES[count:]:
        ledger.add(made)
    ledger.close()
    assert resumed(output) == (3, 35, ENTRIES)


def test_a_damaged_record_is_not_believed(output: Path) -> None:
    """A verdict that was never found would be counted."""
    path = Path(f"{output}.resume")
    content = bytearray(path.read_bytes())
    content[-20] = 255
    path.write_bytes(content)
    assert resumed(output)[0] == 1


def test_one_run_at_a_time(output: Path) -> None:
    """Two runs would write into one report."""
    ledger, _, _ = resume(str(output), IDENTITY, lambda made: None)
    with pytest.raises(UsageError, match="another run is writing"):
        begin(str(output), IDENTITY)
    ledger.close()
    begin(str(output), IDENTITY).close()


@pytest.mark.parametrize("header", [b"", b"{", b"[]\n", b"\xff\n"])
def test_a_damaged_ledger_is_told(output: Path, header: bytes) -> None:
    """A file that says nothing of the run would be taken for its ledger."""
    Path(f"{output}.resume").write_bytes(header)
    with pytest.raises(UsageError, match="damaged"):
        resumed(output)


def test_a_finished_report_leaves_nothing(output: Path) -> None:
    """A report that is complete would look like one to be resumed."""
    ledger, _, _ = resume(str(output), IDENTITY, lambda made: None)
    ledger.finish()
    assert not Path(f"{output}.resume").exists()
    with pytest.raises(UsageError, match="not the report of an interrupted run"):
        resumed(output)
