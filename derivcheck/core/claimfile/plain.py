"""Claims of a corpus, one plain line each, read in one pass.

A line is plain if all its text is: ASCII without escapes, numbers in domains of one word or between
two numbers, a chain of arithmetic. What is not plain, or may be at fault, is left to the general
reader; where this one gives a claim, it is that reader's.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from json import JSONDecoder
from typing import Any

from derivcheck.core.claim import Claim, Relation, Source, Statement, Step, compose
from derivcheck.core.claimfile.text import STEERING
from derivcheck.core.derivation import ID, read_source
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.domain import Domain, Integers, Interval, Nonzero
from derivcheck.lang.errors import AuthorError, Location
from derivcheck.lang.expression import Expr
from derivcheck.lang.names import VOCABULARY
from derivcheck.lang.parse import Scope, parse_domain
from derivcheck.lang.parse.limits import MAX_NAME
from derivcheck.lang.parse.plain import NotPlain, plain_expression

LONGEST = 10_000
MOST_NAMES = 30
MOST_ENTRIES = 100
NUMBERS = (Interval, Nonzero, Integers)
KEYS = frozenset({"id", "title", "source", "given", "derivation", "expect"})
SOURCE_KEYS = ("document", "at", "equations")
EXPECTED = ("verified", "refuted")
CHAIN = re.compile(r'"derivation"\s*:\s*\[')
ENTRY = re.compile(r'\s*"([^"]*)"\s*([,\]])')
LINK = re.compile(r"\s*(==|<=|>=|<|>)([^<>=!]+)\Z")
COMPARISON = re.compile(r"([^<>=!]+)((?:==|<=|>=|<|>)[^<>=!]+)\Z")
RELATION = re.compile(r"[<>=!]")


def plain_claim(line: str, file: str, number: int) -> Claim | None:
    """The claim on a line of a JSON Lines file; None where the general reader has to look."""
    if len(line) > LONGEST or "\\" in line or not line.isascii() or STEERING.search(line):
        return None
    try:
        return _claim(_values(line), line, file, number)
    except (NotPlain, AuthorError):
        return None


def _values(line: str) -> dict[str, Any]:
    try:
        values = DECODER.decode(line)
    except (ValueError, RecursionError):
        raise NotPlain from None
    if not isinstance(values, dict) or not values.keys() <= KEYS:
        raise NotPlain
    return values


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise NotPlain
    return values


DECODER = JSONDecoder(object_pairs_hook=_unique)


def _claim(values: dict[str, Any], line: str, file: str, number: int) -> Claim:
    names, used = _names(values.get("given")), dict[str, Symbol]()
    id, title, expect = values.get("id"), values.get("title", ""), values.get("expect", "verified")
    if not (isinstance(id, str) and ID.match(id) and isinstance(title, str)):
        raise NotPlain
    steps = tuple(_steps(_entries(line), names, used, file, number))
    if expect not in EXPECTED or not 0 < len(steps) < MOST_ENTRIES or len(used) != len(names):
        raise NotPlain
    compose({step.statement.relation for step in steps})
    return Claim(
        id=id,
        title=title,
        source=_source(values.get("source", "")),
        given=tuple(used.values()),
        steps=steps,
        expect=expect,
        location=Location(file, number, line.index("{") + 1),
    )


def _source(value: Any) -> Source:
    if isinstance(value, str):
        return read_source(value)
    if not isinstance(value, dict) or not all(
        key in SOURCE_KEYS and isinstance(text, str) for key, text in value.items()
    ):
        raise NotPlain
    return Source(**value)


def _names(given: Any) -> Mapping[str, Symbol]:
    if given is None:
        return {}
    if not isinstance(given, dict) or len(given) > MOST_NAMES:
        raise NotPlain
    if not all(isinstance(domain, str) for domain in given.values()):
        raise NotPlain
    return {name: _symbol(name, domain) for name, domain in given.items()}


@lru_cache(maxsize=1024)
def _symbol(name: str, domain: str) -> Symbol:
    """A name of a number; the claims of a corpus share a few of them."""
    if len(name) > MAX_NAME or not name.isidentifier():
        raise NotPlain
    if name in VOCABULARY or keyword.iskeyword(name):
        raise NotPlain
    return Symbol(name, _domain(domain))


@lru_cache(maxsize=256)
def _domain(text: str) -> Domain:
    """A domain of numbers that mentions no name."""
    domain = parse_domain(text, Scope())
    if not isinstance(domain, NUMBERS):
        raise NotPlain
    return domain


def _entries(line: str) -> list[tuple[str, int]]:
    """The strings of the derivation with their columns."""
    opening = CHAIN.search(line)
    if opening is None:
        raise NotPlain
    found, at = [], opening.end()
    while True:
        entry = ENTRY.match(line, at)
        if entry is None:
            raise NotPlain
        found.append((entry[1], entry.start(1) + 1))
        if entry[2] == "]" or len(found) > MOST_ENTRIES:
            return found
        at = entry.end()


def _steps(
    entries: list[tuple[str, int]],
    names: Mapping[str, Symbol],
    used: dict[str, Symbol],
    file: str,
    number: int,
) -> Iterator[Step]:
    (first, column), *links = entries
    if RELATION.search(first):
        left, right = _compared(first)
        first, links = left, [(right, column), *links]
    before, text = _side(first, names, used)
    for index, (entry, column) in enumerate(links, start=1):
        link = LINK.match(entry)
        if link is None:
            raise NotPlain
        side, written = _side(link[2], names, used)
        relation: Relation = link[1]  # type: ignore[assignment]
        yield Step(
            index=index,
            statement=Statement(before, relation, side),
            location=Location(file, number, column),
            written=(text, written),
        )
        before, text = side, written


def _compared(entry: str) -> tuple[str, str]:
    """The left side of a comparison, and its relation with the right side."""
    compared = COMPARISON.match(entry)
    if compared is None or "(" in (compared[1].strip()[:1], compared[2].strip("=<> ")[:1]):
        # Brackets around all of a side are not shown as part of it.
        raise NotPlain
    return compared[1], compared[2]


def _side(text: str, names: Mapping[str, Symbol], used: dict[str, Symbol]) -> tuple[Expr, str]:
    stripped = text.strip()
    return plain_expression(stripped, names, used), stripped
