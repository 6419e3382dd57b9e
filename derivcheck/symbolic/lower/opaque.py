"""Numbers made of vectors that are not written out: symbols of which only the sign is known.

What holds for any numbers in their place holds for these. They are named by their text, so that
equal texts are equal numbers. Only what is defined everywhere is named so, and it may depend on a
bound variable through an index alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from derivcheck.lang import algebra
from derivcheck.lang.domain import VectorDomain
from derivcheck.lang.expression import Expr
from derivcheck.lang.linear import MatrixCall
from derivcheck.lang.node import Node
from derivcheck.lang.sequences import Index
from derivcheck.lang.shape import Shape, shape
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.lower.dispatch import lower
from derivcheck.symbolic.lower.functions import text
from derivcheck.symbolic.lower.scope import Scope
from derivcheck.symbolic.sign import is_nonnegative, is_nonzero

PARTS = (
    algebra.Number,
    algebra.Symbol,
    algebra.Add,
    algebra.Sub,
    algebra.Neg,
    algebra.Mul,
    algebra.Div,
    algebra.MatMul,
    MatrixCall,
)
OPERATIONS = ("Transpose", "Dot", "Norm", "Identity", "Zeros", "Trace", "Diag")
"""Defined everywhere, but for divisions by 0."""


def opaque_number(node: MatrixCall, scope: Scope) -> Any:
    """The symbol of a norm, an inner product or a trace."""
    if node.operation == "Dot" and node.arguments[0] == node.arguments[1]:
        return opaque_number(MatrixCall("Norm", node.arguments[:1]), scope) ** 2
    _demand_fixed(node, scope)
    kind = {"nonnegative": True} if node.operation == "Norm" else {"real": True}
    return sympy.Symbol(f"<{text(node)}>", **kind)


def opaque_component(node: Index, scope: Scope) -> Any:
    """The value of an unknown sequence, for v[k] or A[i, j] with indices in range."""
    _demand_fixed(node.base, scope)
    base: Shape = shape(node.base)
    indices = [lower(index, scope) for index in node.indices]
    for index, size in zip(indices, base.sizes, strict=False):
        _demand_in_range(index, lower(size.expression, scope), text(node), scope)
    kind = {"positive": True} if _is_positive(node.base) else {"real": True}
    return sympy.Function(f"<{text(node.base)}>", **kind)(*indices)


def _is_positive(base: Expr) -> bool:
    domain = base.domain if isinstance(base, algebra.Symbol) else None
    return isinstance(domain, VectorDomain) and domain.positive


def _demand_in_range(index: Any, size: Any, written: str, scope: Scope) -> None:
    """A variable of a sum lies between the ends of its range, which may be nearer the size."""
    ends = scope.context.interval(index) if index.is_Symbol else (index, index)
    for first, last in ((index, index), ends):
        if all(is_nonnegative(gap, scope.context) for gap in (first - 1, size - last)):
            return
    scope.context.require(f"an index in range in {written}")


def _demand_fixed(node: Node, scope: Scope) -> None:
    """OutOfReach unless a node is defined, and made of given names alone."""
    for part in _parts(node):
        match part:
            case MatrixCall(operation=operation) if operation not in OPERATIONS:
                raise OutOfReach(f"{operation} outside the algebra of matrices")
            case algebra.Div(right=right) if not is_nonzero(lower(right, scope), scope.context):
                raise OutOfReach(f"nothing shows that {text(right)} differs from 0")
            case algebra.Symbol() if not _is_free(part, scope):
                raise OutOfReach(f"{part.name} is bound")
            case _ if not isinstance(part, PARTS):
                raise OutOfReach(f"a number made of vectors by {type(part).__name__}")


def _parts(node: Node) -> Iterator[Node]:
    """A node and what it is made of; the domains of its names are not part of it."""
    yield node
    if not isinstance(node, algebra.Symbol):
        for child in node.children():
            yield from _parts(child)


def _is_free(part: algebra.Symbol, scope: Scope) -> bool:
    value = scope.values.get(part.name)
    if part not in scope.context.goal.given or part.name in scope.vectors:
        return False
    return value is not None and not isinstance(value, sympy.Dummy)
