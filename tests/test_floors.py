"""The house: a room imports only from the floors below, and only its own libraries."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import derivcheck

PACKAGE = Path(derivcheck.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
BELOW = {
    "lang": set(),
    "core": {"lang"},
    "symbolic": {"lang", "core"},
    "numeric": {"lang", "core"},
    "run": {"lang", "core", "symbolic", "numeric"},
    "report": {"lang", "core"},
    "cli": {"lang", "core", "symbolic", "numeric", "run", "report"},
    "pytest_plugin": {"lang", "core", "run", "report"},
    "public": {"lang", "core"},
}
LIBRARIES = {
    "lang": set(),
    "core": set(),
    "symbolic": {"sympy", "flint"},
    "numeric": {"numpy", "scipy", "flint"},
    "run": {"pebble", "distributed"},
    "report": {"rich"},
    "cli": set(),
    "pytest_plugin": {"pytest"},
    "public": set(),
}


def imports(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module or ""


def room(path: Path) -> str:
    """The room a file is in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if room(path) not in ("__init__", "__main__", "_catalogue")],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_imports(path: Path) -> None:
    """A room would know of one above it, or the two routes of each other or their libraries."""
    here = room(path)
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "derivcheck":
            assert not rest or rest.partition(".")[0] in BELOW[here] | {here}, f"imports {name}"
        else:
            assert top in sys.stdlib_module_names | LIBRARIES[here], f"imports {name}"


@pytest.mark.parametrize("command", [["list"], ["--help"], ["run", "--help"], ["--version"]])
def test_listing_loads_no_mathematics(command: list[str]) -> None:
    """Listing claims would cost as much as importing SymPy."""
    script = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "from derivcheck.cli.main import main\n"
        "try:\n"
        f"    main({command!r})\n"
        "finally:\n"
        "    heavy = {'sympy', 'scipy', 'numpy', 'flint', 'rich', 'pebble', 'typing'}\n"
        "    sys.stderr.write(' '.join(sorted(heavy & set(sys.modules) - before)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_modules_stay_small() -> None:
    """A file would outgrow what can be read at one sitting."""
    long = {str(path): n for path in MODULES if (n := path.read_text().count("\n")) > 400}
    assert long == {}
