"""Logarithms of sums lie above that of each term: log(1 + exp(u)) is at least 0 and at least u."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.gather import gather
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.rules.tangent import Logarithm, logarithms
from derivcheck.symbolic.search import settled
from derivcheck.symbolic.sign import is_positive

MOST = 8
"""Ways of choosing a term for each logarithm."""


def above_a_term(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """Each log(u + v) under a sum by log(u), where that leaves no logarithm in the gap.

    Sums over one range are compared term by term instead.
    """
    if context.search_depth > 1 or not gap.has(sympy.log) or not gap.has(sympy.Sum):
        return
    integrals, rest = gather(gap, context)
    if len(integrals) < 2 or rest.has(sympy.log):
        return
    found = [made for one in integrals for made in logarithms(one.body, one)]
    choices = [_terms(one, context) for one in found]
    if not found or prod(map(len, choices)) > MOST:
        return
    for chosen in product(*choices):
        pieces = [
            one.averaged(one.weight * sympy.log(sympy.expand(one.argument / term)))
            for one, term in zip(found, chosen, strict=True)
        ]
        left = normal(gap - normal(sympy.Add(*pieces), context), context)
        remaining = None if left.has(sympy.log) else settled(left, context)
        if remaining is not None:
            yield sympy.Add(*pieces, remaining)


def _terms(one: Logarithm, context: Context) -> list[Any]:
    """Terms of the argument, all positive, whose logarithm is known: numbers 1 and exponentials.

    None where the weight may be negative.
    """
    terms = sympy.Add.make_args(one.argument)
    if len(terms) < 2 or not all(is_positive(part, context) for part in (one.weight, *terms)):
        return []
    return [term for term in terms if not normal(sympy.log(term), context).has(sympy.log)]


GIVEN = "n m: natural; w: real sequence; f: function(2)"
SCORES = "Sum(softplus(Sum(w[k]*f(i, k), (k, 1, n))), (i, 1, m))"
NORM = "Sum(w[k]**2, (k, 1, n))"
SQUARED = "Sum(Sum(f(i, k), (i, 1, m))**2, (k, 1, n))"
LINEAR = "Sum(Sum(w[k]*f(i, k), (k, 1, n)), (i, 1, m))"

RULES = (
    Rule(
        name="logarithm.largest-term",
        statement="log(u + v) >= log(u) for u > 0 and v >= 0, in the terms of a sum: "
        "log(1 + exp(u)) is at least 0 and at least u.",
        source="Boyd and Vandenberghe, Convex Optimization, section 3.1.5 (log-sum-exp)",
        holds=(
            Example(GIVEN, f"{SCORES} + {NORM} + {SQUARED}/4 >= 2*{LINEAR}"),
            Example(GIVEN, f"{SCORES} + {NORM} + {SQUARED}/4 >= {LINEAR}"),
        ),
        fails=(
            Example(GIVEN, f"{SCORES} + {NORM} + {SQUARED}/5 >= 2*{LINEAR}"),
            Example(GIVEN, f"{SCORES} + {NORM} + {SQUARED}/4 >= 3*{LINEAR}"),
            Example(GIVEN, f"{NORM} + {SQUARED}/4 >= 2*{LINEAR} + {SCORES}"),
        ),
        certify=above_a_term,
    ),
)
