"""The command that compares inventories with the catalogue."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import derivcheck
from derivcheck.cli.main import main
from tests.conftest import Write
from tests.run.test_coverage import INVENTORY


def test_complete(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A complete project would not end 0."""
    project()
    project(INVENTORY, "homework.toml")
    assert main(["coverage"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "accounted for: 2/2 claims, 1/1 equations, 2/2 errata of 1 document; 0 missing"
    )


def test_something_missing(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing equation would end 0, or not be named."""
    project()
    project(INVENTORY.replace("(1)", "(2)"), "homework.toml")
    assert main(["coverage", "hw-1", "--format", "json"]) == 1
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    (equation,) = document["equations"]["items"]
    assert (equation["label"], equation["state"]) == ("(2)", "missing")


def test_with_verdicts(project: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """--run would not check anything."""
    project()
    project(INVENTORY, "homework.toml")
    assert main(["coverage", "--run", "-j", "1", "--format", "json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert (document["claims"]["verified"], document["errata"]["refuted"]) == (1, 1)


@pytest.mark.parametrize(
    ("inventory", "said"),
    [(None, "no inventories in"), ("document = 3", "remedy: write document")],
)
def test_bad_inventory(
    project: Write, capsys: pytest.CaptureFixture[str], inventory: str | None, said: str
) -> None:
    """No inventory, or a broken one, would look like a complete project."""
    project()
    if inventory:
        project(inventory, "homework.toml")
    assert main(["coverage"]) == 2
    assert said in capsys.readouterr().err


def test_no_mathematics_is_loaded(project: Write) -> None:
    """Counting would cost as much as proving."""
    folder = project().parent
    project(INVENTORY, "homework.toml")
    script = (
        "import sys\n"
        "from derivcheck.cli.main import main\n"
        f"main(['coverage', '--from', {str(folder)!r}])\n"
        "sys.stderr.write(' '.join({'sympy', 'scipy', 'numpy', 'flint'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(derivcheck.__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
