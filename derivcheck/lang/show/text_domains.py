"""Domains as `given` has them: "positive", "in (0, 1]", "density(1 | 1)"."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from derivcheck.lang.algebra import NEGATIVE, NONNEGATIVE, POSITIVE, REAL
from derivcheck.lang.calculus import Range
from derivcheck.lang.declare import INTEGER, NATURAL
from derivcheck.lang.domain import (
    Domain,
    FunctionDomain,
    Integers,
    Interval,
    LawDomain,
    MatrixDomain,
    Nonzero,
    SequenceDomain,
    VectorDomain,
)
from derivcheck.lang.show.printer import Piece, Printer

NUMBERS: Mapping[Domain, str] = MappingProxyType(
    {
        REAL: "real",
        POSITIVE: "positive",
        NONNEGATIVE: "nonnegative",
        NEGATIVE: "negative",
        Nonzero(): "nonzero",
        INTEGER: "integer",
        NATURAL: "natural",
    }
)


def domain(node: Domain, printer: Printer) -> Piece:
    """A domain in words; what has no words there is shown as a set."""
    if node in NUMBERS:
        return Piece(NUMBERS[node])
    match node:
        case Interval():
            return Piece(f"in {_interval(node, printer)}")
        case Integers() | Range():
            return Piece(_bounds(node, printer))
        case VectorDomain(size=size, positive=positive):
            return Piece(f"{'positive ' if positive else ''}vector({printer.show(size)})")
        case MatrixDomain():
            return Piece(_matrix(node, printer))
        case SequenceDomain(element=element):
            return Piece(f"{printer.show(element)} sequence")
        case FunctionDomain():
            return Piece(_function(node, printer))
        case LawDomain():
            return Piece(_law(node, printer))
    return Piece("unspecified")


def _interval(node: Interval, printer: Printer) -> str:
    left, right = "(" if node.lower_open else "[", ")" if node.upper_open else "]"
    return f"{left}{printer.listed((node.lower, node.upper))}{right}"


def _bounds(node: Integers | Range, printer: Printer) -> str:
    return f"{printer.show(node.lower)}..{printer.show(node.upper)}"


def _matrix(node: MatrixDomain, printer: Printer) -> str:
    if node.kind == "general":
        return f"matrix({printer.listed((node.rows, node.columns))})"
    return f"{node.kind} matrix({printer.show(node.rows)})"


def _function(node: FunctionDomain, printer: Printer) -> str:
    kind = f"{node.kind} " if node.kind else ""
    value = f"{printer.show(node.value)} " if isinstance(node.value, VectorDomain) else ""
    count = len(node.arguments)
    if all(argument == REAL for argument in node.arguments):
        arguments = f"({count})" if count > 1 else ""
    else:
        arguments = f" of {', '.join(_where(argument, printer) for argument in node.arguments)}"
    return f"{kind}{value}function{arguments}"


def _law(node: LawDomain, printer: Printer) -> str:
    where = node.variables[0]
    word = "pmf" if isinstance(where, Integers) else "density"
    vectors = [d for d in node.given if d != REAL]
    count, given = len(node.variables), len(node.given) - len(vectors)
    bar = f" | {given}" if given else ""
    arguments = f"({count}{bar})" if given or count > 1 else ""
    parameters = "".join(f" | {_where(parameter, printer)}" for parameter in vectors)
    place = "" if where == REAL and not vectors else f" on {_where(where, printer)}"
    return f"{word}{arguments}{place}{parameters}"


def _where(node: Domain, printer: Printer) -> str:
    if isinstance(node, Interval) and node not in NUMBERS:
        return _interval(node, printer)
    return _bounds(node, printer) if isinstance(node, Integers) else printer.show(node)
