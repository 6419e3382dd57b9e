"""What can go wrong, and whose move it is.

    DerivcheckError
    ├── AuthorError      a claim says something it must not: place, cause and remedy
    │   └── ShapeError   sizes of vectors or matrices that do not fit
    ├── UsageError       the command line, or the project's settings
    └── EngineError      a fault of ours

Verdicts are values, never exceptions: a false step raises nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that would steer a terminal, reorder what it shows, or cannot be written at all."""

LONGEST: Final = 1_000
"""Characters of a message that are shown."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a source file; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class DerivcheckError(Exception):
    """Base of every error this package raises on purpose."""


class AuthorError(DerivcheckError):
    """A mistake in a claim: what is wrong, where, and what would mend it.

    `excerpt` is the offending line with a caret under the fault; it may have several lines.
    `culprit` is the smallest part of an expression at fault, where that is known; it helps to
    find the place, and does not travel between processes.
    """

    culprit: object = None

    def __init__(
        self,
        message: str,
        *,
        remedy: str = "",
        claim: str = "",
        location: Location | None = None,
        excerpt: str = "",
    ) -> None:
        super().__init__(message)
        self.message = printable(message)
        self.remedy = printable(remedy)
        self.claim = printable(claim)
        self.location = location
        self.excerpt = printable(excerpt)

    def placed(
        self, *, claim: str = "", location: Location | None = None, excerpt: str = ""
    ) -> AuthorError:
        """The same error with the claim and place filled in where they were unknown."""
        return type(self)(
            self.message,
            remedy=self.remedy,
            claim=self.claim or claim,
            location=self.location or location,
            excerpt=self.excerpt or excerpt,
        )

    def __str__(self) -> str:
        place = str(self.location) if self.location else ""
        claim = f"claim {self.claim}" if self.claim else ""
        head = ": ".join(part for part in (place, claim, self.message) if part)
        lines = [head, *self.excerpt.splitlines(), f"remedy: {self.remedy}" if self.remedy else ""]
        return "\n".join(line for line in lines if line)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (
            type(self),
            self.message,
            self.remedy,
            self.claim,
            self.location,
            self.excerpt,
        )


class ShapeError(AuthorError):
    """Two shapes that do not fit; both are named."""


class UsageError(DerivcheckError):
    """The command or a setting is wrong; the message says what to do instead."""


class EngineError(DerivcheckError):
    """A fault of this program; never the author's."""


def printable(text: str) -> str:
    """The text, cut short, with a replacement character for each sign that must not be printed."""
    shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", shown)


def _rebuild(
    kind: type[AuthorError],
    message: str,
    remedy: str,
    claim: str,
    location: Location | None,
    excerpt: str,
) -> AuthorError:
    return kind(message, remedy=remedy, claim=claim, location=location, excerpt=excerpt)
