"""The database of results: damage, other runs, folders that cannot be written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from derivcheck.run.cache import store as module
from derivcheck.run.cache.store import KEPT_DAYS, Row, Store

ROW = Row("key", b"value", "[]")


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A database with one row."""
    path = str(tmp_path / "cache" / "results.sqlite")
    store = Store(path)
    store.put([ROW])
    store.close()
    return path


def found(path: str) -> bytes | None:
    """The value of the row, as another run sees it."""
    store = Store(path)
    row = store.get("key")
    assert store.trouble == ""
    store.close()
    return row.value if row else None


def test_what_is_put_is_found(path: str) -> None:
    """Nothing would be remembered."""
    assert found(path) == b"value"
    assert Store(path).get("other") is None


@pytest.mark.parametrize("column", ["value", "files", "glance", "key", "digest"])
def test_a_damaged_row_is_dropped(path: str, column: str) -> None:
    """A row that was changed would be believed."""
    with sqlite3.connect(path) as database:
        database.execute(f"UPDATE results SET {column} = 'other'")
    database.close()
    assert found(path) is None
    store = Store(path)
    store.put([ROW])
    store.close()
    assert found(path) == b"value"


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_rebuilt(path: str, content: bytes) -> None:
    """A file that is no database would break every run until somebody removes it."""
    Path(path).write_bytes(content)
    assert found(path) is None
    store = Store(path)
    store.put([ROW])
    store.close()
    assert found(path) == b"value"


@pytest.mark.parametrize("place", [100, 2000, 5000, 9000])
def test_damage_within_is_never_believed(path: str, place: int) -> None:
    """A page that was overwritten would give another value."""
    content = bytearray(Path(path).read_bytes())
    content[place : place + 200] = b"\x55" * 200
    Path(path).write_bytes(content)
    assert found(path) in (None, b"value")


def test_another_schema_is_rebuilt(path: str) -> None:
    """A table of other columns would end the use of the cache for good."""
    os.remove(path)
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE results (a)")
    database.close()
    assert found(path) is None


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A run would fail because it cannot remember."""
    (tmp_path / "file").write_text("")
    store = Store(str(tmp_path / "file" / "results.sqlite"))
    assert store.get("key") is None
    store.put([ROW])
    assert "file" in store.trouble


def test_a_full_disk_is_told(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk would end the run, or have the cache thrown away."""

    def full(*arguments: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    store = Store(path)
    with monkeypatch.context() as patch:
        patch.setattr(module, "_in_one", full)
        store.put([Row("new", b"", "[]")])
    assert "full" in store.trouble
    assert found(path) == b"value"


WRITER = """
import sys
from derivcheck.run.cache.store import Row, Store
store = Store(sys.argv[1])
for number in range(200):
    store.put([Row(f"{sys.argv[2]}-{number}", b"x" * 500, "[]"), Row("shared", b"same", "[]")])
    assert store.get("shared").value == b"same"
assert store.trouble == "", store.trouble
store.close()
"""


def test_runs_share_it(path: str) -> None:
    """Runs at the same time would lose results, or wait for each other for ever."""
    root = str(Path(module.__file__).parents[3])
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, name], env={"PYTHONPATH": root})
        for name in "abc"
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    store = Store(path)
    assert store.count() == 602
    store.close()


def test_what_nobody_asks_for_is_removed(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache would grow for ever, or lose what is in use."""
    today = module._today()
    monkeypatch.setattr(module, "_today", lambda: today + KEPT_DAYS + 1)
    store = Store(path)
    store.put([Row("new", b"", "[]")])
    store.touch(["new"])
    assert store.count() == 2
    monkeypatch.setattr(module, "_today", lambda: today + KEPT_DAYS + 2)
    store.touch(["new"])
    assert store.count() == 1
    store.close()


def test_clear(path: str) -> None:
    """The cache could not be emptied."""
    Store(path).clear()
    assert os.listdir(os.path.dirname(path)) == []
