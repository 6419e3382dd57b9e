"""Sums over an index: linear, with constants out and numbers of terms counted."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.terms import limits, split, terms


def linear(value: Any, context: Context) -> Any:
    """The sum as constants times sums of single kernels; a constant is counted."""
    if len(value.limits) != 1:
        return None
    k, lower, upper = limits(value)
    pieces = []
    for term in terms(value.function):
        constant, kernel = split(term, k)
        if kernel == 1:
            count = upper - lower + 1
            if not (upper.is_finite and count.is_nonnegative):
                return None
            pieces.append(constant * count)
        else:
            pieces.append(constant * value.func(kernel, (k, lower, upper)))
    made = sympy.Add(*pieces)
    return None if made == value else made


RULES = (
    Rule(
        name="sum.linear",
        statement="Sums are linear: sums come apart, constants come out, constants are counted.",
        source="Graham, Knuth, Patashnik, Concrete Mathematics, section 2.3",
        holds=(
            Example(
                "n: natural; a: real; f: function",
                "Sum(a*f(k) + 1, (k, 1, n)) == a*Sum(f(k), (k, 1, n)) + n",
            ),
        ),
        fails=(
            Example(
                "n: natural; f: function", "Sum(f(k)**2, (k, 1, n)) == Sum(f(k), (k, 1, n))**2"
            ),
        ),
        on=(sympy.Sum,),
        rewrite=linear,
    ),
)
