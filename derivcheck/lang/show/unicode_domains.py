"""Domains in Unicode: "x real", "ε > 0", "w ∈ (0, 1)"."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from derivcheck.lang.algebra import NEGATIVE, NONNEGATIVE, POSITIVE, REAL
from derivcheck.lang.declare import INTEGER, NATURAL
from derivcheck.lang.domain import Domain, Interval, Nonzero
from derivcheck.lang.show.printer import Piece, Printer
from derivcheck.lang.show.text_domains import domain

SHORT: Mapping[Domain, str] = MappingProxyType(
    {
        REAL: "real",
        POSITIVE: "> 0",
        NONNEGATIVE: "≥ 0",
        NEGATIVE: "< 0",
        Nonzero(): "≠ 0",
        INTEGER: "∈ ℤ",
        NATURAL: "∈ ℕ",
    }
)


def unicode_domain(node: Domain, printer: Printer) -> Piece:
    """What stands behind the name: > 0, ∈ (0, 1), density."""
    if node in SHORT:
        return Piece(SHORT[node])
    if isinstance(node, Interval):
        return Piece(domain(node, printer).text.replace("in ", "∈ ", 1))
    return domain(node, printer)
