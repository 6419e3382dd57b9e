"""Inequalities between fractions: over a common positive denominator, by their numerators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.pieces import Quotient
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import find
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.veil import outermost, veil


def of_fractions(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """The gap as numerator/denominator, the numerator with a certificate.

    For denominators that are averages, where no logarithm stands beside them: any other fraction
    is left to the rules for numbers, and a logarithm to its tangents first.
    """
    if not _divides_by_average(gap):
        return
    back = {veil(binder, context): binder for binder in outermost(gap)}
    numerator, denominator = sympy.fraction(sympy.together(veil(gap, context)))
    numerator = sympy.expand(numerator)
    if numerator.has(sympy.log):
        return
    if denominator.free_symbols & set(back) and is_positive(denominator, context):
        above = normal(numerator.xreplace(back), context)
        inside = find(above, strict, context)
        if inside is not None:
            yield Quotient(above, denominator.xreplace(back), inside)


def _divides_by_average(gap: Any) -> bool:
    factors = (f for term in sympy.Add.make_args(gap) for f in sympy.Mul.make_args(term))
    return any(
        isinstance(base, sympy.Integral | sympy.Sum) and exponent.could_extract_minus_sign()
        for base, exponent in (factor.as_base_exp() for factor in factors)
    )


RULES = (
    Rule(
        name="fraction.numerator",
        statement="a/b >= 0 for a >= 0 and b > 0: fractions with an integral or a sum in the "
        "denominator are brought together.",
        source="Field axioms of an ordered field",
        holds=(
            Example(
                "p: density; f: positive function", "E[x:p](sqrt(f(x)))/sqrt(E[x:p](f(x))) <= 1"
            ),
            Example(
                "p: density; f: positive function; c: in (1, oo)",
                "c*log(E[x:p](f(x)**(1/c))) <= log(E[x:p](f(x)))",
            ),
            Example(
                "p: density; f g: positive function",
                "2*log(E[x:p](f(x)*g(x))) <= log(E[x:p](f(x)**2)) + log(E[x:p](g(x)**2))",
            ),
            Example(
                "p q: density; f: positive function",
                "E[x:q](log(f(x))) - 2*KL(q, p) <= log(E[x:p](f(x)))",
            ),
            Example(
                "p q: density; f: positive function; c: in (1, oo)",
                "E[x:q](log(f(x))) - c*KL(q, p) <= log(E[x:p](f(x)))",
            ),
        ),
        fails=(
            Example("p: density; f: positive function", "E[x:p](f(x)**2)/E[x:p](f(x))**2 <= 1"),
            Example(
                "p: density; f: positive function; c: positive",
                "c*log(E[x:p](f(x)**(1/c))) <= log(E[x:p](f(x)))",
            ),
            Example(
                "p: density; f g: positive function",
                "2*log(E[x:p](f(x)*g(x))) < log(E[x:p](f(x)**2)) + log(E[x:p](g(x)**2))",
            ),
            Example("p: density; f: function", "E[x:p](f(x)**2)/E[x:p](f(x)) >= E[x:p](f(x))"),
            Example(
                "p q: density; f: positive function",
                "E[x:q](log(f(x))) - KL(q, p)/2 <= log(E[x:p](f(x)))",
            ),
            Example(
                "p q: density; f: positive function; c: positive",
                "E[x:q](log(f(x))) - c*KL(q, p) <= log(E[x:p](f(x)))",
            ),
        ),
        certify=of_fractions,
    ),
)
