"""The versions of what a verdict rests on."""

from __future__ import annotations

import platform
from importlib.metadata import version
from types import MappingProxyType

import derivcheck

TRUSTED = MappingProxyType(
    {"sympy": "sympy", "scipy": "scipy", "numpy": "numpy", "flint": "python-flint"}
)


def versions() -> dict[str, str]:
    """This program, Python and the libraries that do the mathematics, by name."""
    own = {"derivcheck": derivcheck.__version__, "python": platform.python_version()}
    return own | {name: version(package) for name, package in TRUSTED.items()}
