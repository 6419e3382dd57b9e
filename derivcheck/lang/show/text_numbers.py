"""Numbers so that they read back as the same number, not as an operation."""

from __future__ import annotations

import math

from derivcheck.lang.algebra import Div, Number
from derivcheck.lang.show.printer import ATOM, MUL, NEG, Piece, Printer


def number(node: Number, printer: Printer) -> Piece:
    """2, -2, 1/2 or -1/2."""
    value = node.value
    if value.denominator != 1:
        return Piece(f"{value.numerator}/{value.denominator}", MUL)
    return Piece(str(value.numerator), ATOM if value.numerator >= 0 else NEG)


def would_fold(node: Div) -> bool:
    """Whether a quotient of two numbers would read back as one fraction."""
    left, right = node.left, node.right
    if not isinstance(left, Number) or not isinstance(right, Number):
        return False
    whole = left.value.denominator == 1 and right.value.denominator == 1 and right.value > 1
    return whole and math.gcd(left.value.numerator, right.value.numerator) == 1
