"""Reflection of the real line, so that unknown functions are met in one orientation only."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.terms import limits


def reflect(value: Any, context: Context) -> Any:
    """x -> -x where every unknown function runs backwards in x."""
    if len(value.limits) != 1:
        return None
    x, lower, upper = limits(value)
    if (lower, upper) != (-sympy.oo, sympy.oo):
        return None
    slopes = [a.as_poly(x) for a in _arguments(value.function) if a.has(x)]
    if not slopes or any(p is None or p.degree() != 1 for p in slopes):
        return None
    if not all(is_positive(-p.LC(), context) for p in slopes):
        return None
    u = sympy.Dummy(x.name, real=True)
    return value.func(value.function.subs(x, -u), (u, -sympy.oo, sympy.oo))


def _arguments(body: Any) -> list[Any]:
    """What unknown functions and their derivatives are taken at."""
    plain = [a for f in body.atoms(AppliedUndef) for a in f.args]
    return plain + [a for part in body.atoms(sympy.Subs) for a in part.point]


RULES = (
    Rule(
        name="integral.reflection",
        statement="The integral of f(-x) over the real line is that of f(x); unknown functions are "
        "written with x growing.",
        source="Change of variables, any text on integration",
        holds=(
            Example(
                "m: real; s: positive; f: function",
                "E[u:Normal(0, 1)](f(m - s*u)) == E[x:Normal(m, s)](f(x))",
            ),
            Example(
                "t: real; f: function",
                "E[x:Normal(0, 1)](Derivative(f(t - x), t)) == "
                "E[x:Normal(0, 1)](Derivative(f(t + x), t))",
            ),
            Example("f: function", "E[x:Normal(0, 1)](x*f(-x)) == -E[x:Normal(0, 1)](x*f(x))"),
        ),
        fails=(
            Example("f: function", "E[x:Normal(1, 1)](f(-x)) == E[x:Normal(1, 1)](f(x))"),
            Example(
                "t: real; f: function",
                "E[x:Normal(0, 1)](x*Derivative(f(t - x), t)) == "
                "E[x:Normal(0, 1)](x*Derivative(f(t + x), t))",
            ),
            Example("f: function", "E[x:Exponential(1)](f(-x)) == E[x:Exponential(1)](f(x))"),
        ),
        on=(sympy.Integral,),
        rewrite=reflect,
    ),
)
