"""Finite products of linear factors: powers, factorials and values of the gamma function."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.terms import factors, limits


def of_linear_factors(value: Any, context: Context) -> Any:
    """A product over k of powers of a*k + b and of constants."""
    if len(value.limits) != 1:
        return None
    k, lower, upper = limits(value)
    count = upper - lower + 1
    if not (upper.is_finite and count.is_nonnegative):
        return None
    parts = [_part(f, k, (lower, upper), context) for f in factors(sympy.factor(value.function))]
    return None if None in parts else sympy.Mul(*parts)


def _part(factor: Any, k: Any, ends: tuple[Any, Any], context: Context) -> Any:
    """The product of one factor: (lower + b/a)...(upper + b/a)*a**count for a*k + b."""
    lower, upper = ends
    count = upper - lower + 1
    base, exponent = factor.as_base_exp()
    if not factor.has(k):
        return factor**count
    poly = base.as_poly(k)
    if poly is None or poly.degree() != 1 or not exponent.is_Integer:
        return None
    a, b = poly.all_coeffs()
    if not (is_positive(a, context) and is_positive(lower + b / a, context)):
        return None
    return (a**count * _rising(lower + b / a, upper + b / a)) ** exponent


def _rising(first: Any, last: Any) -> Any:
    """first*(first + 1)*...*last."""
    if first.is_integer and last.is_integer:
        return sympy.factorial(last) / sympy.factorial(first - 1)
    return sympy.gamma(last + 1) / sympy.gamma(first)


RULES = (
    Rule(
        name="product.factorial",
        statement="The product of k + c from k = m to n is gamma(n + c + 1)/gamma(m + c) where "
        "m + c > 0, for integers a quotient of factorials; constants are raised to the number of "
        "factors.",
        source="Graham, Knuth, Patashnik, Concrete Mathematics, section 5.5; NIST Digital Library "
        "of Mathematical Functions, 5.2.5",
        holds=(
            Example("n: natural", "Product(k, (k, 1, n)) == factorial(n)"),
            Example("n: natural", "Product(2*k, (k, 1, n)) == 2**n*factorial(n)"),
            Example("n: natural", "Product(k + 1/2, (k, 0, n)) == gamma(n + 3/2)/sqrt(pi)"),
            Example("n: natural; c: positive", "Product(c/k, (k, 1, n)) == c**n/factorial(n)"),
        ),
        fails=(
            Example("n: natural", "Product(k, (k, 0, n)) == factorial(n)"),
            Example("n: natural", "Product(2*k, (k, 1, n)) == 2*factorial(n)"),
            Example(
                "n: natural; c: real", "Product(k + c, (k, 1, n)) == gamma(n + c + 1)/gamma(1 + c)"
            ),
        ),
        on=(sympy.Product,),
        rewrite=of_linear_factors,
    ),
)
