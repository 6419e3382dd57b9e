"""Did you mean: the nearest known word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

LONGEST_WORD: Final = 80


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A remedy that names the nearest known word, or another one if none is near."""
    if len(word) > LONGEST_WORD:
        return otherwise
    listed = sorted(set(known))
    begun = [name for name in listed if len(word) > 2 and name.startswith(word)]
    near = begun[:1] or get_close_matches(word, listed, n=1, cutoff=0.6)
    if not near:
        same = [name for name in listed if name.casefold() == word.casefold()]
        near = same[:1]
    return f"did you mean {near[0]}?" if near else otherwise


def foreign_letters(word: str) -> str:
    """A remedy for a word with letters that only look like those of the Latin alphabet."""
    listed = [f"{sign} is {name}" for sign in word if (name := _foreign(sign))]
    return f"{'; '.join(listed[:3])}: write Latin letters" if listed else ""


def _foreign(sign: str) -> str:
    """The name of a Cyrillic letter, which can hardly be told from a Latin one."""
    name = unicodedata.name(sign, "")
    return name if name.startswith("CYRILLIC") else ""
