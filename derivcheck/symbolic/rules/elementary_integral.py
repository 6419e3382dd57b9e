"""Integrals of explicit functions: SymPy's own antiderivatives, for small integrands."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.terms import limits

LARGEST = 24
"""Operations in an integrand; SymPy's integrator has no time limit of its own."""

UNFIT = (AppliedUndef, sympy.Integral, sympy.Sum, sympy.Derivative, sympy.Piecewise, sympy.Abs)


def polynomial(value: Any, context: Context) -> Any:
    """A polynomial between finite ends, by its antiderivative."""
    if len(value.limits) != 1:
        return None
    x, lower, upper = limits(value)
    poly = value.function.as_poly(x)
    if poly is None or any(c.has(x) for c in poly.all_coeffs()):
        return None
    if not (lower.is_finite and upper.is_finite):
        return None
    whole = poly.integrate(x).as_expr()
    return whole.xreplace({x: upper}) - whole.xreplace({x: lower})


def explicit(value: Any, context: Context) -> Any:
    """The value SymPy gives to a small integrand without unknown functions, if it is closed."""
    if len(value.limits) != 1 or value.function.has(*UNFIT) or value.function.count_ops() > LARGEST:
        return None
    x, lower, upper = limits(value)
    if any(power.exp.has(x) or not power.exp.is_number for power in _powers(value.function, x)):
        return None
    if value.function.has(sympy.log) and (lower.is_infinite or upper.is_infinite):
        return None
    made = sympy.integrate(value.function, (x, lower, upper))
    if made.has(sympy.Integral, sympy.Piecewise, sympy.nan, sympy.zoo, sympy.I, x):
        return None
    context.trust("sympy.integrate")
    return made


def _powers(body: Any, x: Any) -> list[Any]:
    """Powers of x: with symbolic exponents SymPy's integrator is slow and seldom done."""
    return [p for p in body.atoms(sympy.Pow) if p.has(x) and not isinstance(p, sympy.exp)]


RULES = (
    Rule(
        name="integral.polynomial",
        statement="A polynomial is integrated between finite ends by its antiderivative.",
        source="The fundamental theorem of calculus",
        holds=(Example("a: real", "Integral(a*x**2, (x, 0, 3)) == 9*a"),),
        fails=(Example("a: real", "Integral(a*x**2, (x, 0, 3)) == 27*a"),),
        on=(sympy.Integral,),
        rewrite=polynomial,
    ),
    Rule(
        name="integral.explicit",
        statement="The integral of a small explicit function, as SymPy's integrator gives it.",
        source="Bronstein, Symbolic Integration I, 2005",
        holds=(Example("", "Integral(1/(1 + x**2), (x, -oo, oo)) == pi"),),
        fails=(Example("", "Integral(1/(1 + x**2), (x, -oo, oo)) == 2*pi"),),
        on=(sympy.Integral,),
        rewrite=explicit,
    ),
)
