"""Vectors written out, Vector(a, b, ...): their inner products, norms and components are numbers."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.lang import algebra
from derivcheck.lang.linear import MatrixCall, VectorOf
from derivcheck.lang.node import Node
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.lower.dispatch import lower
from derivcheck.symbolic.lower.scope import Scope

Entries = tuple[Any, ...]


@lower.register
def _(node: MatrixCall, scope: Scope) -> Any:
    if node.operation == "Dot":
        left, right = (entries(a, scope) for a in node.arguments)
        return sympy.Add(*(a * b for a, b in zip(left, right, strict=True)))
    if node.operation == "Norm":
        return sympy.sqrt(sympy.Add(*(a**2 for a in entries(node.arguments[0], scope))))
    raise OutOfReach(f"{node.operation} outside the algebra of matrices")


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
