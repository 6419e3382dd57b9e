"""Powers of x against a power of a*x**m + c over the half line or the line: beta functions.

With t = a*x**m/c the integral over x > 0 is Euler's second one, of t**(u - 1)*(1 + t)**(-s). It
converges where u = (power + 1)/m > 0 at 0 and s - u > 0 far out; nothing is said elsewhere.
"""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.terms import factors, limits


def power_integral(value: Any, context: Context) -> Any:
    """The integral of x**power*(a*x**m + c)**(-s) over x > 0, or over the line for even m."""
    if len(value.limits) != 1:
        return None
    x, lower, upper = limits(value)
    read = _read(value.function, x)
    if read is None or upper != sympy.oo or lower not in (0, -sympy.oo):
        return None
    power, base, s = read
    form = _two_terms(base, x)
    if form is None or s.is_Integer:  # rational functions have antiderivatives
        return None
    a, m, c = form
    u = (power + 1) / m
    whole = lower == -sympy.oo
    if whole and not (m % 2 == 0 and power.is_Integer and power >= 0):
        return None
    if not all(is_positive(part, context) for part in (a, c, u, sympy.cancel(s - u))):
        return None
    if whole and power % 2:
        return sympy.S.Zero
    sides = 2 if whole else 1
    far = sympy.cancel(sympy.together(s - u))
    made = sympy.gamma(u) * sympy.gamma(far) / sympy.gamma(sympy.cancel(sympy.together(s)))
    return sides * made * a ** (-u) * c ** (u - s) / m


def _read(kernel: Any, x: Any) -> tuple[Any, Any, Any] | None:
    """The power, the base and s with kernel = x**power*base**(-s)."""
    power, s, bases = sympy.S.Zero, sympy.S.Zero, set()
    for factor in factors(kernel):
        base, exponent = factor.as_base_exp()
        if exponent.has(x):
            return None
        if base == x:
            power += exponent
        else:
            bases.add(base)
            s -= exponent
    return (power, bases.pop(), s) if len(bases) == 1 else None


def _two_terms(base: Any, x: Any) -> tuple[Any, Any, Any] | None:
    """a, m and c with base = a*x**m + c."""
    poly = base.as_poly(x)
    if poly is None or len(poly.terms()) != 2 or poly.terms()[1][0] != (0,):
        return None
    ((m,), a), (_, c) = poly.terms()
    return sympy.factor(a), sympy.Integer(m), sympy.factor(c)


RULES = (
    Rule(
        name="integral.beta-prime",
        statement="The integral of x**p*(a*x**m + c)**(-s) over x > 0 is gamma(u)*gamma(s - u)/"
        "gamma(s)*a**(-u)*c**(u - s)/m with u = (p + 1)/m, for a, c, u, s - u > 0; over the line "
        "twice that for even p and m, and 0 for odd p.",
        source="NIST Digital Library of Mathematical Functions, 5.12.3",
        holds=(
            Example("a: positive", "Integral(1/(1 + x**2)**(a + 1/2), (x, -oo, oo)) "
                    "== sqrt(pi)*gamma(a)/gamma(a + 1/2)"),
            Example("d: positive", "Var[x:StudentT(d + 2)](x) == (d + 2)/d"),
            Example("d: in (2, 20)", "Var[x:StudentT(d)](x) == d/(d - 2)"),
            Example(
                "a: positive",
                "Integral(1/(1 + x**3)**(a + 1/3), (x, 0, oo)) "
                "== gamma(1/3)*gamma(a)/(3*gamma(a + 1/3))",
            ),
        ),
        fails=(
            Example("d: positive", "Var[x:StudentT(d)](x) == d/(d - 2)"),
            Example("d: positive", "E[x:StudentT(d)](x) == 0"),
            Example("d: positive", "Var[x:StudentT(d + 2)](x) == d/(d + 2)"),
        ),
        on=(sympy.Integral,),
        rewrite=power_integral,
    ),
)  # fmt: skip
