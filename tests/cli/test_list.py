"""Listing claims."""

from __future__ import annotations

import json

import pytest

from derivcheck.cli.main import main
from tests.conftest import Write


def test_by_document(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A person would not see which claims there are, or in which document."""
    project()
    assert main(["list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "homework: A homework: on numbers.",
        "  one-is-one  One is one.",
        "  one-is-two  One is not two.",
    ]


def test_json(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A program would not find the source or the place of a claim."""
    path = project()
    assert main(["list", "--format", "json", "one-is-two"]) == 0
    (document,) = json.loads(capsys.readouterr().out)
    assert (document["document"], document["title"]) == ("homework", "A homework: on numbers.")
    assert document["claims"] == [
        {
            "id": "one-is-two",
            "title": "One is not two.",
            "source": {"document": "A homework", "at": "problem 2"},
            "tags": ["false"],
            "expect": "refuted",
            "location": {"file": str(path), "line": 13, "column": 1},
        }
    ]


def test_a_folder_that_is_named(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """--from would be ignored."""
    folder = project(folder="elsewhere").parent
    assert main(["list", "--from", str(folder)]) == 0
    assert "one-is-one" in capsys.readouterr().out


def test_no_claims_is_said(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder would look like a finished job."""
    project("")
    assert main(["list"]) == 2
    assert "no claims in" in capsys.readouterr().err
