"""TOML text to the tables of its claims; a fault costs only the claim it stands in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from derivcheck.core.claimfile.limits import MAX_BYTES
from derivcheck.core.claimfile.places import toml_places
from derivcheck.core.claimfile.table import Table
from derivcheck.core.claimfile.text import check_text
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.parse import Passage, passage

HEADER = re.compile(r"^[ \t]*\[\[[ \t]*claim[ \t]*\]\]", re.MULTILINE)
PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
ID = re.compile(r"^[ \t]*id[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']", re.MULTILINE)

Found = Table | tuple[str, AuthorError]


def toml_tables(document: str, file: str) -> Iterator[Found]:
    """The claims' tables of a document, or the id (where legible) and the error of a bad one."""
    if len(document) > MAX_BYTES:
        yield "", AuthorError(f"{file} has more than {MAX_BYTES} characters")
        return
    document = document.replace("\r\n", "\n")
    try:
        values = toml_values(document, file, 1)
    except AuthorError:
        # Claim by claim the fault is met again, in the one it stands in.
        yield from _one_by_one(document, file)
    else:
        yield from _tables(values, document, file, 1)


def _one_by_one(document: str, file: str) -> Iterator[Found]:
    """Each claim by itself."""
    starts = sorted({0, *(match.start() for match in HEADER.finditer(document))})
    line = 1
    for start, end in zip(starts, [*starts[1:], len(document)], strict=True):
        part = document[start:end]
        try:
            yield from _tables(toml_values(part, file, line), part, file, line)
        except AuthorError as fault:
            named = ID.search(part)
            yield named[1] if named else "", fault
        line += part.count("\n")


def _tables(values: dict[str, Any], document: str, file: str, line: int) -> Iterator[Found]:
    places = toml_places(document, file, line)
    top = Table(values, (), places)
    try:
        top.allow(("claim",), "a claim file")
        tables = [
            Table(value, ("claim", index), places) if isinstance(value, dict) else None
            for index, value in enumerate(_listed(top))
        ]
    except AuthorError as error:
        yield "", error
        return
    for table in tables:
        yield table or ("", top.error("claim", "a claim is a table", "write [[claim]]"))


def _listed(top: Table) -> list[Any]:
    value = top.values.get("claim", [])
    if isinstance(value, list):
        return value
    raise top.error("claim", "claims are a list of tables", "write [[claim]] with two brackets")


def toml_values(document: str, file: str, line: int = 1) -> dict[str, Any]:
    """The values of a document; AuthorError, with its place, for what is not TOML."""
    check_text(document, file, line)
    try:
        return tomllib.loads(document)
    except tomllib.TOMLDecodeError as error:
        raise _placed(str(error), passage(document, file, line)) from None
    except (RecursionError, ValueError) as error:
        # tomllib recurs once for each bracket, and Python refuses huge integers.
        raise passage(document, file, line).error(f"this cannot be read: {error}") from None


def _placed(message: str, document: Passage) -> AuthorError:
    match = PLACE.search(message)
    text = message[: match.start()] if match else message
    if match and match[1]:
        lines = document.text.split("\n")[: int(match[1]) - 1]
        at = sum(len(line) + 1 for line in lines) + int(match[2]) - 1
    else:
        at = len(document.text.rstrip())
    return document.error(
        f"this is not TOML: {text}",
        at,
        remedy="strings need quotes, and the keys of a claim stand before its [claim.given]",
    )
