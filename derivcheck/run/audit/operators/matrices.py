"""Mistakes with vectors and matrices: transposes, inverses, the order of a product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.core.claim import Goal
from derivcheck.lang.algebra import MatMul
from derivcheck.lang.linear import MatrixCall
from derivcheck.lang.node import Node
from derivcheck.run.audit.operator import Operator


def _product(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, MatMul):
        yield MatMul(node.right, node.left)


def _dropped(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, MatMul):
        yield node.left
        yield node.right


def _operation(node: Node, goal: Goal) -> Iterator[Node]:
    """A transpose or an inverse left out, a trace for a determinant; one too many of a matrix."""
    if not isinstance(node, MatrixCall):
        return
    if node.operation in ("Transpose", "Inverse"):
        yield node.arguments[0]
    elif node.operation == "Trace":
        yield replace(node, operation="Determinant")
    elif node.operation == "Determinant":
        yield replace(node, operation="Trace")


OPERATORS = (
    Operator("product", "the factors of a matrix product exchanged", _product),
    Operator("dropped-matrix", "a factor of a matrix product left out", _dropped),
    Operator("operation", "a transpose or inverse left out, a trace for a determinant", _operation),
)
