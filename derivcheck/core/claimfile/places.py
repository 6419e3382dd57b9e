"""Where the keys and strings of a TOML or JSON text stand; the standard parsers do not tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from derivcheck.core.claimfile.limits import MAX_NESTING
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.parse import Passage, passage

Path = tuple[str | int, ...]

ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
SPACE = re.compile(r"[ \t]*")
SCALAR = re.compile(r"[^,\]}#\r\n]*")
BARE_KEY = re.compile(r"[^\s.=\[\]\"',{}:]+")
CODE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")


@dataclass(slots=True)
class Places:
    """Offsets of keys and elements by path, and the strings with the offsets of their characters.

    The text has been accepted by a real parser; what is met here is well formed.
    """

    document: str
    file: str
    line: int = 1
    keys: dict[Path, int] = field(default_factory=dict)
    strings: dict[Path, Passage] = field(default_factory=dict)

    def passage(self, path: Path, text: str) -> Passage:
        """The passage of a string; if it could not be followed, all of it at its key."""
        found = self.strings.get(path)
        if found and found.text == text:
            return found
        offsets = [self.start(path)] * (len(text) + 1)
        return Passage(text, self.document, offsets, self.file, self.line)

    def start(self, path: Path) -> int:
        """The offset of a key or element, or of what it is in."""
        while path and path not in self.keys:
            path = path[:-1]
        return self.keys.get(path, 0)

    def error(self, path: Path, message: str, remedy: str = "") -> AuthorError:
        """The author's error at a key or element."""
        start = self.start(path)
        width = 1
        if path and isinstance(path[-1], str) and self.document.startswith(path[-1], start):
            width = len(path[-1])
        whole = passage(self.document, self.file, self.line)
        return whole.error(message, start, start + width, remedy=remedy)

    def value(self, at: int, path: Path, separator: str) -> int:
        """Follow the value at an offset; the offset behind it."""
        if len(path) > MAX_NESTING:
            raise self.error(path, f"nested more than {MAX_NESTING} deep")
        self.keys.setdefault(path, at)
        sign = self.document[at]
        if sign in "\"'":
            self.strings[path], end = self.string(at)
            return end
        if sign == "[":
            return self._array(at + 1, path, separator)
        if sign == "{":
            return self._table(at + 1, path, separator)
        found = SCALAR.match(self.document, at)
        return found.end() if found else at

    def key(self, at: int) -> tuple[list[str], int]:
        """The dotted key at an offset; the offset behind it."""
        parts: list[str] = []
        while True:
            at = self.skip(at, SPACE)
            if self.document[at] in "\"'":
                quoted, at = self.string(at)
                parts.append(quoted.text)
            else:
                found = BARE_KEY.match(self.document, at)
                parts.append(found[0] if found else "")
                at = found.end() if found else at + 1
            at = self.skip(at, SPACE)
            if self.document[at] != ".":
                return parts, at
            at += 1

    def skip(self, at: int, pattern: re.Pattern[str] = BLANK) -> int:
        """The offset behind blanks (and comments and lines)."""
        found = pattern.match(self.document, at)
        return found.end() if found else at

    def string(self, at: int) -> tuple[Passage, int]:
        """The string at an offset, with the offset of each character; the offset behind it."""
        quote = self.document[at]
        end = self.document.find(quote, at + 1)
        if end > at + 1 and (quote == "'" or "\\" not in self.document[at:end]):
            offsets = range(at + 1, end + 1)
            text = self.document[at + 1 : end]
            return Passage(text, self.document, offsets, self.file, self.line), end + 1
        return self._long_string(at, quote)

    def _long_string(self, at: int, quote: str) -> tuple[Passage, int]:
        triple = self.document.startswith(quote * 3, at)
        closing = quote * 3 if triple else quote
        at += len(closing)
        if triple and self.document[at] == "\n":
            at += 1
        signs: list[str] = []
        offsets: list[int] = []
        while not self._closes(at, closing):
            sign, after = self._character(at, escaped=quote == '"')
            signs.extend(sign)
            offsets.extend([at] * len(sign))
            at = after
        offsets.append(at)
        made = Passage("".join(signs), self.document, offsets, self.file, self.line)
        return made, at + len(closing)

    def _closes(self, at: int, closing: str) -> bool:
        # One or two quotes may stand directly before the three that close.
        there = self.document.startswith(closing, at)
        return there and not (len(closing) == 3 and self.document.startswith(closing[0], at + 3))

    def _character(self, at: int, *, escaped: bool) -> tuple[str, int]:
        sign = self.document[at]
        if sign != "\\" or not escaped:
            return sign, at + 1
        following = self.document[at + 1]
        if following in " \t\n":
            return "", self.skip(at + 1, re.compile(r"\s*"))
        code = CODE.match(self.document, at)
        if not code:
            return ESCAPES.get(following, following), at + 2
        number = int(code[1] or code[2], 16)
        low = CODE.match(self.document, code.end())
        if 0xD800 <= number < 0xDC00 and low:
            number = 0x10000 + (number - 0xD800) * 0x400 + int(low[1], 16) - 0xDC00
            return chr(number), low.end()
        return chr(number), code.end()

    def _array(self, at: int, path: Path, separator: str) -> int:
        count = 0
        at = self.skip(at)
        while self.document[at] != "]":
            at = self.skip(self.value(at, (*path, count), separator))
            count += 1
            if self.document[at] == ",":
                at = self.skip(at + 1)
        return at + 1

    def _table(self, at: int, path: Path, separator: str) -> int:
        at = self.skip(at)
        while self.document[at] != "}":
            at = self.skip(self.pair(at, path, separator))
            if self.document[at] == ",":
                at = self.skip(at + 1)
        return at + 1

    def pair(self, at: int, path: Path, separator: str) -> int:
        """Follow `key = value` (or `key: value`) at an offset; the offset behind it."""
        parts, behind = self.key(at)
        for count in range(1, len(parts) + 1):
            self.keys.setdefault((*path, *parts[:count]), at)
        at = self.skip(self.document.index(separator, behind) + 1)
        return self.value(at, (*path, *parts), separator)


def toml_places(document: str, file: str, line: int = 1) -> Places:
    """The places of a TOML document."""
    places = Places(document, file, line)
    counts: dict[Path, int] = {}
    table: Path = ()
    at = places.skip(0)
    while at < len(document):
        if document[at] == "[":
            table, at = _header(places, at, counts)
        else:
            at = places.pair(at, table, "=")
        at = places.skip(at)
    return places


def json_places(document: str, file: str, line: int, path: Path) -> Places:
    """The places of a JSON document, under a path of their own."""
    places = Places(document, file, line)
    places.value(places.skip(0), path, ":")
    return places


def _header(places: Places, at: int, counts: dict[Path, int]) -> tuple[Path, int]:
    """[table] or [[element of an array of tables]]; inside the last element of those above."""
    start, double = at, places.document.startswith("[[", at)
    parts, at = places.key(at + (2 if double else 1))
    path: Path = ()
    for part in parts[:-1]:
        path = _latest((*path, part), counts)
    path = (*path, parts[-1])
    if double:
        counts[path] = counts.get(path, 0) + 1
    path = _latest(path, counts)
    places.keys.setdefault(path, start)
    return path, places.document.index("]", at) + (2 if double else 1)


def _latest(path: Path, counts: dict[Path, int]) -> Path:
    return (*path, counts[path] - 1) if path in counts else path
