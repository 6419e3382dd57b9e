"""Polynomials that are nowhere negative: sums of terms, products, completed squares."""

from __future__ import annotations

import sympy

DEPTH = 2
TERMS = 40


def never_negative(value: sympy.Expr, depth: int = DEPTH) -> bool:
    """Whether a rational function of real symbols is shown to be at least 0 everywhere."""
    top, bottom = sympy.fraction(sympy.together(sympy.expand(value)))
    if not bottom.is_positive:
        if not (-bottom).is_positive:
            return False
        top = -top
    return _polynomial(sympy.expand(top), depth)


def _polynomial(value: sympy.Expr, depth: int) -> bool:
    if value.is_nonnegative or all(_term(term) for term in sympy.Add.make_args(value)):
        return True
    long = len(sympy.Add.make_args(value)) > TERMS
    if depth == 0 or long or not value.is_polynomial(*value.free_symbols):
        return False
    return _product(value, depth) or _completed(value, depth)


def _term(term: sympy.Expr) -> bool:
    number, rest = term.as_coeff_Mul()
    return bool(number.is_nonnegative) and all(
        factor.is_nonnegative for factor in sympy.Mul.make_args(rest)
    )


def _product(value: sympy.Expr, depth: int) -> bool:
    """A product of squares and of factors that are nowhere negative."""
    number, factors = sympy.factor_list(value)
    odd = [base for base, power in factors if power % 2]
    if not number.is_nonnegative or (len(factors) == 1 and odd):
        return False
    return all(_polynomial(sympy.expand(base), depth - 1) for base in odd)


def _completed(value: sympy.Expr, depth: int) -> bool:
    """a*y**2 + b*y + c >= 0 where a, c and 4*a*c - b**2 are."""
    for symbol in sorted(value.free_symbols, key=str):
        parts = sympy.Poly(value, symbol).all_coeffs()
        if len(parts) != 3:
            continue
        a, b, c = parts
        if all(_polynomial(sympy.expand(v), depth - 1) for v in (a, c, 4 * a * c - b**2)):
            return True
    return False
