"""Claims from files of data."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from derivcheck.core.claim import Claim
from derivcheck.lang.errors import UsageError
from derivcheck.run.files import read_files
from derivcheck.run.job import Unreadable

GOOD = '{"id": "good", "derivation": ["1", "== 1"]}\n'
BAD = '{"id": "bad", "derivation": ["1", "== unknown"]}\n'


def test_a_bad_claim_costs_itself_only(tmp_path: Path) -> None:
    """One mistake would cost a whole file, or pass unseen."""
    path = tmp_path / "claims.jsonl"
    path.write_text(BAD + GOOD + '{"id"\n')
    jobs = read_files([str(path)])
    assert [type(job) for job in jobs] == [Unreadable, Claim, Unreadable]
    assert [job.id for job in jobs] == ["bad", "good", f"{path}:3"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims could not be piped in."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    assert [job.id for job in read_files(["-"])] == ["good"]


def test_an_id_is_unique_in_the_run(tmp_path: Path) -> None:
    """Of two claims with one id in two files, one would hide the other in the report."""
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(GOOD)
    first, second = read_files([str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")])
    assert isinstance(first, Claim) and isinstance(second, Unreadable)


@pytest.mark.parametrize(("name", "text"), [("none.toml", None), ("x.txt", GOOD), ("e.jsonl", "")])
def test_files_that_are_none(tmp_path: Path, name: str, text: str | None) -> None:
    """A misspelt file would look like one without mistakes."""
    path = tmp_path / name
    if text is not None:
        path.write_text(text)
    with pytest.raises(UsageError, match=name):
        read_files([str(path)])
