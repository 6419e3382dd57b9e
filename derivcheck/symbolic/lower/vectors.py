"""Vectors written out, Vector(a, b, ...): inner products, norms and components are numbers."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.lang import algebra
from derivcheck.lang.linear import MatrixCall, VectorOf
from derivcheck.lang.node import Node
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.lower.dispatch import lower
from derivcheck.symbolic.lower.opaque import opaque_number
from derivcheck.symbolic.lower.scope import Scope

Entries = tuple[Any, ...]


@lower.register
def _(node: MatrixCall, scope: Scope) -> Any:
    if node.operation not in ("Dot", "Norm", "Trace"):
        raise OutOfReach(f"{node.operation} outside the algebra of matrices")
    try:
        return _written_out(node, scope)
    except OutOfReach:
        return opaque_number(node, scope)


def _written_out(node: MatrixCall, scope: Scope) -> Any:
    listed = [entries(argument, scope) for argument in node.arguments]
    if node.operation == "Trace":
        raise OutOfReach("the trace of a matrix that is not written out")
    left, right = listed[0], listed[-1]
    total = sympy.Add(*(a * b for a, b in zip(left, right, strict=True)))
    return sympy.sqrt(total) if node.operation == "Norm" else total


def entries(node: Node, scope: Scope) -> Entries:
    """The entries of a vector that is written out; OutOfReach for any other."""
    if isinstance(node, VectorOf):
        return tuple(lower(entry, scope) for entry in node.entries)
    if isinstance(node, algebra.Abbreviation):
        return entries(node.value, scope)
    if isinstance(node, algebra.Symbol) and isinstance(scope.vectors.get(node.name), tuple):
        return tuple(scope.vectors[node.name])
    if isinstance(node, algebra.Neg):
        return tuple(-a for a in entries(node.operand, scope))
    if isinstance(node, algebra.Add | algebra.Sub):
        sign = 1 if isinstance(node, algebra.Add) else -1
        pairs = zip(entries(node.left, scope), entries(node.right, scope), strict=True)
        return tuple(a + sign * b for a, b in pairs)
    if isinstance(node, algebra.Mul | algebra.Div):
        return _scaled(node, scope)
    raise OutOfReach("a vector that is not written out")


def _scaled(node: algebra.Mul | algebra.Div, scope: Scope) -> Entries:
    if isinstance(node, algebra.Div):
        return tuple(a / lower(node.right, scope) for a in entries(node.left, scope))
    try:
        return tuple(lower(node.left, scope) * a for a in entries(node.right, scope))
    except OutOfReach:
        return tuple(a * lower(node.right, scope) for a in entries(node.left, scope))
