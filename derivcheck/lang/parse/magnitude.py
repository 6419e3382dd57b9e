"""Numerical powers stay small enough to be worked out."""

from __future__ import annotations

import math
from typing import Final

from derivcheck.lang.algebra import Abbreviation, Add, Div, Mul, Neg, Number, Pow, Sub
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Call
from derivcheck.lang.parse.limits import MAX_BITS, MAX_EXPONENT, MAX_FACTORIAL

GROWING: Final = ("factorial", "binomial", "gamma")


def check_power(base: Expr, exponent: Expr) -> None:
    """Refuse base**exponent where the number, or the degree of the power, is beyond the limits."""
    degree = _size(exponent)
    if degree is None:
        return
    nested = degree * _degree(base)
    if nested > MAX_EXPONENT:
        raise AuthorError(f"an exponent beyond {MAX_EXPONENT}", remedy="use a smaller power")
    size = _size(base)
    if size is not None and degree * math.log2(max(size, 2.0)) > MAX_BITS:
        raise AuthorError(f"a number of more than {MAX_BITS} binary digits")


def check_argument(name: str, argument: Expr) -> None:
    """Refuse factorial(10**9) and its like."""
    size = _size(argument)
    if size is not None and size > MAX_FACTORIAL:
        raise AuthorError(f"{name} of a number beyond {MAX_FACTORIAL}")


def _degree(base: Expr) -> float:
    degree = 1.0
    while isinstance(base, Pow | Abbreviation):
        if isinstance(base, Abbreviation):
            base = base.value
            continue
        degree *= max(1.0, _size(base.exponent) or 1.0)
        base = base.base
    return degree


def _size(value: Expr) -> float | None:
    """An upper bound on numerator and denominator of a number; None where names occur."""
    if isinstance(value, Abbreviation):
        return _size(value.value)
    if isinstance(value, Number):
        return _float(max(abs(value.value.numerator), value.value.denominator))
    if isinstance(value, Neg):
        return _size(value.operand)
    if isinstance(value, Add | Sub | Mul | Div | Pow):
        return _combined(value)
    if isinstance(value, Call) and value.name in GROWING:
        return _of_growing(value)
    return None


def _of_growing(value: Call) -> float | None:
    """A bound on a factorial, a gamma function or a binomial coefficient: (2n)**n, 2**n."""
    sizes = [_size(argument) for argument in value.arguments]
    if None in sizes:
        return None
    largest = max(size for size in sizes if size is not None)
    base = 2.0 if value.name == "binomial" else 2 * largest + 2
    return _float_power(base, largest)


def _combined(value: Add | Sub | Mul | Div | Pow) -> float | None:
    if isinstance(value, Pow):
        left, right = _size(value.base), _size(value.exponent)
    else:
        left, right = _size(value.left), _size(value.right)
    if left is None or right is None:
        return None
    if isinstance(value, Pow):
        return _float_power(max(left, 2.0), right)
    return 2 * left * right if isinstance(value, Add | Sub) else left * right


def _float_power(base: float, exponent: float) -> float:
    try:
        return float(base**exponent)
    except OverflowError:
        return math.inf


def _float(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf
