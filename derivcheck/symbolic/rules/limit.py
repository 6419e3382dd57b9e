"""Limits."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule


def limit(value: Any, context: Context) -> Any:
    """The limit of an explicit function, by Gruntz's algorithm."""
    body, x, point, direction = value.args
    if body.atoms(AppliedUndef) and any(f.has(x) for f in body.atoms(AppliedUndef)):
        return None
    made = sympy.limit(body, x, point, str(direction))
    if isinstance(made, sympy.Limit) or made.has(sympy.sign, sympy.AccumBounds, sympy.zoo):
        return None
    context.trust("sympy.limit")
    return made


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
