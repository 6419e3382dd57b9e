"""JSON Lines to the tables of its claims, one a line; a fault costs only its line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from derivcheck.core.claimfile.limits import MAX_LINE
from derivcheck.core.claimfile.places import json_places
from derivcheck.core.claimfile.table import Table
from derivcheck.core.claimfile.text import check_text
from derivcheck.lang.errors import AuthorError, Location
from derivcheck.lang.parse import Passage, passage

Found = Table | tuple[str, AuthorError]


def json_tables(lines: Iterable[str], file: str, first: int = 1) -> Iterator[Found]:
    """The claims' tables of the lines, or the error of a bad one; blank lines are skipped.

    `first` is the number of the first line in its file.
    """
    for number, line in enumerate(lines, start=first):
        if len(line) > MAX_LINE or line.strip():
            try:
                yield _table(line.rstrip("\r\n"), number, file)
            except AuthorError as error:
                yield "", error


def _table(line: str, number: int, file: str) -> Table:
    if len(line) > MAX_LINE:
        raise AuthorError(
            f"a line of more than {MAX_LINE} characters",
            remedy="write one claim a line, and split one that is longer",
            location=Location(file, number),
        )
    check_text(line, file, number)
    values = _loads(passage(line, file, number))
    return Table(values, ("claim",), json_places(line, file, number, ("claim",)))


def _loads(line: Passage) -> dict[str, Any]:
    try:
        values = json.loads(line.text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise line.error(
            f"this is not JSON: {error.msg}",
            error.pos,
            remedy="write one claim, an object, on each line",
        ) from None
    except (ValueError, RecursionError) as error:
        raise line.error(f"this cannot be read: {error}") from None
    if isinstance(values, dict):
        return values
    raise line.error("a claim is an object", remedy='write {"id": ...}')


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in pairs:
        if key in values:
            raise ValueError(f"{key} occurs twice")
        values[key] = value
    return values


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")
