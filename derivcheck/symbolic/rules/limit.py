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
        made = _of(form, x, point, str(direction))
        if made is None:
            return None
        if not isinstance(made, sympy.Limit) and not made.has(*UNSETTLED):
            context.trust("sympy.limit")
            return made
    return None


def _of(form: Any, x: Any, point: Any, direction: str) -> Any:
    """SymPy's limit; None where it says that the two sides differ, or that it knows no way."""
    try:
        return sympy.limit(form, x, point, direction)
    except (ValueError, NotImplementedError):
        return None


RULES = (
    Rule(
        name="limit.explicit",
        statement="The limit of an explicit function by comparing growth (Gruntz's algorithm).",
        source="Gruntz, On Computing Limits in a Symbolic Manipulation System, 1996",
        holds=(Example("a: positive", "Limit(a/x, x, 0, '+') == oo"),),
        fails=(
            Example("a: real", "Limit(a/x, x, 0, '+') == oo"),
            Example("", "Limit(Abs(x)/x, x, 0) == 1"),
        ),
        on=(sympy.Limit,),
        rewrite=limit,
    ),
)
