"""A passage of text and where it stands, so that an error can point at the fault."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from derivcheck.lang.errors import AuthorError, Location

WIDEST_EXCERPT = 76
CONTEXT_BEFORE_FAULT = 44


@dataclass(frozen=True, slots=True)
class Passage:
    """`text`, cut out of `document`: its character i stands there at offsets[i].

    `offsets` has one entry more than the text, for its end. It is not contiguous where the document
    writes a character by an escape. `line` is the number of the document's first line in its file.
    """

    text: str
    document: str
    offsets: Sequence[int]
    file: str = "<text>"
    line: int = 1

    def part(self, start: int, end: int) -> Passage:
        """The passage of the characters from start to end."""
        offsets = self.offsets[start : end + 1]
        return Passage(self.text[start:end], self.document, offsets, self.file, self.line)

    def stripped(self) -> Passage:
        """The passage without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, start + len(self.text.strip()))

    def location(self, start: int = 0) -> Location:
        """Line and column of a character in the document, from 1."""
        offset = self._offset(start)
        starts = _line_starts(self.document)
        line = bisect_right(starts, offset)
        return Location(self.file, line - 1 + self.line, offset - starts[line - 1] + 1)

    def excerpt(self, start: int = 0, end: int | None = None) -> str:
        """The line of a character with carets under the characters from start to end."""
        first, last = self._offset(start), self._offset(start if end is None else end)
        starts = _line_starts(self.document)
        number = bisect_right(starts, first)
        left = starts[number - 1]
        right = starts[number] - 1 if number < len(starts) else len(self.document)
        right -= self.document.endswith("\r", left, right)
        column = first - left
        width = max(1, min(last, right) - first)
        cut = max(0, column - CONTEXT_BEFORE_FAULT) if right - left > WIDEST_EXCERPT else 0
        shown = self.document[left + cut : min(right, left + cut + WIDEST_EXCERPT)]
        shown = shown.replace("\t", " ")
        return f"{shown}\n{' ' * (column - cut)}{'^' * min(width, WIDEST_EXCERPT - column + cut)}"

    def error(
        self, message: str, start: int = 0, end: int | None = None, *, remedy: str = ""
    ) -> AuthorError:
        """The author's error at the characters from start to end."""
        return AuthorError(
            message,
            remedy=remedy,
            location=self.location(start),
            excerpt=self.excerpt(start, end),
        )

    def _offset(self, index: int) -> int:
        return self.offsets[max(0, min(index, len(self.offsets) - 1))]


@lru_cache(maxsize=4)
def _line_starts(document: str) -> list[int]:
    """The offsets at which lines begin; a file has thousands of places and is searched once."""
    return [0, *(found.end() for found in re.finditer("\n", document))]


def passage(text: str | Passage, file: str = "<text>", line: int = 1) -> Passage:
    """A text that stands for itself, as a passage."""
    if isinstance(text, Passage):
        return text
    return Passage(text, text, range(len(text) + 1), file, line)
