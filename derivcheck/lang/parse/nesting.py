"""How deep a syntax tree is nested; terms in a row are no nesting."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from derivcheck.lang.row import LONGEST_LEFT

SUM: Final = (ast.Add, ast.Sub)
PRODUCT: Final = (ast.Mult, ast.Div)


def links(node: ast.AST) -> list[ast.BinOp]:
    """The operations of the row that ends in a node, the first one first; none if it is no row."""
    found: list[ast.BinOp] = []
    family = next((kinds for kinds in (SUM, PRODUCT) if is_of(node, kinds)), ())
    while is_of(node, family) and isinstance(node, ast.BinOp):
        found.append(node)
        node = node.left
    return found[::-1]


def levels(node: ast.AST) -> Iterator[tuple[int, ast.AST]]:
    """What is nested in a node, and by how many levels; a long row nests by halves."""
    row = links(node)
    if not row:
        yield from ((1, child) for child in ast.iter_child_nodes(node))
        return
    yield min(len(row), LONGEST_LEFT), row[0].left
    for place, link in enumerate(row):
        yield min(len(row) - place, LONGEST_LEFT), link.right


def is_of(node: ast.AST, kinds: tuple[type[ast.operator], ...]) -> bool:
    """Whether a node is an operation of one of the kinds."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, kinds)
