"""Limits."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule

UNSETTLED = (sympy.sign, sympy.AccumBounds, sympy.zoo)
"""What an answer contains whose sign SymPy could not decide; factoring often settles it."""


def limit(value: Any, context: Context) -> Any:
    """The limit of an explicit function, by Gruntz's algorithm."""
    body, x, point, direction = value.args
    if body.atoms(AppliedUndef) and any(f.has(x) for f in body.atoms(AppliedUndef)):
        return None
    for form in (body, sympy.factor(sympy.together(body))):
        made = sympy.limit(form, x, point, str(direction))
        if not isinstance(made, sympy.Limit) and not made.has(*UNSETTLED):
            context.trust("sympy.limit")
            return made
    return None


RULES = (
    Rule(
        name="limit.explicit",
        statement="The limit of an explicit function by comparing growth (Gruntz's algorithm).",
        source="Gruntz, On Computing Limits in a Symbolic Manipulation System, 1996",
        holds=(Example("a: positive", "Limit(a/x, x, 0, '+') == oo"),),
        fails=(Example("a: real", "Limit(a/x, x, 0, '+') == oo"),),
        on=(sympy.Limit,),
        rewrite=limit,
    ),
)
