"""Sentences inside a LaTeX document: every special character escaped."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from derivcheck.lang.show.names import GREEK

SPECIAL: Mapping[str, str] = MappingProxyType(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\ensuremath{<}",
        ">": r"\ensuremath{>}",
        "|": r"\ensuremath{|}",
        '"': "''",
        "±": r"\ensuremath{\pm}",
        "≤": r"\ensuremath{\le}",
        "≥": r"\ensuremath{\ge}",
        "≠": r"\ensuremath{\ne}",
        "∞": r"\ensuremath{\infty}",
        "−": r"\ensuremath{-}",
        "·": r"\ensuremath{\cdot}",
        **{sign: rf"\{sign}" for sign in "{}$&#_%"},
        **{sign: rf"\ensuremath{{\{name}}}" for name, sign in GREEK.items()},
    }
)


def latex_text(text: str) -> str:
    """Text that LaTeX sets as it stands."""
    return "".join(SPECIAL.get(sign, sign) for sign in text)


def typewriter(text: str) -> str:
    """A name in a typewriter face."""
    return rf"\texttt{{{latex_text(text)}}}"
