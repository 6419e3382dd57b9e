"""Where a project keeps its claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivcheck.lang.errors import UsageError
from derivcheck.run.settings import find_settings, shipped
from tests.conftest import Write


def test_derivations_of_the_project_are_found_from_below(project: Write, tmp_path: Path) -> None:
    """`run` in a subfolder of a project would check another catalogue."""
    project()
    inside = tmp_path / "src" / "deep"
    inside.mkdir(parents=True)
    assert find_settings(str(inside)).derivations == (str(tmp_path / "derivations"),)


def test_paths_of_pyproject(project: Write, tmp_path: Path) -> None:
    """The paths and rules in pyproject.toml would be ignored."""
    project(folder="elsewhere")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.derivcheck]\nderivations = ["elsewhere"]\nrules = ["my_rules"]\n'
    )
    settings = find_settings()
    assert settings.derivations == (str(tmp_path / "elsewhere"),)
    assert (settings.rules, settings.root) == (("my_rules",), str(tmp_path))


def test_rules_alone_leave_the_folder_as_it_is(project: Write, tmp_path: Path) -> None:
    """A project that only adds rules would lose its derivations."""
    project()
    (tmp_path / "pyproject.toml").write_text('[tool.derivcheck]\nrules = ["my_rules"]\n')
    assert find_settings().rules == ("my_rules",)


def test_without_claims_of_its_own_the_shipped_ones(tmp_path: Path) -> None:
    """In an empty folder there would be nothing to run."""
    assert find_settings(str(tmp_path)).derivations == (shipped(),)


def test_a_project_ends_at_its_pyproject(project: Write, tmp_path: Path) -> None:
    """A project without claims would run those of the folder around it."""
    project()
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[project]\n")
    assert find_settings(str(inner)).derivations == (shipped(),)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("derivation = ['x']", "unknown key 'derivation'"),
        ("derivations = 'x'", "list of strings"),
        ("derivations = []", "list of strings"),
        ("derivations = [", "not valid TOML"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, table: str, complaint: str) -> None:
    """A mistake in the settings would silently change what is checked."""
    (tmp_path / "pyproject.toml").write_text(f"[tool.derivcheck]\n{table}\n")
    with pytest.raises(UsageError, match=complaint):
        find_settings(str(tmp_path))
