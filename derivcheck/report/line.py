"""Lines of text with tones: written once, shown with or without colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Tone = Literal["", "good", "bad", "doubt", "dim", "strong", "math", "place"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line in one tone."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line; where it is too long for a screen, the rest begins `hang` columns in.

    `whole` lines are cut off rather than continued: the rows of a table.
    """

    spans: tuple[Span, ...] = ()
    hang: int = 0
    whole: bool = False

    @property
    def text(self) -> str:
        """The line without its tones."""
        return "".join(span.text for span in self.spans).rstrip()


Part = str | Span

BLANK = Line()


def line(*parts: Part, indent: int = 0, hang: int | None = None, whole: bool = False) -> Line:
    """A line of its parts, `indent` columns in; continued there too unless `hang` says where."""
    spans = tuple(Span(part) if isinstance(part, str) else part for part in parts if part)
    margin = (Span(" " * indent),) if indent else ()
    return Line(margin + spans, indent if hang is None else hang, whole)


def labelled(label: str, *parts: Part, indent: int, width: int) -> Line:
    """A label in a column of its own, `width` wide, and what it labels."""
    start = indent + width
    return line(Span(label.ljust(width), "dim"), *parts, indent=indent, hang=start)


def shifted(item: Line, columns: int) -> Line:
    """The line further in."""
    return Line((Span(" " * columns), *item.spans), item.hang + columns, item.whole)


def plain(lines: Iterable[Line]) -> str:
    """The lines as text, each ended by a newline, no colour, nothing folded."""
    return "".join(f"{item.text}\n" for item in lines)
