"""Runs that find what earlier runs found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import derivcheck
from derivcheck.cli.main import main
from derivcheck.run.cache.folder import cache_file
from tests.conftest import MODULE, Write

HELPED = '''"""A claim that rests on another module."""

import helper

from derivcheck import Derivation, claim


@claim("helped")
def helped(d: Derivation) -> None:
    """One is whatever the helper says."""
    d.start(1)
    d.eq(helper.ONE)
'''
TRACED = """
import sys
from derivcheck.cli.main import main
status = main(["run", "all", "--format", "plain"])
heavy = {"sympy", "scipy", "numpy", "flint", "rich", "pebble", "multiprocessing"}
loaded = {name.partition(".")[0] for name in sys.modules} & heavy
loaded |= {name for name in sys.modules if name.startswith("derivcheck.lang")}
print(sorted(loaded))
sys.exit(status)
"""


def run(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    """The claims of the JSON report of a run."""
    main([*(words or ("run", "all")), "--format", "json"])
    claims: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["claims"]
    return claims


def cached(claims: list[dict[str, Any]]) -> list[bool]:
    """Which claims say that they are cached."""
    return [claim.get("cached", False) for claim in claims]


def test_the_second_run_finds_everything(
    project: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run would check again what it knows, or change it, or hide that it is cached."""
    project()
    first, second = run(capsys), run(capsys)
    assert (cached(first), cached(second)) == ([False, False], [True, True])
    for claim in second:
        del claim["cached"]
    assert first == second
    assert main(["run", "all"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("  cached\n") == 2 and "2 cached" in shown


def test_no_cache_checks_anew(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """There would be no way around a cache."""
    project()
    run(capsys)
    assert cached(run(capsys, "run", "all", "--no-cache")) == [False, False]


def test_an_edit_is_checked_anew(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """An edited claim, or another seed, would show an old result."""
    written = project().stat().st_mtime_ns
    run(capsys)
    assert cached(run(capsys, "run", "all", "--seed", "1")) == [False, False]
    edited = project(MODULE.replace("d.eq(1", "d.eq(3"))
    os.utime(edited, ns=(written, written))  # a quick edit: bytecode made before would pass for it
    assert [claim["verdict"] for claim in run(capsys)] == ["refuted", "refuted"]


def test_an_edited_helper_is_checked_anew(
    project: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A claim would be believed though a module it imports was edited."""
    project(HELPED)
    helper = tmp_path / "helper.py"
    verdicts = []
    for number, seconds in ((1, 10), (1, 10), (2, 20)):
        helper.write_text(f"ONE = {number}\n")
        os.utime(helper, (seconds, seconds))
        (claim,) = run(capsys)
        verdicts.append((claim["verdict"], claim.get("cached", False)))
    assert verdicts == [("verified", False), ("verified", True), ("refuted", False)]


def test_a_cached_run_loads_no_mathematics(project: Write, tmp_path: Path) -> None:
    """A second run would take as long as importing SymPy does, or as loading its claims."""
    project()
    root = str(Path(derivcheck.__file__).parents[1])
    places = {"PYTHONPATH": root, "DERIVCHECK_CACHE": str(tmp_path / "cache")}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", TRACED],
            env=places,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    assert "2 cached" in done.stdout
    assert done.stdout.endswith("[]\n")


def test_explain_and_check_use_it(
    project: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A derivation that was just checked would be checked again to be shown."""
    project()
    path = tmp_path / "claims.toml"
    path.write_text('[[claim]]\nid = "one"\nderivation = ["log(2)", "== log(4)/2"]\n')
    run(capsys)
    assert main(["explain", "one-is-one", "--format", "markdown"]) == 0
    assert ", cached." in capsys.readouterr().out


def test_a_failure_is_shown_as_cached(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A failure from the cache would look like one of this run, and a cached run would pass."""
    project(MODULE.replace('"refuted"', '"verified"'))
    run(capsys)
    assert main(["run", "one-is-two", "--format", "plain"]) == 1
    assert "one-is-two  refuted  cached\n" in capsys.readouterr().out
    assert main(["run", "one-is-two", "--format", "junit"]) == 1
    assert '<property name="cached" value="true" />' in capsys.readouterr().out


def test_fail_fast_ends_with_a_cached_failure(
    project: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    """--fail-fast would check what stands behind a failure that is known."""
    project(MODULE.replace('"refuted"', '"verified"'))
    run(capsys)
    project(MODULE.replace("one-is", "later"), "later.py")
    claims = run(capsys, "run", "all", "--fail-fast")
    assert [claim["id"] for claim in claims] == ["one-is-one", "one-is-two"]


def test_a_folder_that_cannot_be_written_is_a_warning(
    project: Write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A run would fail because it cannot remember."""
    project()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DERIVCHECK_CACHE", str(tmp_path / "file" / "cache"))
    assert main(["run", "all", "--format", "plain"]) == 0
    assert "the cache cannot be used" in capsys.readouterr().err


def test_info_and_clear(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody could see what is in the cache, or empty it."""
    project()
    assert main(["cache", "info"]) == 0
    assert "holds 0 results" in capsys.readouterr().out
    run(capsys)
    assert main(["cache", "info"]) == 0
    assert capsys.readouterr().out.startswith(f"{cache_file()}\nholds 2 results")
    assert main(["cache", "clear"]) == 0
    assert "removed 2 results" in capsys.readouterr().out
    assert cached(run(capsys)) == [False, False]
