"""Listing and help against a bare interpreter, a whole run against importing the libraries."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.clock import command_seconds, python

BARE = python("pass")
LIBRARIES = python("import sympy, scipy.integrate")


def derivcheck(*words: str) -> list[str]:
    """The command as it is installed, or by its module where it is not."""
    script = Path(sys.executable).with_name("derivcheck")
    program = [str(script)] if script.exists() else [sys.executable, "-m", "derivcheck"]
    return [*program, *words]


def ratios() -> Iterator[str]:
    """One line a comparison."""
    bare = command_seconds(BARE, 20)
    for words in (["list"], ["--help"]):
        ratio = command_seconds(derivcheck(*words), 20) / bare
        yield f"derivcheck {words[0]:8} {ratio:6.2f} bare interpreters (aim: at most 2.5)"
    yield f"import argparse     {command_seconds(python('import argparse'), 20) / bare:6.2f}"
    libraries = command_seconds(LIBRARIES, 5)
    ratio = command_seconds(derivcheck("run", "all"), 1) / libraries
    yield f"derivcheck run all  {ratio:6.2f} times `import sympy, scipy.integrate`"
