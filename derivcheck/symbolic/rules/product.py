"""Finite products: of linear factors, as gamma functions; of numbers between 0 and 1, bounded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.pieces import FractionGap
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import find, settled
from derivcheck.symbolic.sign import is_nonnegative, is_positive
from derivcheck.symbolic.terms import factors, limits, terms
from derivcheck.symbolic.veil import over_range


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


def of_fractions(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """-c*P for a product P of numbers between 0 and 1 as c*(S - P) - c*S, S their sum, or 1."""
    split = [_one_product(term) for term in terms(gap)]
    for product in dict.fromkeys(found for found, _ in split if found is not None):
        weight = -sympy.Add(*(value for found, value in split if found == product))
        known = _between_0_and_1(product, context) if is_nonnegative(weight, context) else None
        if known is None:
            continue
        for summed in (sympy.true, sympy.false):
            piece = FractionGap(product, summed, *known)
            remaining = settled(normal(gap - weight * piece.definition(), context), context)
            if remaining is not None:
                yield weight * piece + remaining


def _one_product(term: Any) -> tuple[Any, Any]:
    """A term that has one product for a factor as that product and the rest."""
    found = [f for f in factors(term) if isinstance(f, sympy.Product)]
    return (found[0], term / found[0]) if len(found) == 1 else (None, term)


def _between_0_and_1(product: Any, context: Context) -> tuple[Any, Any] | None:
    """Certificates of f and 1 - f in the variable of a product of f, if there are any."""
    if len(product.limits) != 1:
        return None
    k, lower, upper = limits(product)
    fresh = over_range(k, lower, upper, context)
    body = product.function.xreplace({k: fresh})
    above = find(body, False, context)
    below = None if above is None else find(1 - body, False, context)
    return None if below is None else (above.xreplace({fresh: k}), below.xreplace({fresh: k}))


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
    Rule(
        name="product.fractions",
        statement="A product of numbers between 0 and 1 is at most each of them, so at most their "
        "sum; with factors or without, it is at most 1.",
        source="Hardy, Littlewood, Pólya, Inequalities, section 2.18",
        holds=(
            Example(
                "n: natural; a: real sequence",
                "Product(sigmoid(a[k]), (k, 1, n)) <= Sum(sigmoid(a[k]), (k, 1, n))",
            ),
            Example("n: natural; a: real sequence", "Product(sigmoid(a[k]), (k, 1, n)) <= 1"),
        ),
        fails=(
            Example(
                "n: natural; a: positive sequence",
                "Product(a[k], (k, 1, n)) <= Sum(a[k], (k, 1, n))",
            ),
            Example(
                "m n: natural; a: real sequence",
                "Product(sigmoid(a[k]), (k, m, n)) <= Sum(sigmoid(a[k]), (k, m, n))",
            ),
            Example("n: natural; a: real sequence", "Product(sigmoid(a[k]), (k, 1, n)) <= 1/2"),
        ),
        certify=of_fractions,
    ),
)
