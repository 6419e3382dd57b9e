"""Sums by a difference: a term T(k + 1) - T(k) summed is T at the ends; products likewise."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.concrete.gosper import gosper_term
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_nonzero
from derivcheck.symbolic.terms import limits
from derivcheck.symbolic.veil import BINDERS

LARGEST = 30
"""Operations in a term for which a difference is looked for."""


def telescope(value: Any, context: Context) -> Any:
    """The sum of a hypergeometric term from one end to the other, by Gosper's algorithm.

    What the algorithm finds is believed only after T(k + 1) - T(k) was compared with the term.
    """
    body = value.function
    if len(value.limits) != 1 or body.has(*BINDERS, AppliedUndef) or body.count_ops() > LARGEST:
        return None
    k, lower, upper = limits(value)
    if not (lower.is_finite and upper.is_finite) or not (upper - lower + 1).is_nonnegative:
        return None
    n = sympy.Dummy("n", integer=True, positive=True)
    ratio = gosper_term(body.xreplace({k: n}), n)
    if ratio is None:
        return None
    made = ratio * body.xreplace({k: n})
    step = sympy.combsimp(made.xreplace({n: n + 1}) / body.xreplace({k: n}) - ratio)
    if sympy.simplify(step - 1) != 0 or not _is_regular(ratio, n, lower, upper, context):
        return None
    return made.xreplace({n: upper + 1}) - made.xreplace({n: lower})


def _is_regular(ratio: Any, n: Any, lower: Any, upper: Any, context: Context) -> bool:
    """Whether the denominator differs from 0 from one end to one beyond the other."""
    within = sympy.Dummy("n", integer=True)
    context.ranges[within] = (lower, upper + 1)
    below = sympy.denom(sympy.together(ratio)).xreplace({n: within})
    return is_nonzero(below, context)


def telescope_product(value: Any, context: Context) -> Any:
    """The product of (k + a + 1)/(k + a) is (upper + a + 1)/(lower + a), by its linear factors."""
    if len(value.limits) != 1 or value.function.has(*BINDERS, AppliedUndef):
        return None
    k, lower, upper = limits(value)
    if not (upper - lower + 1).is_nonnegative:
        return None
    numerator, denominator = sympy.fraction(sympy.factor(sympy.together(value.function)))
    if not denominator.has(k) or sympy.expand(denominator.xreplace({k: k + 1}) - numerator) != 0:
        return None
    first = denominator.xreplace({k: lower})
    within = sympy.Dummy("n", integer=True)
    context.ranges[within] = (lower, upper + 1)
    if not is_nonzero(denominator.xreplace({k: within}), context):
        return None
    return denominator.xreplace({k: upper + 1}) / first


RULES = (
    Rule(
        name="sum.telescoping",
        statement="The sum of T(k + 1) - T(k) is T at the upper end less T at the lower; T is "
        "found by Gosper's algorithm.",
        source="Graham, Knuth, Patashnik, Concrete Mathematics, section 5.7",
        holds=(
            Example("n: natural", "Sum(1/(k*(k + 1)), (k, 1, n)) == n/(n + 1)"),
            Example("n: natural", "Sum(k*factorial(k), (k, 1, n)) == factorial(n + 1) - 1"),
        ),
        fails=(
            Example("n: natural", "Sum(1/(k*(k + 1)), (k, 1, n)) == 1 - 1/n"),
            Example("n: natural", "Sum(1/k, (k, 1, n)) == log(n)"),
        ),
        on=(sympy.Sum,),
        rewrite=telescope,
    ),
    Rule(
        name="product.telescoping",
        statement="The product of T(k + 1)/T(k) is T at the upper end over T at the lower.",
        source="Graham, Knuth, Patashnik, Concrete Mathematics, section 2.2",
        holds=(Example("n: natural", "Product((k + 1)/k, (k, 1, n)) == n + 1"),),
        fails=(Example("n: natural", "Product((k + 1)/k, (k, 1, n)) == n"),),
        on=(sympy.Product,),
        rewrite=telescope_product,
    ),
)
