"""Integration by parts: derivatives are moved off unknown functions over the whole line."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.rules.normalisation import law_domain
from derivcheck.symbolic.terms import factors, limits

VANISH = "boundary terms of an integration by parts vanish at infinity"


def by_parts(value: Any, context: Context) -> Any:
    """The integral of u'(x)*v(x) as minus that of u(x)*v'(x).

    u is the unknown function that comes first by name, so that the form is unique.
    """
    if len(value.limits) != 1:
        return None
    x, lower, upper = limits(value)
    if (lower, upper) != (-sympy.oo, sympy.oo) or x.is_integer:
        return None
    found = _first_derivative(value.function, x)
    if found is None:
        return None
    factor, primitive = found
    rest = sympy.Mul(*(f for f in factors(value.function) if f is not factor))
    if not any(_vanishes(f, x, context) for f in (primitive, *factors(rest))):
        return None
    context.condition(VANISH)
    return -value.func(primitive * rest.diff(x), (x, lower, upper))


def _vanishes(factor: Any, x: Any, context: Context) -> bool:
    """Whether a factor is a density, or the exponential of a quadratic, in x."""
    if isinstance(factor, sympy.exp):
        poly = factor.args[0].as_poly(x)
        return poly is not None and poly.degree() == 2
    unknown = factor if isinstance(factor, AppliedUndef) else None
    return unknown is not None and law_domain(unknown, context.goal) is not None


def _first_derivative(body: Any, x: Any) -> tuple[Any, Any] | None:
    """The factor that is a derivative of the first unknown function, and what it is one of."""
    names = sorted({str(f.func) for f in body.atoms(AppliedUndef) if f.func.__name__})
    found = [(f, made) for f in factors(body) if (made := _primitive(f, x)) is not None]
    if len(found) != 1 or not names or len(body.atoms(sympy.Derivative)) != 1:
        return None
    ((factor, primitive),) = found
    first = {str(f.func) for f in primitive.atoms(AppliedUndef)} == {names[0]}
    elsewhere = sympy.Mul(*(f for f in factors(body) if f is not factor))
    alone = all(str(f.func) != names[0] for f in elsewhere.atoms(AppliedUndef))
    return found[0] if first and alone else None


def _primitive(factor: Any, x: Any) -> Any:
    """P(x) with factor = P'(x): f(x) for f'(x), f(a*x + b)/a for f'(a*x + b)."""
    if isinstance(factor, sympy.Derivative):
        body, *by = factor.args
        if len(by) == 1 and by[0][0] == x and isinstance(body, AppliedUndef):
            return body if by[0][1] == 1 else sympy.Derivative(body, (x, by[0][1] - 1))
        return None
    if not isinstance(factor, sympy.Subs) or len(factor.variables) != 1:
        return None
    (inner,), (at,) = factor.variables, factor.point
    body = factor.expr
    slope = at.diff(x)
    if not isinstance(body, sympy.Derivative) or slope.has(x) or slope == 0:
        return None
    function, *by = body.args
    if by != [sympy.Tuple(inner, 1)] or not isinstance(function, AppliedUndef):
        return None
    return function.subs(inner, at) / slope


RULES = (
    Rule(
        name="integral.by-parts",
        statement="The integral of u'*v over the line is minus that of u*v', where u*v vanishes at "
        "both ends; Stein's identity for normal laws.",
        source="Stein, Estimation of the mean of a multivariate normal distribution, Annals of "
        "Statistics 9, 1981, lemma 1",
        holds=(
            Example(
                "m: real; s: positive; f: function",
                "E[x:Normal(m, s)]((x - m)*f(x)) == s**2*E[x:Normal(m, s)](Derivative(f(x), x))",
            ),
            Example(
                "p: density; f: function",
                "E[x:p](Derivative(f(x), x)) == -E[x:p](f(x)*Derivative(log(p(x)), x))",
            ),
        ),
        fails=(
            Example(
                "m: real; s: positive; f: function",
                "E[x:Normal(m, s)]((x - m)*f(x)) == s*E[x:Normal(m, s)](Derivative(f(x), x))",
            ),
            Example(
                "p: density; f: function",
                "E[x:p](Derivative(f(x), x)) == E[x:p](f(x)*Derivative(log(p(x)), x))",
            ),
            Example("f: function", "Integral(Derivative(f(x), x), (x, -oo, oo)) == 0"),
        ),
        on=(sympy.Integral,),
        rewrite=by_parts,
    ),
)
