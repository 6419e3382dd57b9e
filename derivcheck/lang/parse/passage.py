"""A passage of text and where it stands, so that an error can point at the fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derivcheck.lang.errors import AuthorError, Location

WIDEST_EXCERPT = 160
CONTEXT_BEFORE_FAULT = 100


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
        before = self.document[:offset]
        return Location(self.file, before.count("\n") + self.line, offset - before.rfind("\n"))

    def excerpt(self, start: int = 0, end: int | None = None) -> str:
        """The line of a character with carets under the characters from start to end."""
        first, last = self._offset(start), self._offset(start if end is None else end)
        left = self.document.rfind("\n", 0, first) + 1
        right = self.document.find("\n", first)
        line = self.document[left : right if right >= 0 else len(self.document)].rstrip("\r")
        column = first - left
        width = max(1, min(last, left + len(line)) - first)
        cut = column - CONTEXT_BEFORE_FAULT if len(line) > WIDEST_EXCERPT else 0
        cut = max(0, cut)
        shown = line[cut : cut + WIDEST_EXCERPT].replace("\t", " ")
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


def passage(text: str | Passage, file: str = "<text>", line: int = 1) -> Passage:
    """A text that stands for itself, as a passage."""
    if isinstance(text, Passage):
        return text
    return Passage(text, text, range(len(text) + 1), file, line)
