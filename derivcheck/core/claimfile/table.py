"""Typed access to a table of a claim file; every error stands at the key it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from derivcheck.core.claimfile.limits import MAX_ENTRIES, MAX_STRING
from derivcheck.core.claimfile.places import Path, Places
from derivcheck.core.claimfile.text import STEERING
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.parse import Passage, did_you_mean


@dataclass(frozen=True, slots=True)
class Table:
    """A table's values, its path in the document, and the places there."""

    values: Mapping[str, Any]
    path: Path
    places: Places

    def allow(self, keys: Iterable[str], what: str) -> None:
        """Refuse every other key."""
        allowed = list(keys)
        for key in self.values:
            if key not in allowed:
                remedy = did_you_mean(key, allowed, f"{what} has {', '.join(allowed)}")
                raise self.error(key, f"unknown key {key}", remedy)

    def error(self, key: str, message: str, remedy: str = "") -> AuthorError:
        """The author's error at a key; at the table itself where the key is missing."""
        return self.places.error((*self.path, key), message, remedy)

    def require(self, key: str) -> Passage:
        """The string of a key that must be there."""
        if key not in self.values:
            raise self.error(key, f"{key} is missing", f'add {key} = "..."')
        return self._string(key)

    def string(self, key: str, default: str = "") -> str:
        """The string of a key."""
        return self._string(key).text if key in self.values else default

    def label(self, key: str) -> str:
        """A string, or a whole number that serves as one."""
        value = self.values.get(key, "")
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9:
            return str(value)
        return self.string(key)

    def strings(self, key: str) -> list[Passage]:
        """The strings of an array."""
        found = []
        for path, value in self.elements(key):
            if not isinstance(value, str):
                raise self.places.error(path, f"{key} lists strings")
            found.append(self._sized(path, value))
        return found

    def elements(self, key: str, most: int = MAX_ENTRIES) -> list[tuple[Path, Any]]:
        """The elements of an array with their paths."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.error(key, f"{key} is a list", f'write {key} = ["...", "..."]')
        if len(value) > most:
            raise self.error(key, f"{key} has more than {most} entries")
        return [((*self.path, key, index), item) for index, item in enumerate(value)]

    def tables(self, key: str) -> list[Table]:
        """The tables of an array of tables."""
        made = []
        for path, value in self.elements(key):
            if not isinstance(value, dict):
                raise self.places.error(path, f"{key} lists tables")
            made.append(Table(value, path, self.places))
        return made

    def table(self, key: str) -> Table:
        """The table of a key; an empty one where it is missing."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"{key} is a table", f'write {key} = {{ name = "..." }}')
        return Table(value, (*self.path, key), self.places)

    def passages(self) -> Iterator[tuple[str, Passage]]:
        """The keys with their strings, in order."""
        for key in self.values:
            yield key, self._string(key)

    def element(self, path: Path, value: Any) -> Passage | Table:
        """An element that is a string or a table."""
        if isinstance(value, str):
            return self._sized(path, value)
        if isinstance(value, dict):
            return Table(value, path, self.places)
        raise self.places.error(path, "a string or a table is expected")

    def _string(self, key: str) -> Passage:
        value = self.values[key]
        if not isinstance(value, str):
            raise self.error(key, f"{key} is text", f'write {key} = "..."')
        return self._sized((*self.path, key), value)

    def _sized(self, path: Path, value: str) -> Passage:
        if len(value) > MAX_STRING:
            raise self.places.error(path, f"more than {MAX_STRING} characters of text")
        text = self.places.passage(path, value)
        steering = STEERING.search(value)
        if steering:
            sign = ascii(steering[0])
            raise text.error(f"the text contains {sign}", *steering.span(), remedy="remove it")
        return text
