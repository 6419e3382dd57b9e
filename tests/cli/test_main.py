"""The command line around its commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import derivcheck
from derivcheck.cli.main import command_names, main
from tests.conftest import Write


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """A command that was added as a file would be missing."""
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    assert all(f"    {name} " in shown for name in command_names())
    assert {"run", "explain", "list", "rules", "check"} <= set(command_names())


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version would not be told."""
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"derivcheck {derivcheck.__version__}\n"


def test_no_command_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    """A script that lost its command would look successful."""
    assert main([]) == 2
    assert "usage:" in capsys.readouterr().err


def test_unknown_claim(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt claim would pass, or crash."""
    project()
    assert main(["run", "one-is-oen"]) == 2
    error = capsys.readouterr().err
    assert "did you mean one-is-one" in error and "Traceback" not in error


def test_mistakes_of_the_author(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A module that does not parse would be passed over."""
    path = project("from derivcheck import claim\n@claim('a'\n")
    assert main(["list"]) == 2
    error = capsys.readouterr().err
    assert f"{path}:2:" in error and "remedy:" in error


@pytest.mark.parametrize(
    "words", [["run"], ["run", "all", "-j", "0"], ["run", "all", "--time-limit", "-1"], ["fly"]]
)
def test_wrong_arguments(words: list[str]) -> None:
    """A wrong option would be taken for another value."""
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2


def test_a_fault_of_ours(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A crash would show a traceback, or exit as if a claim were wrong."""

    def broken(words: list[str]) -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr("derivcheck.cli.main.build_parser", broken)
    assert main(["list"]) == 3
    assert "a fault of this program: RuntimeError: oh" in capsys.readouterr().err


def test_a_closed_pipe_is_silent(project: Write) -> None:
    """`derivcheck list | head -1` would end in a traceback."""
    lines = "".join(f"@claim('a-{i}')\ndef a{i}(d):\n    '''{'x' * 90}'''\n" for i in range(2000))
    project(f"from derivcheck import claim\n{lines}")
    script = f"{sys.executable} -m derivcheck list | head -1"
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={"PYTHONPATH": str(Path(derivcheck.__file__).parents[1]), "PATH": "/usr/bin:/bin"},
    )
    assert (done.stdout, done.stderr) == ("homework: homework\n", "")
