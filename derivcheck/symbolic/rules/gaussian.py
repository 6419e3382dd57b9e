"""Gaussian integrals: completing the square, moments, and standardisation x = m + s*u."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.terms import factors, limits


def gaussian_integral(value: Any, context: Context) -> Any:
    """The integral of a polynomial times exp(-a*x**2 + b*x), a > 0, over the real line."""
    found = _gaussian_factor(value, context)
    if found is None:
        return None
    x, a, b, rest = found
    poly = rest.as_poly(x)
    if poly is None or any(c.has(x) for c in poly.all_coeffs()):
        return _standardise(value, x, a, b, rest)
    mean, variance = b / (2 * a), 1 / (2 * a)
    total = sympy.Add(*(c * moment(k, mean, variance) for (k,), c in poly.terms()))
    return sympy.sqrt(sympy.pi / a) * sympy.exp(sympy.cancel(b**2 / (4 * a))) * total


def moment(order: int, mean: Any, variance: Any) -> Any:
    """E[x**order] of N(mean, variance)."""
    return sympy.Add(
        *(
            sympy.binomial(order, k)
            * mean ** (order - k)
            * variance ** (k // 2)
            * sympy.factorial2(k - 1)
            for k in range(0, order + 1, 2)
        )
    )


def tail(value: Any, context: Context) -> Any:
    """The integral of (c + d*x)*exp(-a*x**2 + b*x), a > 0, between any ends, by the error function.

    2*a*x*exp(..) is b*exp(..) less the derivative of exp(..).
    """
    found = _gaussian_factor(value, context, whole_line=False)
    _, lower, upper = limits(value) if found else (None, None, None)
    if found is None or (lower, upper) == (-sympy.oo, sympy.oo):
        return None
    x, a, b, rest = found
    poly = rest.as_poly(x)
    if poly is None or poly.degree() > 1 or any(c.has(x) for c in poly.all_coeffs()):
        return None
    if poly.degree() == 1 and value.free_symbols:
        return None  # the sign of the integrand shows more than that of the closed form
    scale = sympy.sqrt(sympy.pi / a) * sympy.exp(sympy.cancel(b**2 / (4 * a))) / 2
    ends = [sympy.erf(sympy.sqrt(a) * (end - b / (2 * a))) for end in (lower, upper)]
    mass = scale * (ends[1] - ends[0])
    slope, level = poly.coeff_monomial(x), poly.coeff_monomial(1)
    fall = _bell(a, b, lower) - _bell(a, b, upper)
    return level * mass + slope * (b * mass + fall) / (2 * a)


def _bell(a: Any, b: Any, x: Any) -> Any:
    """exp(-a*x**2 + b*x), which is 0 at either infinity."""
    return sympy.S.Zero if x.is_infinite else sympy.exp(b * x - a * x**2)


def _gaussian_factor(
    value: Any, context: Context, *, whole_line: bool = True
) -> tuple[Any, Any, Any, Any] | None:
    if len(value.limits) != 1:
        return None
    x, lower, upper = limits(value)
    if whole_line and (lower, upper) != (-sympy.oo, sympy.oo):
        return None
    for factor in factors(value.function):
        if not isinstance(factor, sympy.exp):
            continue
        poly = factor.args[0].as_poly(x)
        if poly is None or poly.degree() != 2:
            return None
        a, b = -poly.coeff_monomial(x**2), poly.coeff_monomial(x)
        if a.has(x) or b.has(x) or not is_positive(a, context):
            return None
        return x, a, b, sympy.Mul(*(f for f in factors(value.function) if f is not factor))
    return None


def _standardise(value: Any, x: Any, a: Any, b: Any, rest: Any) -> Any:
    """x = m + s*u for a rest that is no polynomial: the mean under the standard normal law."""
    if a == sympy.Rational(1, 2) and b == 0:
        return None
    scale = 1 / sympy.sqrt(2 * a)
    u = sympy.Dummy("u", real=True)
    moved = rest.subs(x, sympy.cancel(b / (2 * a)) + scale * u)
    body = moved * sympy.exp(-(u**2) / 2)
    outside = scale * sympy.exp(sympy.cancel(b**2 / (4 * a)))
    return outside * sympy.Integral(body, (u, -sympy.oo, sympy.oo))


RULES = (
    Rule(
        name="gaussian.integral",
        statement="The integral of x**k*exp(-a*x**2 + b*x) over the real line, by completing the "
        "square; any other mean under N(m, s**2) is one under N(0, 1) of m + s*u.",
        source="NIST Digital Library of Mathematical Functions, 7.7.3; 18.3 for the moments",
        holds=(
            Example("m: real; s: positive", "E[x:Normal(m, s)](x**2) == m**2 + s**2"),
            Example(
                "m: real; s: positive; f: function",
                "E[x:Normal(m, s)](f(x)) == E[u:Normal(0, 1)](f(m + s*u))",
            ),
        ),
        fails=(Example("m: real; s: positive", "E[x:Normal(m, s)](x**2) == m**2 + s"),),
        on=(sympy.Integral,),
        rewrite=gaussian_integral,
    ),
    Rule(
        name="gaussian.tail",
        statement="The integral of exp(-a*x**2 + b*x) between any ends is a difference of values "
        "of the error function; that of x*exp(-a*x**2 + b*x), for numbers a and b, by parts.",
        source="NIST Digital Library of Mathematical Functions, 7.2.1 and 7.7.3",
        holds=(
            Example(
                "x m: real; s: positive", "Cdf(Normal(m, s), x) == (1 + erf((x - m)/(s*sqrt(2))))/2"
            ),
            Example("", "E[z:Normal(2, 1)](Abs(z)) == 2*erf(sqrt(2)) + sqrt(2/pi)*exp(-2)"),
        ),
        fails=(
            Example("x m: real; s: positive", "Cdf(Normal(m, s), x) == (1 + erf((x - m)/s))/2"),
            Example("", "E[z:Normal(2, 1)](Abs(z)) == 2*erf(sqrt(2)) + sqrt(2/pi)*exp(-4)"),
        ),
        on=(sympy.Integral,),
        rewrite=tail,
    ),
)
