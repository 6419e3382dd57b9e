"""Runs from the command line to the report and the exit status."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from derivcheck.cli.main import main
from tests.conftest import MODULE, Write

TRUE_OR_FALSE = '''"""Steps on which the prover, or an unsound one, has a word to say."""

from derivcheck import Derivation, claim, cos, log, positives, real, sin


@claim("plain")
def plain(d: Derivation) -> None:
    """The logarithm of a product."""
    x, y = positives("x y")
    d.start(log(x * y))
    d.eq(log(x) + log(y))


@claim("unexplained")
def unexplained(d: Derivation) -> None:
    """A true step that the rule named for it has no word on."""
    x = real("x")
    d.start(sin(x) ** 2 - sin(x) + 1)
    d.gt(0, by="expectation.linear")


@claim("hangs")
def hangs(d: Derivation) -> None:
    """A step on which a rule of the project never returns, between two others."""
    x = real("x")
    d.start(x + x)
    d.eq(2 * x)
    with d.lemma("hanging"):
        d.start(cos(2 * x))
        d.eq(2 * cos(x) ** 2 - 1)


@claim("unsound")
def unsound(d: Derivation) -> None:
    """A false step that an unsound rule of the project approves."""
    x = real("x")
    d.start(sin(x))
    d.eq(x)
'''

RULES = '''"""Rules of a project: one that never returns, one that is unsound."""

import sympy

from derivcheck.symbolic.rule import Rule


def forever(expression, context):
    while True:
        pass


RULES = (
    Rule("test.hangs", "Never returns.", "", (), (), on=(sympy.cos,), rewrite=forever),
    Rule("test.unsound", "sin(x) is x.", "", (), (), on=(sympy.sin,),
         rewrite=lambda expression, context: expression.args[0]),
)
'''


def report(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    """Exit status and JSON report of a run."""
    status = main(["run", "all", "--format", "json", *words])
    return status, json.loads(capsys.readouterr().out)


@pytest.fixture
def with_rules(project: Write, tmp_path: Path) -> None:
    """A project whose pyproject.toml names rules of its own."""
    project(TRUE_OR_FALSE)
    (tmp_path / "pyproject.toml").write_text('[tool.derivcheck]\nrules = ["own_rules"]\n')
    (tmp_path / "own_rules.py").write_text(RULES)


def test_an_unsound_rule_is_caught(with_rules: None, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that approves what is false would be believed."""
    assert main(["run", "unsound", "--format", "json"]) == 3
    (claim,) = json.loads(capsys.readouterr().out)["claims"]
    assert (claim["verdict"], claim["ok"]) == ("conflict", False)
    (step,) = claim["steps"]
    assert step["symbolic"]["rules"] == ["test.unsound"]
    assert step["witness"] is not None


def test_a_hanging_proof_costs_its_own_step_only(
    with_rules: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """A proof that never ends would end the run, or take what was known with it."""
    words = ("run", "hangs", "plain", "--time-limit", "4", "-j", "1", "--format", "json")
    assert main(list(words)) == 1
    plain, hangs = json.loads(capsys.readouterr().out)["claims"]
    assert (plain["id"], plain["verdict"]) == ("plain", "verified")
    assert hangs["verdict"] == "undecided"
    known, hanging = hangs["steps"]
    assert known["verdict"] == "proved"
    assert (hanging["verdict"], hanging["reason"]) == ("undecided", "timeout")
    assert hanging["numeric"]["status"] == "agrees"


def test_supported_is_not_ok(with_rules: None, capsys: pytest.CaptureFixture[str]) -> None:
    """A run with an unproved claim would succeed."""
    assert main(["run", "unexplained", "--format", "plain"]) == 1
    assert "supported" in capsys.readouterr().out


def test_as_expected(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A true claim and a known-false one would not make a successful run."""
    project()
    status, made = report(capsys)
    assert status == 0
    assert (made["schema"], made["seed"]) == ("derivcheck.report/1", 0)
    assert [(c["id"], c["verdict"], c["ok"]) for c in made["claims"]] == [
        ("one-is-one", "verified", True),
        ("one-is-two", "refuted", True),
    ]


def test_the_number_of_workers_changes_nothing(
    with_rules: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two runs of the same claims would give different reports."""
    texts = []
    for jobs in ("1", "3"):
        main(
            ["run", "plain", "unexplained", "unsound", "--no-cache", "--format", "json", "-j", jobs]
        )
        texts.append(re.sub(r'"seconds": [0-9.e-]+', "", capsys.readouterr().out))
    assert texts[0] == texts[1]


def test_fail_fast(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """--fail-fast would go on after a claim that is not ok."""
    project(MODULE.replace('"refuted"', '"verified"'))
    project(MODULE.replace("one-is", "later"), "later.py")
    status, made = report(capsys, "--fail-fast")
    assert status == 1
    assert [claim["id"] for claim in made["claims"]] == ["one-is-one", "one-is-two"]


def test_a_broken_module_costs_its_own_claims(
    project: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    """A module that fails to import would stop the run, or be left out of it."""
    project()
    project(
        "import nowhere\nfrom derivcheck import claim\n@claim('b')\ndef b(d): '''B.'''\n", "b.py"
    )
    status, made = report(capsys)
    assert status == 2
    verdicts = {claim["id"]: claim["verdict"] for claim in made["claims"]}
    assert verdicts == {"b": "error", "one-is-one": "verified", "one-is-two": "refuted"}


@pytest.mark.parametrize(("style", "start"), [("plain", "- "), ("json", "{"), ("junit", "<?xml")])
def test_output_file(
    project: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str], style: str, start: str
) -> None:
    """--output would write something else, or nothing."""
    project()
    path = tmp_path / "report"
    assert main(["run", "all", "--format", style, "--output", str(path)]) == 0
    assert path.read_text().startswith(start) or style == "plain"
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "1 verified, 1 refuted as expected, 0 not ok" in captured.err


def test_output_to_nowhere(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A report that cannot be written would be noticed after the run only."""
    project()
    assert main(["run", "all", "--output", "no/where.json"]) == 2
    assert "there is no folder" in capsys.readouterr().err


def test_explain(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A derivation could not be read by a person, or by a program."""
    project()
    assert main(["explain", "one-is-one", "--format", "markdown"]) == 0
    assert "One is one" in capsys.readouterr().out
    assert main(["explain", "one-is-*", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_check_reads_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A claim file would be checked by other means than a claim in Python."""
    path = tmp_path / "claims.jsonl"
    path.write_text(
        '{"id": "good", "given": {"x": "real"}, "derivation": ["x + x", "== 2*x"]}\n'
        '{"id": "bad", "given": {"x": "real"}, "derivation": ["x + x", "== 3*x"]}\n'
    )
    assert main(["check", str(path), "--format", "json"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert [claim["verdict"] for claim in made["claims"]] == ["verified", "refuted"]
    assert made["claims"][1]["steps"][0]["diagnosis"]
