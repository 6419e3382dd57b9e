"""Did you mean: the nearest known word."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A remedy that names the nearest known word, or another one if none is near."""
    listed = sorted(set(known))
    begun = [name for name in listed if len(word) > 2 and name.startswith(word)]
    near = begun[:1] or get_close_matches(word, listed, n=1, cutoff=0.6)
    if not near:
        same = [name for name in listed if name.casefold() == word.casefold()]
        near = same[:1]
    return f"did you mean {near[0]}?" if near else otherwise
