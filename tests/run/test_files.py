"""Claims from files of data."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.claimfile.limits import MAX_LINE
from derivcheck.lang.errors import UsageError
from derivcheck.run.files import read_items, total_bytes
from derivcheck.run.job import Line, Unreadable, opened

GOOD = '{"id": "good", "derivation": ["1", "== 1"]}\n'
BAD = '{"id": "bad", "derivation": ["1", "== unknown"]}\n'


def test_a_bad_line_costs_itself_only(tmp_path: Path) -> None:
    """One mistake would cost a whole file, or pass unseen."""
    path = tmp_path / "claims.jsonl"
    path.write_text(BAD + "\n \n" + GOOD + '{"id"\n')
    jobs = [opened(item.job) for item in read_items([str(path)])]
    assert [type(job) for job in jobs] == [Unreadable, Claim, Unreadable]
    assert [job.id for job in jobs] == ["bad", "good", f"{path}:5"]


def test_lines_are_left_to_the_workers(tmp_path: Path) -> None:
    """A corpus would be read by one process while the others wait."""
    path = tmp_path / "claims.jsonl"
    path.write_text(GOOD)
    (item,) = read_items([str(path)])
    assert item.job == Line(str(path), 1, GOOD.encode())
    assert item.consumed == total_bytes([str(path)]) == len(GOOD)


def test_a_line_without_end_is_passed_over(tmp_path: Path) -> None:
    """A line of any length would be held in memory, or its rest be taken for other claims."""
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b'{"id": "' + b"x" * (3 * MAX_LINE) + b'"}\n' + GOOD.encode())
    long, good = read_items([str(path)])
    assert isinstance(long.job, Line) and len(long.job.text) == MAX_LINE + 2
    assert "more than" in str(opened(long.job))
    assert (opened(good.job).id, good.consumed) == ("good", path.stat().st_size)


def test_a_bad_table_costs_itself_only(tmp_path: Path) -> None:
    """One mistake in a TOML file would cost the others."""
    path = tmp_path / "claims.toml"
    text = '[[claim]]\nid = "{}"\nderivation = ["1", "== {}"]\n'
    path.write_text(text.format("bad", "unknown") + text.format("good", "1"))
    jobs = [item.job for item in read_items([str(path)])]
    assert [(type(job), job.id) for job in jobs] == [(Unreadable, "bad"), (Claim, "good")]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims could not be piped in."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    assert [opened(item.job).id for item in read_items(["-"])] == ["good"]
    assert total_bytes(["-"]) is None


@pytest.mark.parametrize(("name", "text"), [("none.toml", None), ("x.txt", GOOD), ("e.jsonl", "")])
def test_files_that_are_none(tmp_path: Path, name: str, text: str | None) -> None:
    """A misspelt file would look like one without mistakes."""
    path = tmp_path / name
    if text is not None:
        path.write_text(text)
    with pytest.raises(UsageError, match=name):
        list(read_items([str(path)]))
