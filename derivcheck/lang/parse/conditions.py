"""Comparisons, chained or not, and their combinations by and, or."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from types import MappingProxyType

from derivcheck.lang.condition import Compare, Condition, Conjunction, Disjunction
from derivcheck.lang.parse.context import Context

RELATIONS: Mapping[type[ast.cmpop], str] = MappingProxyType(
    {
        ast.Lt: "<",
        ast.LtE: "<=",
        ast.Gt: ">",
        ast.GtE: ">=",
        ast.Eq: "==",
        ast.NotEq: "!=",
    }
)


def comparison(context: Context, node: ast.Compare) -> Condition:
    """A < b, or 0 < a < b, which means 0 < a and a < b."""
    unknown = [op for op in node.ops if type(op) not in RELATIONS]
    if unknown:
        raise context.error(node, "only < <= > >= == != compare", "")
    sides = [context.expression(side) for side in (node.left, *node.comparators)]
    links = tuple(
        Compare(RELATIONS[type(op)], left, right)
        for op, left, right in zip(node.ops, sides, sides[1:], strict=False)
    )
    return links[0] if len(links) == 1 else Conjunction(links)


def boolean(context: Context, node: ast.BoolOp) -> Condition:
    """A and b, a or b."""
    parts = tuple(context.condition(value) for value in node.values)
    return Conjunction(parts) if isinstance(node.op, ast.And) else Disjunction(parts)
