"""Claims as items of pytest."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest

import derivcheck
from tests.conftest import MODULE

FALSE = '''"""A false one."""

from derivcheck import Derivation, claim, reals


@claim("wrong-sign", source="Notes: eq. 3")
def wrong(d: Derivation) -> None:
    """The square of a difference."""
    x, y = reals("x y")
    d.start((x - y) ** 2)
    d.eq(x**2 + 2 * x * y + y**2, eq="3")
'''


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package under test is the one that the inner pytest loads."""
    monkeypatch.setenv("PYTHONPATH", str(Path(derivcheck.__file__).parents[1]))


@pytest.fixture
def claims(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with a true, an expectedly false and a wrong claim."""
    folder = pytester.path / "derivations"
    folder.mkdir()
    (folder / "homework.py").write_text(MODULE)
    (folder / "notes.py").write_text(FALSE)
    return pytester


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run pytest with the plugin, in a process of its own."""
    known = any(point.name == "derivcheck" for point in entry_points(group="pytest11"))
    plugin = () if known else ("-p", "derivcheck.pytest_plugin")
    return pytester.runpytest_subprocess(*plugin, *arguments, timeout=60)


def test_items_are_claims(claims: pytest.Pytester) -> None:
    """`pytest derivations/` would not name the claims, or collect the modules as well."""
    result = run(claims, "--collect-only", "-q", "derivations")
    result.stdout.fnmatch_lines(
        [
            "derivations/homework.py::one-is-one",
            "derivations/homework.py::one-is-two",
            "derivations/notes.py::wrong-sign",
            "3 tests collected*",
        ]
    )


def test_one_file_or_item_by_name(claims: pytest.Pytester) -> None:
    """A file given by name would be collected twice, an item by name not at all."""
    result = run(claims, "--collect-only", "-q", "derivations/homework.py")
    result.stdout.fnmatch_lines(["2 tests collected*"])
    result = run(claims, "--collect-only", "-q", "derivations/homework.py::one-is-two")
    result.stdout.fnmatch_lines(["derivations/homework.py::one-is-two", "1 test collected*"])
    result = run(claims, "--collect-only", "-q", "-k", "sign", "derivations")
    result.stdout.fnmatch_lines(["1/3 tests collected*"])


def test_a_failure_shows_the_step(claims: pytest.Pytester) -> None:
    """A failing claim would show a Python traceback instead of the step."""
    report = claims.path / "junit.xml"
    result = run(claims, "derivations", f"--junitxml={report}")
    result.assert_outcomes(passed=2, failed=1)
    text = result.stdout.str()
    assert "wrong-sign" in text
    assert "x**2 + 2*x*y + y**2" in text
    assert "Traceback" not in text and "pytest_plugin.py" not in text
    assert "x**2 + 2*x*y + y**2" in report.read_text()


def test_stops_at_the_first_failure(claims: pytest.Pytester) -> None:
    """-x would go on."""
    (claims.path / "derivations" / "a.py").write_text(FALSE.replace("wrong-sign", "first"))
    run(claims, "-x", "derivations").assert_outcomes(failed=1)


def test_runs_under_xdist(claims: pytest.Pytester) -> None:
    """Claims could not be shared among pytest's own workers."""
    run(claims, "-n", "2", "derivations").assert_outcomes(passed=2, failed=1)


def test_the_time_limit_is_pytests_setting(claims: pytest.Pytester) -> None:
    """A hanging claim would hang the whole test run."""
    (claims.path / "derivations" / "hang.py").write_text(
        "from derivcheck import claim\n\n\n@claim('hang')\ndef hang(d):\n    while True: pass\n"
    )
    claims.makeini("[pytest]\nderivcheck_time_limit = 1")
    result = run(claims, "derivations/hang.py")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*timeout*"])


def test_other_projects_pay_nothing(pytester: pytest.Pytester) -> None:
    """A project without claims would load the package, or have its files taken over."""
    pytester.makepyfile(
        test_it="import sys\n\ndef test_it():\n    assert 'derivcheck.core' not in sys.modules\n"
        "    assert 'derivcheck.run' not in sys.modules\n"
    )
    folder = Path(pytester.path / "derivations")
    folder.mkdir()
    (folder / "test_other.py").write_text("def test_other(): pass\n")
    run(pytester).assert_outcomes(passed=2)


def test_folders_of_the_settings(pytester: pytest.Pytester) -> None:
    """Claims in the folders that pyproject.toml names would not be collected."""
    folder = pytester.path / "proofs"
    folder.mkdir()
    (folder / "homework.py").write_text(MODULE)
    pytester.makepyprojecttoml(
        "[tool.derivcheck]\nderivations = ['proofs']\n[tool.pytest.ini_options]\n"
    )
    result = run(pytester, "--collect-only", "-q", "proofs")
    result.stdout.fnmatch_lines(["2 tests collected*"])


def test_claims_are_cached(claims: pytest.Pytester) -> None:
    """pytest would check again what has not changed, or offer no way to do so."""
    for words in ((), ("--junitxml=again.xml",), ("--junitxml=anew.xml", "--derivcheck-no-cache")):
        result = run(claims, *words, "derivations")
        result.assert_outcomes(passed=2, failed=1)
    marked = '<property name="cached" value="true" />'
    assert (claims.path / "again.xml").read_text().count(marked) == 3
    assert marked not in (claims.path / "anew.xml").read_text()
