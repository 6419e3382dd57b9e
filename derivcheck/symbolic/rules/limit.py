"""Limits."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.lang.condition import Compare
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.lower.divisor import vanishes_on_null_set
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_nonnegative, is_positive
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
        made = _off_null_sets(made, context)
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


def _off_null_sets(made: Any, context: Context) -> Any:
    """With 1 for the signs of squares, and their like, of the given numbers.

    They are 0 on a null set of points, which is a side condition unless it is assumed away. Where
    an equation is assumed the points are a null set themselves.
    """
    assumed = [part for c in context.goal.assume for part in c.walk() if isinstance(part, Compare)]
    if any(comparison.relation == "==" for comparison in assumed):
        return made
    for sign in made.atoms(sympy.sign):
        (value,) = sign.args
        if not _may_vanish(value, context):
            continue
        if not _excluded(value, assumed, context):
            context.condition(f"{value} != 0")
        made = made.xreplace({sign: sympy.S.One})
    return made


def _may_vanish(value: Any, context: Context) -> bool:
    """Whether a polynomial in the given numbers is at least 0, and 0 on a null set alone."""
    given = {name.name for name in context.goal.given}
    if any(s.name not in given or isinstance(s, sympy.Dummy) for s in value.free_symbols):
        return False
    if not value.is_polynomial() or sympy.expand(value) == 0:
        return False
    return is_nonnegative(value, context) and vanishes_on_null_set(value, context)


def _excluded(value: Any, assumed: list[Compare], context: Context) -> bool:
    """Whether every factor is assumed to differ from 0."""
    from derivcheck.symbolic.lower import lower, open_scope

    with context.attempt() as trial:
        scope = open_scope(context.goal, trial)
        unequal = [
            lower(c.left, scope) - lower(c.right, scope) for c in assumed if c.relation == "!="
        ]
    _, factors = sympy.factor_list(value)
    return bool(factors) and all(
        any(sympy.cancel(factor / gap).is_number for gap in unequal if gap != 0)
        for factor, _ in factors
    )


RULES = (
    Rule(
        name="limit.explicit",
        statement="The limit of an explicit function by comparing growth (Gruntz's algorithm); "
        "harmonic sums in it are differences of the digamma function.",
        source="Gruntz, On Computing Limits in a Symbolic Manipulation System, 1996",
        holds=(
            Example("a: positive", "Limit(a/x, x, 0, '+') == oo"),
            Example("", "Limit(Sum(1/k, (k, 1, n)) - log(n), n, oo) == EulerGamma"),
            Example("a b: real", "Limit((a - 2*b)**2/x, x, 0, '+') == oo"),
        ),
        fails=(
            Example("a b: real", "Limit((a - b)**2/x, x, 0, '+') == oo", ("a == b",)),
            Example("n: natural", "Limit((n - 3)**2/x, x, 0, '+') == oo"),
            Example("a b: real", "Limit((a - b)**3/x, x, 0, '+') == oo"),
            Example("a: real", "Limit(a/x, x, 0, '+') == oo"),
            Example("", "Limit(Abs(x)/x, x, 0) == 1"),
            Example("", "Limit(Sum(1/k, (k, 1, n)) - log(n), n, oo) == 1"),
        ),
        on=(sympy.Limit,),
        rewrite=limit,
    ),
)
