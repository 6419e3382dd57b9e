"""Showing what the prover knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivcheck.cli.main import main
from derivcheck.symbolic.registry import RULES


def test_every_rule_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A rule would be used without anybody being able to look it up."""
    assert main(["rules"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in shown] == sorted({rule.name for rule in RULES})


def test_one_rule_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    """A rule's examples, or what it rests on, would stay hidden."""
    rule = RULES[0]
    assert main(["rules", rule.name]) == 0
    shown = capsys.readouterr().out
    assert rule.statement in shown and rule.source in shown
    assert all(example.step in shown for example in rule.holds + rule.fails)


def test_unknown_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt rule would be shown as nothing."""
    assert main(["rules", RULES[0].name + "x"]) == 2
    assert f"did you mean {RULES[0].name}" in capsys.readouterr().err


def test_rules_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A project's own rules would be unknown to it."""
    (tmp_path / "pyproject.toml").write_text("[tool.derivcheck]\nrules = ['rules_of_mine']\n")
    (tmp_path / "rules_of_mine.py").write_text(
        "from derivcheck.symbolic.rule import Rule\n"
        "RULES = (Rule('mine.own', 'What I say.', 'nowhere', (), ()),)\n"
    )
    (tmp_path / "derivations").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.path", ["", *__import__("sys").path])
    assert main(["rules"]) == 0
    assert "mine.own" in capsys.readouterr().out
