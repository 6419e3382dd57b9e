"""Claims from files of data, one after another: no more of a file is held than a line or a table.

The lines of a JSON Lines file are handed on as they are: reading them is most of the cost of an
easy claim, and work for the workers.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from derivcheck.core.claim import Claim
from derivcheck.core.claimfile.limits import MAX_LINE
from derivcheck.core.reader import FORMATS, read_claims
from derivcheck.lang.errors import Location, UsageError
from derivcheck.run.job import Job, Line, Unreadable

STDIN = "-"
SHOWN_STDIN = "<stdin>"


@dataclass(frozen=True, slots=True)
class Item:
    """A claim of a file, where it stands, and how many bytes of all files were read with it."""

    job: Job
    location: Location | None
    consumed: int


def read_items(paths: list[str]) -> Iterator[Item]:
    """The claims of the files, in order; `-` is JSON lines on standard input.

    UsageError, before the first claim, for a file that is not there or of no known format; when it
    is reached, for one that cannot be read or holds no claim.
    """
    for path in paths:
        _check(path)
    consumed = 0
    for path in paths:
        empty = True
        for item in _items(path, consumed):
            yield item
            empty, consumed = False, item.consumed
        if empty:
            raise UsageError(f"{path} holds no claim")


def total_bytes(paths: list[str]) -> int | None:
    """The size of all files; None where one of them has none, as standard input."""
    if not all(path != STDIN and Path(path).is_file() for path in paths):
        return None
    return sum(Path(path).stat().st_size for path in paths)


def _check(path: str) -> None:
    if path == STDIN:
        return
    if not Path(path).exists() or Path(path).is_dir():
        raise UsageError(f"there is no file {path}")
    if not path.endswith(tuple(suffix for suffix, _ in FORMATS)):
        raise UsageError(f"{path} is neither a .toml nor a .jsonl file")


def _items(path: str, before: int) -> Iterator[Item]:
    if path == STDIN:
        yield from _lines(sys.stdin.buffer, SHOWN_STDIN, before)
    elif path.endswith(".jsonl"):
        try:
            with open(path, "rb") as file:
                yield from _lines(file, path, before)
        except OSError as error:
            raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    else:
        yield from _tables(path, before)


def _lines(file: BinaryIO, name: str, before: int) -> Iterator[Item]:
    consumed, number = before, 0
    while text := file.readline(MAX_LINE + 2):
        number += 1
        consumed += len(text)
        if len(text) > MAX_LINE + 1 and not text.endswith(b"\n"):
            consumed += _skip(file)
        if text.strip() or len(text) > MAX_LINE:
            yield Item(Line(name, number, text), Location(name, number), consumed)


def _skip(file: BinaryIO) -> int:
    """Pass over the rest of a line that is too long to be held; returns its length."""
    skipped = 0
    while part := file.readline(MAX_LINE):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped


def _tables(path: str, before: int) -> Iterator[Item]:
    consumed = before + Path(path).stat().st_size
    for claim in read_claims(Path(path)):
        if isinstance(claim, Claim):
            yield Item(claim, claim.location, consumed)
        else:
            place = claim.error.location
            name = claim.id or (f"{path}:{place.line}" if place else path)
            yield Item(Unreadable(name, claim.error), place, consumed)
