"""Checks mathematical derivations step by step, by a symbolic proof and by independent numbers.

The names an author writes a claim with are all here: `from derivcheck import E, KL, Normal, claim`.
They are loaded when first asked for, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

TYPE_CHECKING = False  # what `typing` calls so; importing it costs a quarter of an interpreter
if TYPE_CHECKING:
    from typing import Any

    from derivcheck.public import *  # noqa: F403
    from derivcheck.public import __all__ as __all__

__version__ = "0.1.0"

# Names whose home loads SymPy, NumPy or SciPy: each is imported alone, when it is asked for.
HEAVY: Mapping[str, str] = MappingProxyType(
    {
        "assert_holds": "derivcheck.run.hold",
        "to_sympy": "derivcheck.run.sympy_view",
        "steps_as_sympy": "derivcheck.run.sympy_view",
    }
)
"""Name -> the module it lives in."""


def __getattr__(name: str) -> Any:
    if name in HEAVY:
        return getattr(import_module(HEAVY[name]), name)
    if name != "__all__" and name.startswith("__"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    public = import_module("derivcheck.public")
    if name == "__all__":
        return [*public.__all__, *HEAVY]
    if name not in public.__all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(public, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *import_module("derivcheck.public").__all__, *HEAVY})
