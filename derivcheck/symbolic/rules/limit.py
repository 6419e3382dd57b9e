"""Limits."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.terms import limits

UNSETTLED = (sympy.sign, sympy.AccumBounds, sympy.zoo)
"""What an answer contains whose sign SymPy could not decide; factoring often settles it."""


def limit(value: Any, context: Context) -> Any:
    """The limit of an explicit function, by Gruntz's algorithm."""
    body, x, point, direction = value.args
    if body.atoms(AppliedUndef) and any(f.has(x) for f in body.atoms(AppliedUndef)):
        return None
    if point == sympy.oo:
        body = body.replace(_is_sum, lambda part: _harmonic(part, context) or part)
    for form in (body, sympy.factor(sympy.together(body))):
        made = _of(form, x, point, str(direction))
        if made is None:
            return None
        if not isinstance(made, sympy.Limit) and not made.has(*UNSETTLED):
            context.trust("sympy.limit")
            return made
    return None


def _is_sum(part: Any) -> bool:
    return isinstance(part, sympy.Sum)


def _harmonic(value: Any, context: Context) -> Any:
    """The sum of c/(k + a) from m to n > m - 1 is c*(digamma(n + a + 1) - digamma(m + a))."""
    if len(value.limits) != 1:
        return None
    k, lower, upper = limits(value)
    constant, kernel = value.function.as_independent(k, as_Add=False)
    poly = (1 / kernel).as_poly(k)
    if poly is None or poly.degree() != 1:
        return None
    slope, offset = poly.all_coeffs()
    first, last = lower + offset / slope, upper + offset / slope
    if not (upper.is_finite is not False and is_positive(first, context)):
        return None
    return constant / slope * (sympy.digamma(last + 1) - sympy.digamma(first))


def _of(form: Any, x: Any, point: Any, direction: str) -> Any:
    """SymPy's limit; None where it says that the two sides differ, or that it knows no way."""
    try:
        return sympy.limit(form, x, point, direction)
    except (ValueError, NotImplementedError):
        return None


RULES = (
    Rule(
        name="limit.explicit",
        statement="The limit of an explicit function by comparing growth (Gruntz's algorithm); "
        "harmonic sums in it are differences of the digamma function.",
        source="Gruntz, On Computing Limits in a Symbolic Manipulation System, 1996",
        holds=(
            Example("a: positive", "Limit(a/x, x, 0, '+') == oo"),
            Example("", "Limit(Sum(1/k, (k, 1, n)) - log(n), n, oo) == EulerGamma"),
        ),
        fails=(
            Example("a: real", "Limit(a/x, x, 0, '+') == oo"),
            Example("", "Limit(Abs(x)/x, x, 0) == 1"),
            Example("", "Limit(Sum(1/k, (k, 1, n)) - log(n), n, oo) == 1"),
        ),
        on=(sympy.Limit,),
        rewrite=limit,
    ),
)
