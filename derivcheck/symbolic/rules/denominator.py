"""Denominators in one form: factored, with exponentials of opposite sign brought together."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule


def factor_denominator(value: Any, context: Context) -> Any:
    """A sum under a negative power as a product of irreducible factors."""
    base, exponent = value.args
    if not (base.is_Add and exponent.is_Integer and exponent < 0):
        return None
    made = sympy.factor(sympy.together(base)) ** exponent
    return None if made == value else made


RULES = (
    Rule(
        name="algebra.denominator",
        statement="A sum in a denominator is factored: 1/(1 + exp(-h)) is exp(h)/(1 + exp(h)).",
        source="Field axioms; factorisation over the rationals is unique",
        holds=(
            Example(
                "h: function",
                "Integral(1/(1 + exp(-h(x))), (x, 0, 1))"
                " == Integral(exp(h(x))/(1 + exp(h(x))), (x, 0, 1))",
            ),
        ),
        fails=(
            Example(
                "h: function",
                "Integral(1/(1 + exp(-h(x))), (x, 0, 1))"
                " == Integral(exp(h(x))/(2 + exp(h(x))), (x, 0, 1))",
            ),
        ),
        on=(sympy.Pow,),
        rewrite=factor_denominator,
    ),
)
