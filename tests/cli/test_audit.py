"""Audits from the command line to the report and the exit status."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from derivcheck.cli import auditing
from derivcheck.cli.main import main
from derivcheck.run.audit.execute import Tell
from derivcheck.run.audit.ledger import Ledger
from derivcheck.run.audit.plan import Case, plan
from derivcheck.run.catalog import catalog
from derivcheck.run.load import load
from tests.conftest import Write

SUMS = '''"""Notes: on sums."""

from derivcheck import Derivation, claim, real


@claim("square")
def square(d: Derivation) -> None:
    """The square of a sum."""
    x = real("x")
    d.start((x + 1) ** 2)
    d.eq(x**2 + 2 * x + 1)


@claim("false", expect="refuted")
def false(d: Derivation) -> None:
    """No sum is its double."""
    x = real("x")
    d.start(x)
    d.eq(2 * x)


@claim("double")
def double(d: Derivation) -> None:
    """A sum that is doubled."""
    x = real("x")
    d.start(x + x)
    d.eq(2 * x)
'''


def audit(*words: str) -> int:
    """Run the command with one worker."""
    return main(["audit", *words, "-j", "1"])


def report(path: Path) -> Any:
    """A report that was written."""
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_mutant_is_reported(project: Write, tmp_path: Path) -> None:
    """A program could not tell how an audit ended, or which mutants there were."""
    project(SUMS)
    output = tmp_path / "audit.json"
    assert audit("square", "--format", "json", "--output", str(output)) == 0
    made = report(output)
    summary = made["summary"]
    counts = [summary[name] for name in ("killed", "equivalent", "survived", "undecided")]
    assert sum(counts) == summary["mutants"] == summary["made"] == len(made["mutants"])
    assert summary["killed"] > 10
    assert summary["score"] == 1
    for row in made["mutants"]:
        assert (row["claim"], row["step"], row["lhs"]) == ("square", 1, "(x + 1)**2")
        assert (row["witness"] is not None) == (row["status"] == "killed")


def test_a_survivor_is_shown_and_fails(
    project: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake that would pass would go unmentioned."""

    def lenient(cases: list[Case], pool: object, tell: Tell) -> None:
        for place, case in enumerate(cases):
            tell(case.ended("killed" if place else "survived", "no proof was found"))

    monkeypatch.setattr(auditing, "execute", lenient)
    project(SUMS)
    assert audit("double", "--format", "plain") == 1
    shown = capsys.readouterr().out
    assert "survived  double, step 1" in shown
    assert "no proof was found" in shown


def test_false_claims_are_no_subject(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """An audit of nothing would count as a success."""
    project(SUMS)
    assert audit("false") == 2
    assert "nothing to audit" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("nosuch",), ("square", "--limit", "0"), ("square", "--resume")])
def test_bad_usage(project: Write, words: tuple[str, ...]) -> None:
    """A mistyped command would look like a failed audit, or like a good one."""
    project(SUMS)
    try:
        assert audit(*words) == 2
    except SystemExit as left:
        assert left.code == 2


def test_an_interrupted_audit_is_carried_on(project: Write, tmp_path: Path) -> None:
    """What an interrupted audit had found would be lost, done twice, or told differently."""
    project(SUMS)
    whole, resumed = tmp_path / "whole.json", tmp_path / "resumed.json"
    words = ("square", "--limit", "6", "--format", "json", "--output")
    assert audit(*words, str(whole)) == 0
    assert not Path(f"{whole}.partial").exists()
    rows = report(whole)["mutants"]
    kept = _half_done(resumed, rows)
    assert audit(*words, str(resumed), "--resume") == 0
    again = report(resumed)["mutants"]
    assert [row["rhs"] for row in again] == [row["rhs"] for row in rows]
    assert again[0]["reason"] == kept


def _half_done(resumed: Path, rows: list[Any]) -> str:
    """Leave the first mutant of an audit in the file that is carried on, with a mark in it."""
    entry = next(e for e in catalog(("derivations",)) if e.id == "square")
    first = plan([load(entry)], limit=6).cases[0]
    assert first.ended("killed").rhs == rows[0]["rhs"]
    Ledger(Path(f"{resumed}.partial")).add(replace(first.ended("killed"), reason="seen before"))
    return "seen before"


def test_a_sample_is_smaller(project: Write, tmp_path: Path) -> None:
    """A quick audit would take as long as a full one."""
    project(SUMS)
    output = tmp_path / "audit.json"
    assert audit("all", "--sample", "3", "--format", "json", "--output", str(output)) in (0, 1)
    made = report(output)["summary"]
    assert (made["mutants"], made["claims"], made["made"] > 20) == (3, 2, True)
