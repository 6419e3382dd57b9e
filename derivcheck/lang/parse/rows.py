"""Terms in a row, a + b - c + ... and a*b/c*..., read without recurring once a term."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Final

from derivcheck.lang.algebra import Add, Div, Mul, Number, Sub
from derivcheck.lang.expression import Expr
from derivcheck.lang.parse.context import Context
from derivcheck.lang.parse.nesting import SUM, is_of, links
from derivcheck.lang.parse.numbers import fraction_literal
from derivcheck.lang.row import LONGEST_LEFT, product_of, total_of


def row(context: Context, node: ast.BinOp) -> Expr:
    """A sum or a product, of however many terms."""
    operations = links(node)
    first, made = operations[0], context.expression(operations[0].left)
    if len(operations) >= LONGEST_LEFT:
        return _long(context, operations, made)
    for link in operations:
        made = _pair(context, link, first, made, context.expression(link.right))
        context.made.append((made, link))
    return made


def _pair(context: Context, link: ast.BinOp, first: ast.BinOp, left: Expr, right: Expr) -> Expr:
    make: Callable[[Any, Any], Expr] = KINDS[type(link.op)]
    if link is first and isinstance(link.op, ast.Div):
        return fraction_literal(context, link, left, right) or make(left, right)
    return make(left, right)


def _long(context: Context, operations: list[ast.BinOp], left: Expr) -> Expr:
    first, *others = operations
    right = context.expression(first.right)
    begun = _pair(context, first, first, left, right)
    folded = isinstance(begun, Number)
    terms = [(False, begun)] if folded else [(False, left), (_is_inverse(first), right)]
    terms += [(_is_inverse(link), context.expression(link.right)) for link in others]
    return (total_of if is_of(first, SUM) else product_of)(terms)


def _is_inverse(link: ast.BinOp) -> bool:
    return isinstance(link.op, ast.Sub | ast.Div)


KINDS: Final = {ast.Add: Add, ast.Sub: Sub, ast.Mult: Mul, ast.Div: Div}
