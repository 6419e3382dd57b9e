"""Reports that are written as results come in: a beginning, a piece for each claim, an end.

A piece is made from its claim alone, wherever that was settled, so its maker must travel between
processes: it is a function of this module.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from textwrap import indent
from types import MappingProxyType
from typing import Any

from derivcheck.core.glance import glance
from derivcheck.core.verdict import ClaimResult
from derivcheck.report.json import claim_entry, summary_of
from derivcheck.report.line import BLANK, Line, plain
from derivcheck.report.notation import TEXT, UNICODE, Notation
from derivcheck.report.overview import steps
from derivcheck.report.schema import VERSION
from derivcheck.report.steps import failure
from derivcheck.report.summary import summary_of as summary_line
from derivcheck.report.table import row
from derivcheck.report.tally import Tally


@dataclass(frozen=True, slots=True)
class Style:
    """A report as text: what stands before, between and after the pieces."""

    piece: Callable[[ClaimResult], str]
    head: Callable[[Mapping[str, str], int], str]
    between: str
    foot: Callable[[Tally, float], str]


def lines(result: ClaimResult, notation: Notation, *, verbose: bool) -> list[Line]:
    """A claim as lines: in full if it is not ok, else in one, or with its steps if `verbose`."""
    if result.ok:
        return [row(glance(result)), *(steps(result, notation) if verbose else [])]
    return [BLANK, *failure(result, notation), BLANK]


def plain_piece(result: ClaimResult, *, verbose: bool) -> str:
    """A claim as plain text."""
    return plain(lines(result, TEXT, verbose=verbose))


def terminal_piece(result: ClaimResult, *, verbose: bool) -> list[Line]:
    """A claim as a terminal shows it."""
    return lines(result, UNICODE, verbose=verbose)


def json_line(result: ClaimResult) -> str:
    """A claim as one line of JSON."""
    return _compact(claim_entry(result)) + "\n"


def json_piece(result: ClaimResult) -> str:
    """A claim as it stands in the list of the JSON report."""
    made = json.dumps(claim_entry(result), indent=2, ensure_ascii=False, allow_nan=False)
    return "\n" + indent(made, "    ")


def style(name: str, *, verbose: bool) -> Style:
    """The style of a format: plain, json, or jsonl, which is the JSON report in lines."""
    if name == "plain":
        piece = partial(plain_piece, verbose=verbose)
        return Style(piece, lambda engine, seed: "", "", _plain_foot)
    return STYLES[name]


def _plain_foot(counts: Tally, seconds: float) -> str:
    return plain([BLANK, summary_line(counts, seconds)])


def _line_head(engine: Mapping[str, str], seed: int) -> str:
    return _compact({"schema": VERSION, "engine": dict(engine), "seed": seed}) + "\n"


def _line_foot(counts: Tally, seconds: float) -> str:
    return _compact({"summary": summary_of(counts, seconds)}) + "\n"


def _json_head(engine: Mapping[str, str], seed: int) -> str:
    opened = json.dumps({"schema": VERSION, "engine": dict(engine), "seed": seed}, indent=2)
    return opened.removesuffix("\n}") + ',\n  "claims": ['


def _json_foot(counts: Tally, seconds: float) -> str:
    closed = json.dumps({"summary": summary_of(counts, seconds)}, indent=2)
    return "\n  ],\n" + closed.removeprefix("{\n") + "\n"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "json": Style(json_piece, _json_head, ",", _json_foot),
        "jsonl": Style(json_line, _line_head, "", _line_foot),
    }
)
