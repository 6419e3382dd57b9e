"""TOML text to the tables of its claims; a fault costs only the claim it stands in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from derivcheck.core.claimfile.limits import MAX_BYTES, MAX_CLAIMS, MAX_KEY_PARTS
from derivcheck.core.claimfile.places import toml_places
from derivcheck.core.claimfile.table import Table
from derivcheck.core.claimfile.text import check_text
from derivcheck.lang.errors import AuthorError, Location, printable
from derivcheck.lang.parse import Passage, passage

HEADER = re.compile(r"^[ \t]*\[\[[ \t]*claim[ \t]*\]\]", re.MULTILINE)
PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
ID = re.compile(r"^[ \t]*id[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']", re.MULTILINE)
PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
LONG_KEY = re.compile(rf"(?<![\w.-])(?:{PART}[ \t]*\.[ \t]*){{{MAX_KEY_PARTS}}}")
REMEDIES = (
    ("overwrite", "give each key and each table once"),
    ("twice", "give each key and each table once"),
    ("initial character", "an inline table { ... } stands on one line, with no comma at its end"),
    ("Unclosed array", "put commas between the elements, and a bracket behind the last"),
)

Found = Table | tuple[str, AuthorError]


def toml_tables(document: str, file: str) -> Iterator[Found]:
    """The claims' tables of a document, or the id (where legible) and the error of a bad one."""
    if too_large := _too_large(document):
        remedy = "split it, or write JSON Lines, one claim a line"
        yield "", AuthorError(too_large, remedy=remedy, location=Location(file))
        return
    document = document.replace("\r\n", "\n")
    try:
        top = _parsed(document, file, 1)
    except AuthorError:
        # Claim by claim the fault is met again, in the one it stands in.
        yield from _one_by_one(document, file)
    else:
        yield from _tables(top)


def _too_large(document: str) -> str:
    if len(document) > MAX_BYTES:
        return f"the file has more than {MAX_BYTES} characters"
    if sum(1 for _ in HEADER.finditer(document)) > MAX_CLAIMS:
        return f"the file has more than {MAX_CLAIMS} claims"
    return ""


def _one_by_one(document: str, file: str) -> Iterator[Found]:
    """Each claim by itself."""
    starts = sorted({0, *(match.start() for match in HEADER.finditer(document))})
    line = 1
    for start, end in zip(starts, [*starts[1:], len(document)], strict=True):
        part = document[start:end]
        try:
            yield from _tables(_parsed(part, file, line))
        except AuthorError as fault:
            named = ID.search(part)
            yield printable(named[1]) if named else "", fault
        line += part.count("\n")


def _parsed(document: str, file: str, line: int) -> Table:
    return Table(toml_values(document, file, line), (), toml_places(document, file, line))


def _tables(top: Table) -> Iterator[Found]:
    try:
        top.allow(("claim",), "a claim file")
        listed = top.elements("claim", MAX_CLAIMS)
    except AuthorError as error:
        yield "", error
        return
    for path, value in listed:
        if isinstance(value, dict):
            yield Table(value, path, top.places)
        else:
            yield "", top.places.error(path, "a claim is a table", "write [[claim]]")


def toml_values(document: str, file: str, line: int = 1) -> dict[str, Any]:
    """The values of a document; AuthorError, with its place, for what is not TOML."""
    check_text(document, file, line)
    _check_keys(passage(document, file, line))
    try:
        return tomllib.loads(document)
    except tomllib.TOMLDecodeError as error:
        raise _placed(str(error), passage(document, file, line)) from None
    except (RecursionError, ValueError) as error:
        # tomllib recurs once for each bracket, and Python refuses huge integers.
        raise passage(document, file, line).error(f"this cannot be read: {error}") from None


def _check_keys(document: Passage) -> None:
    """Refuse keys of thousands of parts, over which tomllib takes the square of their number."""
    found = LONG_KEY.search(document.text)
    if found:
        raise document.error(
            f"a key of more than {MAX_KEY_PARTS} parts", found.start(), remedy="use fewer dots"
        )


def _placed(message: str, document: Passage) -> AuthorError:
    match = PLACE.search(message)
    text = message[: match.start()] if match else message
    if match and match[1]:
        lines = document.text.split("\n")[: int(match[1]) - 1]
        at = sum(len(line) + 1 for line in lines) + int(match[2]) - 1
    else:
        at = len(document.text.rstrip())
    return document.error(f"this is not TOML: {text}", at, remedy=_remedy(text))


def _remedy(message: str) -> str:
    usual = "strings need quotes, and the keys of a claim stand before its [claim.given]"
    return next((remedy for sign, remedy in REMEDIES if sign in message), usual)
