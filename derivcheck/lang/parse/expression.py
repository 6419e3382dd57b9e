"""The translation of a syntax tree to nodes, one small function for each kind of node."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from derivcheck.lang import algebra
from derivcheck.lang.condition import Negation, Truth
from derivcheck.lang.expression import Expr
from derivcheck.lang.names import CONSTANTS, VOCABULARY
from derivcheck.lang.parse.calls import call
from derivcheck.lang.parse.conditions import boolean, comparison
from derivcheck.lang.parse.context import Context, Value
from derivcheck.lang.parse.laws import conditional
from derivcheck.lang.parse.magnitude import check_power
from derivcheck.lang.parse.nesting import PRODUCT, SUM
from derivcheck.lang.parse.numbers import negated_literal, number
from derivcheck.lang.parse.rows import row
from derivcheck.lang.sequences import Index

OPERATORS: Mapping[type[ast.operator], Callable[[Expr, Expr], Expr]] = MappingProxyType(
    {ast.Pow: algebra.Pow, ast.MatMult: algebra.MatMul}
)
HINTS: Mapping[type[ast.AST], str] = MappingProxyType(
    {
        ast.BitXor: "a power is written **",
        ast.FloorDiv: "there is no integer division; use /",
        ast.Attribute: "an expression has no attributes",
        ast.BitAnd: "write and",
        ast.Invert: "write not",
        ast.IfExp: "write Piecewise((value, condition), (value, True))",
        ast.Lambda: 'name the function in let, as in "f(x)" = "..."',
    }
)


def read(context: Context, node: ast.expr) -> Value:
    """What a node of the syntax tree stands for."""
    reader = READERS.get(type(node))
    if reader is None:
        raise _not_in_language(context, node, node)
    return reader(context, node)


def _name(context: Context, node: ast.Name) -> Value:
    entry = context.scope.find(node.id)
    if entry is not None:
        return entry
    if node.id in CONSTANTS:
        return CONSTANTS[node.id]
    if node.id in VOCABULARY:
        raise context.error(
            node, f"{node.id} stands here without its arguments", f"write {node.id}(...)"
        )
    raise context.unknown(node)


def _constant(context: Context, node: ast.Constant) -> Value:
    if isinstance(node.value, bool):
        return Truth(node.value)
    return number(context, node)


def _unary(context: Context, node: ast.UnaryOp) -> Value:
    if isinstance(node.op, ast.Not):
        return Negation(context.condition(node.operand))
    if isinstance(node.op, ast.Invert):
        raise _not_in_language(context, node, node.op)
    operand = context.expression(node.operand)
    if isinstance(node.op, ast.UAdd):
        return operand
    return negated_literal(context, node, operand) or algebra.Neg(operand)


def _binary(context: Context, node: ast.BinOp) -> Value:
    if isinstance(node.op, ast.BitOr):
        return conditional(context, node)
    if isinstance(node.op, SUM + PRODUCT):
        return row(context, node)
    make = OPERATORS.get(type(node.op))
    if make is None:
        raise _not_in_language(context, node, node.op)
    left, right = context.expression(node.left), context.expression(node.right)
    if isinstance(node.op, ast.Pow):
        check_power(left, right)
    return make(left, right)


def _subscript(context: Context, node: ast.Subscript) -> Value:
    if isinstance(node.value, ast.Name) and node.value.id in ("E", "Var", "Cov", "Prob"):
        raise context.error(
            node,
            f"{context.quote(node)} has nothing to act on",
            f"write {context.quote(node)}(...)",
        )
    base = context.value(node.value)
    if not isinstance(base, Expr):
        base = context.expression(node.value)
    listed = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return Index(base, tuple(context.expression(item) for item in listed))


def _tuple(context: Context, node: ast.Tuple) -> Value:
    raise context.error(
        node, "a list of values stands where one value belongs", "a column is Vector(a, b, ...)"
    )


def _not_in_language(context: Context, node: ast.expr, kind: ast.AST) -> Exception:
    return context.error(
        node,
        f"{context.quote(node)} is not in the language",
        HINTS.get(type(kind), "see the table of expressions"),
    )


READERS: Mapping[type[ast.expr], Callable[[Context, Any], Value]] = MappingProxyType(
    {
        ast.Name: _name,
        ast.Constant: _constant,
        ast.UnaryOp: _unary,
        ast.BinOp: _binary,
        ast.Compare: comparison,
        ast.BoolOp: boolean,
        ast.Call: call,
        ast.Subscript: _subscript,
        ast.Tuple: _tuple,
    }
)
