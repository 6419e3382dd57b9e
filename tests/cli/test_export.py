"""`derivcheck export` and `derivcheck schema` on a project."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from derivcheck.cli.main import main

Project = Callable[..., Path]


def test_what_is_exported_is_checked(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The exported file would not be read by `check`, or have other verdicts than `run`."""
    project()
    assert main(["export", "all", "--output", "claims.toml"]) == 0
    assert main(["check", "claims.toml", "--format", "json"]) == 0
    read = {claim["id"]: claim for claim in json.loads(capsys.readouterr().out)["claims"]}
    assert main(["run", "all", "--format", "json"]) == 0
    run = {claim["id"]: claim for claim in json.loads(capsys.readouterr().out)["claims"]}
    assert (
        {id: claim["verdict"] for id, claim in run.items()}
        == {id: claim["verdict"] for id, claim in read.items()}
        == {"one-is-one": "verified", "one-is-two": "refuted"}
    )
    assert read["one-is-one"]["source"] == run["one-is-one"]["source"]


def test_lines_of_json(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipeline would get a claim over several lines, or text that is no JSON."""
    project()
    assert main(["export", "one-is-*", "--format", "jsonl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["one-is-one", "one-is-two"]


@pytest.mark.parametrize(
    ("words", "said"),
    [(["none"], "did you mean one-is-two"), (["all", "--output", "no/where"], "no folder"),
     (["all", "--output", "."], "is a folder")],
)  # fmt: skip
def test_what_cannot_be_exported(
    project: Project, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    """A wrong word would look like a fault of the program."""
    project()
    assert main(["export", *words]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("of", ["file", "claim", "report"])
def test_schemas_are_printed(capsys: pytest.CaptureFixture[str], of: str) -> None:
    """An editor would be handed something that is no schema."""
    assert main(["schema", of]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
