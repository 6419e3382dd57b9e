"""Numbers as written, exactly: 0.1 is 1/10, and a fraction in lowest terms is one number."""

from __future__ import annotations

import ast
import math
import re
from fractions import Fraction

from derivcheck.lang.algebra import Number
from derivcheck.lang.expression import Expr
from derivcheck.lang.parse.context import Context
from derivcheck.lang.parse.limits import MAX_DECIMAL_EXPONENT, MAX_DIGITS

DECIMAL = re.compile(r"(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?\Z", re.ASCII)


def number(context: Context, node: ast.Constant) -> Number:
    """The number of a literal, from its text."""
    text = context.text(node)
    match = DECIMAL.match(text)
    if not match:
        raise context.error(node, f"{text} is not a number of the language", _literal_remedy(node))
    digits, exponent = match.groups()
    if len(digits) > MAX_DIGITS or abs(int((exponent or "0")[:9])) > MAX_DECIMAL_EXPONENT:
        raise context.error(node, "a number with too many digits", "write it as a power")
    value = Fraction(text)
    if max(abs(value.numerator), value.denominator) >= 10**MAX_DIGITS:
        raise context.error(node, "a number with too many digits", "write it as a power")
    return Number(value)


def negated_literal(context: Context, node: ast.UnaryOp, operand: Expr) -> Number | None:
    """-2 as one number; None for -(2) and for -x."""
    adjacent = context.text(node)[1:].lstrip() == context.text(node.operand)
    if isinstance(node.operand, ast.Constant) and adjacent and isinstance(operand, Number):
        return Number(-operand.value)
    return None


def fraction_literal(context: Context, node: ast.BinOp, left: Expr, right: Expr) -> Number | None:
    """1/2 or -1/2 in lowest terms as one number; None for 2/4, (1)/2 and x/2."""
    if not isinstance(left, Number) or not isinstance(right, Number):
        return None
    top, bottom = left.value, right.value
    plain = context.between(node.left, node.right).strip() == "/"
    whole = top.denominator == 1 and bottom.denominator == 1 and bottom > 1
    written = _is_integer(context, node.left) and _is_integer(context, node.right)
    lowest = math.gcd(top.numerator, bottom.numerator) == 1
    return Number(top / bottom) if plain and whole and written and lowest else None


def _is_integer(context: Context, node: ast.expr) -> bool:
    return context.text(node).lstrip("- ").isdigit()


def _literal_remedy(node: ast.Constant) -> str:
    if isinstance(node.value, str):
        return "the only text in an expression is a limit's direction, '+' or '-'"
    if isinstance(node.value, complex):
        return "the language has real numbers only"
    return "write digits, a point and a power of ten, as in 2.5e-3"
