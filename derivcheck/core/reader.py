"""Claim files to claims: TOML and JSON Lines, read as data; nothing in them runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from derivcheck.core.claim import Claim
from derivcheck.core.claimfile.claims import read_claim
from derivcheck.core.claimfile.jsonl import json_tables
from derivcheck.core.claimfile.limits import MAX_BYTES, MAX_LINE
from derivcheck.core.claimfile.plain import plain_claim
from derivcheck.core.claimfile.table import Table
from derivcheck.core.claimfile.text import decoded
from derivcheck.core.claimfile.toml import toml_tables
from derivcheck.lang.errors import AuthorError, UsageError, printable

Format = Literal["toml", "jsonl"]
FORMATS: tuple[tuple[str, Format], ...] = ((".toml", "toml"), (".jsonl", "jsonl"))


class BadClaim(NamedTuple):
    """A claim that could not be read: its id, as far as it is legible, and why."""

    id: str
    error: AuthorError


def read_claims(source: Path | str, format: Format = "toml") -> Iterator[Claim | BadClaim]:
    """The claims of a file (the format by its suffix) or of a text, in order.

    A fault costs the claim it stands in and no other. UsageError for a file that cannot be opened
    or is of neither format.
    """
    tables = _file_tables(source) if isinstance(source, Path) else _text_tables(source, format)
    taken: set[str] = set()
    for found in tables:
        read = _read(found, taken) if isinstance(found, Table) else BadClaim(*found)
        taken |= {read.id} - {""}
        yield read


def read_line(line: str, file: str, number: int) -> Claim | BadClaim | None:
    """The claim on one line of a JSON Lines file; None for a blank line.

    Whether its id is taken is for the caller to know.
    """
    plain = plain_claim(line, file, number)
    if plain is not None:
        return plain
    for found in json_tables([line], file, number):
        return _read(found, set()) if isinstance(found, Table) else BadClaim(*found)
    return None


def _read(table: Table, taken: set[str]) -> Claim | BadClaim:
    given = table.values.get("id")
    id = printable(given) if isinstance(given, str) else ""
    try:
        if id in taken:
            raise table.error("id", f"two claims are called {id}", "rename one of them")
        return read_claim(table)
    except AuthorError as error:
        location = table.error("id", "").location
        return BadClaim(id, error.placed(claim=id, location=location))


def _text_tables(text: str, format: Format) -> Iterator[Table | tuple[str, AuthorError]]:
    if format == "toml":
        return toml_tables(text, "<text>")
    return json_tables(text.split("\n"), "<text>")


def _file_tables(path: Path) -> Iterator[Table | tuple[str, AuthorError]]:
    format = next((known for suffix, known in FORMATS if path.suffix == suffix), None)
    if format is None:
        raise UsageError(f"{path} is neither a .toml nor a .jsonl file")
    if format == "toml":
        return toml_tables(_content(path), str(path))
    return json_tables(_lines(path), str(path))


def _content(path: Path) -> str:
    with _open(path) as file:
        return decoded(file.read(MAX_BYTES + 1))


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None


def _lines(path: Path) -> Iterator[str]:
    with _open(path) as file:
        while line := file.readline(MAX_LINE + 2):
            yield decoded(line)
            # What is left of a line that is too long is not the next one.
            while len(line) == MAX_LINE + 2 and not line.endswith(b"\n"):
                line = file.readline(MAX_LINE + 2)
