"""Infinite sums of powers of the index: zeta values, the logarithmic series, divergence."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.terms import factors, limits


def power_series(value: Any, context: Context) -> Any:
    """The sum of k**(-s)*r**k over k = 1, 2, ... for r = 1, or s = 1 and -1 <= r < 1."""
    if len(value.limits) != 1:
        return None
    k, lower, upper = limits(value)
    if lower != 1 or upper != sympy.oo:
        return None
    read = _read(value.function, k)
    if read is None:
        return None
    order, ratio = read
    if ratio == 1:
        return _zeta(order, context)
    inside = is_positive(1 - ratio, context) and is_positive(1 + ratio, context)
    if order == 1 and (inside or ratio == -1):
        return -sympy.log(1 - ratio)
    return None


def _zeta(order: Any, context: Context) -> Any:
    if order.is_Integer and order > 1 and order % 2 == 0:
        return sympy.zeta(order)
    # Each term is at least 1/k, whose sums grow like log(n).
    return sympy.oo if order.is_number and order <= 1 else None


def _read(term: Any, k: Any) -> tuple[Any, Any] | None:
    """The s and r with term = k**(-s)*r**k."""
    order, ratio = sympy.S.Zero, sympy.S.One
    for factor in factors(term):
        base, exponent = factor.as_base_exp()
        if base == k and not exponent.has(k):
            order -= exponent
        elif not base.has(k) and not (slope := sympy.cancel(exponent / k)).has(k):
            ratio *= base**slope
        else:
            return None
    return order, ratio


RULES = (
    Rule(
        name="sum.zeta",
        statement="The sum of k**(-s) is the zeta function, in closed form for even s, infinite "
        "for s <= 1; that of r**k/k is -log(1 - r) for -1 <= r < 1.",
        source="NIST Digital Library of Mathematical Functions, 25.6.2 and 4.6.1",
        holds=(
            Example("", "Sum(1/k**2, (k, 1, oo)) == pi**2/6"),
            Example("r: in (0, 1)", "Sum(r**k/k, (k, 1, oo)) == -log(1 - r)"),
            Example("", "Sum(1/k, (k, 1, oo)) == oo"),
        ),
        fails=(
            Example("", "Sum(1/k**2, (k, 1, oo)) == pi**2/8"),
            Example("r: positive", "Sum(r**k/k, (k, 1, oo)) == -log(1 - r)"),
            Example("", "Sum(1/k**2, (k, 1, oo)) == oo"),
        ),
        on=(sympy.Sum,),
        rewrite=power_series,
    ),
)
