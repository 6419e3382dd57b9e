"""Integrals of explicit functions: SymPy's own antiderivatives, for small integrands."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_nonzero, is_positive
from derivcheck.symbolic.terms import factors, limits

LARGEST = 24
"""Operations in an integrand; SymPy's integrator has no time limit of its own."""

UNFIT = (AppliedUndef, sympy.Integral, sympy.Sum, sympy.Derivative, sympy.Piecewise, sympy.Abs)


KERNELS = (sympy.exp, sympy.log, sympy.sin, sympy.cos)
"""Functions, of linear arguments, that are tried; SymPy's integrator may not return from others."""


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


def power(value: Any, context: Context) -> Any:
    """x**s between positive ends, or from one to infinity where s < -1."""
    if len(value.limits) != 1:
        return None
    x, lower, upper = limits(value)
    parts = [f.as_base_exp() for f in factors(value.function)]
    if any(base != x or s.has(x) for base, s in parts) or not is_positive(lower, context):
        return None
    above = sympy.expand(sympy.Add(*(s for _, s in parts)) + 1)
    if upper == sympy.oo and is_positive(-above, context):
        return -(lower**above) / above
    if upper.is_finite and is_nonzero(above, context):
        return (upper**above - lower**above) / above
    return None


def explicit(value: Any, context: Context) -> Any:
    """The value SymPy gives to a small integrand without unknown functions, if it is closed."""
    if len(value.limits) != 1 or value.function.has(*UNFIT) or value.function.count_ops() > LARGEST:
        return None
    x, lower, upper = limits(value)
    functions = [f for f in value.function.atoms(sympy.Function) if f.has(x)]
    if not all(isinstance(f, KERNELS) and _is_linear(f.args[0], x) for f in functions):
        return None
    if any(power.exp.has(x) or not power.exp.is_number for power in _powers(value.function, x)):
        return None
    if value.function.has(sympy.log) and (lower.is_infinite or upper.is_infinite):
        return None
    if _is_polylogarithmic(value.function, x):
        return None
    if not _regular(value.function, x, lower, upper):
        return None
    if (lower, upper) == (-sympy.oo, sympy.oo):
        # The halves apart: an odd integrand must not cancel an infinite integral.
        halves = ((x, lower, 0), (x, 0, upper))
        made = sympy.Add(*(sympy.integrate(value.function, half) for half in halves))
    else:
        made = sympy.integrate(value.function, (x, lower, upper))
    if made.has(sympy.Integral, sympy.Piecewise, sympy.nan, sympy.zoo, sympy.I, x):
        return None
    context.trust("sympy.integrate")
    return made


def _regular(body: Any, x: Any, lower: Any, upper: Any) -> bool:
    """Whether the integrand has no singularity strictly between the ends, as far as SymPy knows."""
    if not (lower.is_number and upper.is_number):
        return body.is_polynomial(x) or not sympy.denom(sympy.together(body)).has(x)
    try:
        found = sympy.singularities(body, x, sympy.Interval.open(lower, upper))
    except NotImplementedError:
        return False
    return bool(found == sympy.S.EmptySet)


def _is_polylogarithmic(body: Any, x: Any) -> bool:
    """Whether an exponential under a sum in the denominator meets a power of x."""
    below = sympy.denom(sympy.together(body))
    exponentials = {e: sympy.Dummy() for e in body.atoms(sympy.exp) if e.has(x)}
    return bool(below.has(*exponentials)) and body.xreplace(exponentials).has(x)


def _is_linear(argument: Any, x: Any) -> bool:
    poly = argument.as_poly(x)
    return poly is not None and poly.degree() <= 1


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
        name="integral.power",
        statement="The integral of x**s from c > 0 to infinity is -c**(s + 1)/(s + 1) for s < -1.",
        source="The fundamental theorem of calculus",
        holds=(Example("l a: positive", "E[x:Pareto(l, a + 1)](x) == (a + 1)*l/a"),),
        fails=(Example("l a: positive", "E[x:Pareto(l, a)](x) == a*l/(a - 1)"),),
        on=(sympy.Integral,),
        rewrite=power,
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
