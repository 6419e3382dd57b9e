"""The public namespace."""

from __future__ import annotations

import subprocess
import sys

import pytest

import derivcheck
from derivcheck.lang.names import VOCABULARY

DECLARED = """
Derivation claim Template family let
between density function integer matrices natural naturals negative nonnegative nonzero pmf
positive positives real reals sequence variable vector vectors
And Eq Ne Not Or PositiveDefinite DensityLaw acos asin
AuthorError DerivcheckError EngineError ShapeError UsageError
"""


def test_export_list() -> None:
    """A name would appear or vanish without anybody deciding it."""
    assert set(derivcheck.__all__) == set(VOCABULARY) | set(DECLARED.split()) | set(
        derivcheck.HEAVY
    )


@pytest.mark.parametrize("name", sorted(VOCABULARY))
def test_words_mean_the_same_in_python(name: str) -> None:
    """The text form and the Python form of a claim would differ."""
    assert getattr(derivcheck, name) == VOCABULARY[name]


def test_unknown_name() -> None:
    """A misspelt name would be found only when it is used."""
    with pytest.raises(AttributeError, match="Nromal"):
        _ = derivcheck.Nromal


def test_version() -> None:
    """A report names the version of the engine."""
    assert derivcheck.__version__ == "0.1.0"


def test_import_is_light() -> None:
    """Listing claims would pay for the engines."""
    program = (
        "import sys, derivcheck\n"
        "loaded = [name for name in sys.modules if name.startswith('derivcheck.')]\n"
        "from derivcheck import *\n"
        "E, claim\n"
        "heavy = {'sympy', 'numpy', 'scipy', 'flint', 'rich'} & set(sys.modules)\n"
        "sys.exit(1 if loaded or heavy else 0)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 0
