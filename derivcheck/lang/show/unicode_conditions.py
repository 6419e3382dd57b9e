"""Conditions in Unicode."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from derivcheck.lang.condition import (
    Compare,
    Conjunction,
    Disjunction,
    Negation,
    Piecewise,
    Truth,
)
from derivcheck.lang.linear import PositiveDefinite
from derivcheck.lang.show.chain import chain
from derivcheck.lang.show.printer import ADD, AND, ATOM, COMPARE, OR, Piece, Printer

SIGNS: Mapping[str, str] = MappingProxyType(
    {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠"}
)


def piecewise(node: Piecewise, printer: Printer) -> Piece:
    """{value if condition; value otherwise}."""
    branches = (f"{printer.show(value)} {_when(when, printer)}" for value, when in node.branches)
    return Piece(f"{{{'; '.join(branches)}}}")


def _when(when: Any, printer: Printer) -> str:
    return "otherwise" if when == Truth(True) else f"if {printer.show(when)}"


def _compare(node: Compare, printer: Printer) -> Piece:
    left, right = printer.at(node.left, ADD), printer.at(node.right, ADD)
    return Piece(f"{left} {SIGNS[node.relation]} {right}", COMPARE)


def _all(node: Conjunction, printer: Printer) -> Piece:
    links = chain(node)
    if links:
        rest = "".join(f" {SIGNS[link.relation]} {printer.at(link.right, ADD)}" for link in links)
        return Piece(f"{printer.at(links[0].left, ADD)}{rest}", COMPARE)
    return Piece(" and ".join(printer.at(part, AND + 1) for part in node.conditions), AND)


def _any(node: Disjunction, printer: Printer) -> Piece:
    return Piece(" or ".join(printer.at(part, OR + 1) for part in node.conditions), OR)


def _not(node: Negation, printer: Printer) -> Piece:
    return Piece(f"not {printer.at(node.condition, ATOM)}", COMPARE)


def _truth(node: Truth, printer: Printer) -> Piece:
    return Piece("always" if node.value else "never")


def _positive_definite(node: PositiveDefinite, printer: Printer) -> Piece:
    return Piece(f"{printer.show(node.matrix)} ≻ 0", COMPARE)


RULES: Mapping[type, Callable[[Any, Printer], Piece]] = MappingProxyType(
    {
        Compare: _compare,
        Conjunction: _all,
        Disjunction: _any,
        Negation: _not,
        Truth: _truth,
        PositiveDefinite: _positive_definite,
    }
)
