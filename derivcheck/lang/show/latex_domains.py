"""Domains in LaTeX: what stands behind the name in a list of what is given."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from derivcheck.lang.algebra import NEGATIVE, NONNEGATIVE, POSITIVE, REAL
from derivcheck.lang.declare import INTEGER, NATURAL
from derivcheck.lang.domain import Domain, Integers, Interval, MatrixDomain, Nonzero, VectorDomain
from derivcheck.lang.show.printer import Piece, Printer
from derivcheck.lang.show.text import text

SHORT: Mapping[Domain, str] = MappingProxyType(
    {
        REAL: r"\in \mathbb{R}",
        POSITIVE: "> 0",
        NONNEGATIVE: r"\ge 0",
        NEGATIVE: "< 0",
        Nonzero(): r"\ne 0",
        INTEGER: r"\in \mathbb{Z}",
        NATURAL: r"\in \mathbb{N}",
    }
)


def latex_domain(node: Domain, printer: Printer) -> Piece:
    r"""> 0, \in (0, 1), \in \mathbb{R}^{n}; words for what has no common sign."""
    if node in SHORT:
        return Piece(SHORT[node])
    match node:
        case Interval(lower=lower, upper=upper):
            left, right = "(" if node.lower_open else "[", ")" if node.upper_open else "]"
            return Piece(rf"\in {left}{printer.listed((lower, upper))}{right}")
        case Integers(lower=lower, upper=upper):
            return Piece(rf"\in \{{{printer.show(lower)}, \dots, {printer.show(upper)}\}}")
        case VectorDomain(size=size, positive=False):
            return Piece(rf"\in \mathbb{{R}}^{{{printer.show(size)}}}")
        case MatrixDomain(rows=rows, columns=columns, kind="general"):
            sizes = rf"{printer.show(rows)} \times {printer.show(columns)}"
            return Piece(rf"\in \mathbb{{R}}^{{{sizes}}}")
    return Piece(rf"\ \text{{{text(node).replace('_', chr(92) + '_')}}}")
