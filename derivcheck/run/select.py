"""Which claims the words of a command mean."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from derivcheck.run.entry import Entry


def select(entries: list[Entry], words: list[str]) -> list[Entry]:
    """The claims that any of the words means, in the catalogue's order.

    A word is `all`, a document (its module's name or its title), a claim's id, or a glob over ids.
    UsageError with the nearest names for a word that means nothing.
    """
    wanted = {entry.id for word in words for entry in _meant(entries, word)}
    return [entry for entry in entries if entry.id in wanted]


def _meant(entries: list[Entry], word: str) -> list[Entry]:
    if word == "all":
        return entries
    exact = [entry for entry in entries if entry.id == word]
    found = exact or [entry for entry in entries if slug(word) in _documents(entry)]
    found = found or [entry for entry in entries if fnmatchcase(entry.id, word)]
    if not found:
        raise _unknown(entries, word)
    return found


def slug(text: str) -> str:
    """Small letters and digits joined by single hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def _documents(entry: Entry) -> set[str]:
    names = (entry.document, entry.document_title, entry.source_document)
    return {slug(name) for name in names if name}


def _unknown(entries: list[Entry], word: str) -> Exception:
    from difflib import get_close_matches

    from derivcheck.lang.errors import UsageError

    names = [entry.id for entry in entries] + sorted({entry.document for entry in entries})
    near = get_close_matches(word, names, n=3, cutoff=0.4)
    near = near or [name for name in names if slug(word) and slug(word) in slug(name)][:3]
    hint = f"did you mean {', '.join(near)}?" if near else "derivcheck list shows what there is"
    return UsageError(f"no claim or document is called {word!r}; {hint}")
