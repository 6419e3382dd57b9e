"""The files that a claim rests on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import derivcheck
from derivcheck.run.cache.files import digest, unchanged

READER = """
import json, sys, importlib
from derivcheck.run.cache.files import Witnessed
seen = Witnessed()
sys.path.insert(0, ".")
importlib.import_module("helper")
import decimal, email.mime.text, sympy
if sys.argv[1:]:
    open("helper.py", "a").write("# changed meanwhile")
print(json.dumps(seen.files()))
"""


def witnessed(folder: Path, *words: str) -> dict[str, str] | None:
    """The files that a process has read that imports a helper, which reads a file of data."""
    (folder / "data.txt").write_text("1")
    (folder / "helper.py").write_text(
        "open('data.txt').read()\nopen('out.txt', 'w').write('2')\n"
        "try:\n    open('absent.txt')\nexcept OSError:\n    pass\n"
    )
    for name in ("data.txt", "helper.py"):
        os.utime(folder / name, (1, 1))
    root = str(Path(derivcheck.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", READER, *words],
        cwd=folder,
        env={"PYTHONPATH": root},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found: list[list[str]] | None = json.loads(done.stdout)
    return None if found is None else {Path(path).name: value for path, value in found}


def test_modules_and_data_are_seen(tmp_path: Path) -> None:
    """A result would be believed though a helper, or the data it reads, has changed."""
    for _ in range(2):  # the second time the helper is read from its compiled file
        found = witnessed(tmp_path)
        assert found is not None
        assert sorted(found) == ["absent.txt", "data.txt", "helper.py"]
        assert found["data.txt"] == digest(str(tmp_path / "data.txt"))
        assert found["absent.txt"] == "missing"


def test_a_file_that_changes_meanwhile_is_unknown(tmp_path: Path) -> None:
    """A result would be stored under a file that it was not made from."""
    assert witnessed(tmp_path, "change") is None


def test_change_is_seen(tmp_path: Path) -> None:
    """A file that was edited, removed or added would not count."""
    path, absent = tmp_path / "a", tmp_path / "b"
    path.write_text("1")
    files = {str(path): digest(str(path)), str(absent): digest(str(absent))}
    assert unchanged(files, {})
    absent.write_text("")
    assert not unchanged(files, {})
    absent.unlink()
    path.write_text("2")
    assert not unchanged(files, {})
