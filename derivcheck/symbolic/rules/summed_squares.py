"""Sums of squares under a sum: squares completed in its terms, sums inside them as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.gather import one_binder
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.rules.squares import squares
from derivcheck.symbolic.veil import BINDERS, over_range

Ends = tuple[Any, Any]


def summed(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """The gap as one sum over a range that all its sums share, its terms sums of squares.

    Iterated sums are summed over that range last.
    """
    if strict or not gap.has(sympy.Sum) or gap.has(sympy.Integral, sympy.log, sympy.oo):
        return
    listed = [one_binder(term) for term in sympy.Add.make_args(sympy.expand(gap))]
    if not all(isinstance(total, sympy.Sum) for _, total in listed):
        return
    if all(len(total.limits) == 1 and not total.function.has(*BINDERS) for _, total in listed):
        return
    for ends in _shared([total for _, total in listed]):
        k = over_range(_variable(listed[0][1], ends), *ends, context)
        body = sympy.Add(*(c * _term(total, ends, k, context) for c, total in listed))
        for certificate in _completed(body, context):
            yield sympy.Sum(certificate, (k, *ends))


def _shared(totals: list[Any]) -> list[Ends]:
    """The ranges that stand in every sum."""
    first, *others = ([(lower, upper) for _, lower, upper in total.limits] for total in totals)
    return [ends for ends in dict.fromkeys(first) if all(ends in listed for listed in others)]


def _variable(total: Any, ends: Ends) -> Any:
    return next(x for x, *own in total.limits if tuple(own) == ends)


def _term(total: Any, ends: Ends, k: Any, context: Context) -> Any:
    """The term of a sum at k: what is left to sum over the other variables, constants outside."""
    x = _variable(total, ends)
    body = total.function.xreplace({x: k})
    others = [limit for limit in total.limits if limit[0] != x]
    if not others:
        return body
    outside, inside = body.as_independent(*(limit[0] for limit in others), as_Add=False)
    return outside * normal(sympy.Sum(inside, *others), context)


def _completed(body: Any, context: Context) -> Iterator[Any]:
    """A sum of squares in the inner sums and in the values of what is unknown."""
    parts = sorted(body.atoms(sympy.Sum, AppliedUndef), key=str)
    numbers = {part: sympy.Dummy("b", real=True) for part in parts}
    back = {number: part for part, number in numbers.items()}
    plain = body.xreplace(numbers)
    if not plain.has(*BINDERS, AppliedUndef):
        for certificate in squares(plain, False, context):
            yield certificate.xreplace(back)


GIVEN = "n m: natural; C: positive; w: real sequence; f: function(2)"
LEFT = "C/2*Sum(w[k]**2, (k, 1, n))"
RIGHT = "Sum(Sum(w[k]*f(i, k), (k, 1, n)), (i, 1, m))"
SQUARED = "Sum(Sum(f(i, k), (i, 1, m))**2, (k, 1, n))"

RULES = (
    Rule(
        name="sum.squares",
        statement="A sum of sums of squares is nonnegative: squares are completed in its terms, "
        "sums inside them as numbers, iterated finite sums in the order that shows them.",
        source="Marshall, Positive Polynomials and Sums of Squares, section 1; Graham, Knuth, "
        "Patashnik, Concrete Mathematics, section 2.4",
        holds=(
            Example(GIVEN, f"{LEFT} + {SQUARED}/(2*C) >= {RIGHT}"),
            Example(GIVEN, f"{LEFT} - {RIGHT} >= -{SQUARED}/C"),
        ),
        fails=(
            Example(GIVEN, f"{LEFT} + {SQUARED}/(3*C) >= {RIGHT}"),
            Example(GIVEN, f"{LEFT} + {SQUARED}/(2*C) > {RIGHT}"),
            Example(
                "n m: natural; w: real sequence; f: function(2)",
                "Sum(w[k]**2, (k, 1, n)) + Sum(Sum(f(i, k), (i, 1, m))**2, (k, 1, m)) >= "
                f"2*{RIGHT}",
            ),
        ),
        certify=summed,
    ),
)
