"""Changes of variable that put unknown functions in a standard place."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_positive, sign_of
from derivcheck.symbolic.terms import factors, limits


def shift(value: Any, context: Context) -> Any:
    """p(a*x + b) under an integral over the real line becomes p(x)/|a|."""
    if len(value.limits) != 1:
        return None
    x, lower, upper = limits(value)
    if (lower, upper) != (-sympy.oo, sympy.oo):
        return None
    found = _first_linear(value.function, x)
    if found is None:
        return None
    slope, offset = found
    side = sign_of(slope, context)
    if not side:
        return None
    u = sympy.Dummy(x.name, real=True)
    moved = value.function.subs(x, (u - offset) / slope)
    return value.func(moved / (side * slope), (u, -sympy.oo, sympy.oo))


def _first_linear(body: Any, x: Any) -> tuple[Any, Any] | None:
    """Slope and offset of the argument of the first unknown density, if it is not x itself."""
    applied = [f for f in factors(body) if isinstance(f, AppliedUndef) and f.has(x)]
    if not applied and not any(isinstance(f, sympy.exp) for f in factors(body)):
        inside = sorted(body.atoms(AppliedUndef), key=sympy.default_sort_key)
        applied = [f for f in inside if f.has(x)]
    if any(isinstance(f, sympy.exp) for f in factors(body)):
        return None
    if not applied:
        return None
    places = [a for a in applied[0].args if a.has(x)]
    poly = places[0].as_poly(x) if len(places) == 1 else None
    if poly is None or poly.degree() != 1:
        return None
    slope, offset = poly.all_coeffs()
    return None if (slope, offset) == (1, 0) else (slope, offset)


def logarithmic(value: Any, context: Context) -> Any:
    """u = log(x) for the normal law of a logarithm: x**k*exp(-c*log(x)**2 + ...) from 0 on."""
    if len(value.limits) != 1:
        return None
    x, lower, upper = limits(value)
    if lower != 0 or not (upper == sympy.oo or is_positive(upper, context)):
        return None
    log_x = sympy.log(x)
    squares = [f for f in factors(value.function) if isinstance(f, sympy.exp) and f.has(log_x**2)]
    if not squares:
        return None
    u = sympy.Dummy("u", real=True)
    moved = (value.function.subs(log_x, u) * x).subs(x, sympy.exp(u))
    return sympy.Integral(sympy.powsimp(sympy.expand(moved)), (u, -sympy.oo, sympy.log(upper)))


def exponential(value: Any, context: Context) -> Any:
    """t = exp(k*x) where an exponential stands in the exponent: over t > 0."""
    if len(value.limits) != 1:
        return None
    x, lower, upper = limits(value)
    if (lower, upper) != (-sympy.oo, sympy.oo):
        return None
    inner = [e for f in factors(value.function) if isinstance(f, sympy.exp) for e in _inside(f, x)]
    slopes = {_slope(e, x) for e in inner}
    if len(slopes) != 1 or None in slopes:
        return None
    (slope,) = slopes
    side = sign_of(slope, context)
    if not side:
        return None
    t = sympy.Dummy("t", positive=True)
    moved = value.function.subs(x, sympy.log(t) / slope) / (side * slope * t)
    return sympy.Integral(moved, (t, 0, sympy.oo))


def _inside(outer: Any, x: Any) -> list[Any]:
    return [e for e in outer.args[0].atoms(sympy.exp) if e.has(x)]


def _slope(inner: Any, x: Any) -> Any:
    poly = inner.args[0].as_poly(x)
    return poly.LC() if poly is not None and poly.degree() == 1 else None


def logistic(value: Any, context: Context) -> Any:
    """u = b*exp(k*x)/(a + b*exp(k*x)), from the line to (0, 1), where that sum stands below."""
    if len(value.limits) != 1 or value.function.atoms(AppliedUndef):
        return None
    x, lower, upper = limits(value)
    found = _logistic_scale(value.function, x) if (lower, upper) == (-sympy.oo, sympy.oo) else None
    if found is None:
        return None
    a, b, k = found
    if not (is_positive(a / b, context) and sign_of(k, context) == 1):
        return None
    u = sympy.Dummy("u", positive=True)
    image = (sympy.log(u) - sympy.log(1 - u) + sympy.log(a / b)) / k
    moved = value.function.subs(x, image) / (k * u * (1 - u))
    context.ranges[u] = (sympy.S.Zero, sympy.S.One)
    made = normal(sympy.Integral(sympy.factor(sympy.expand(moved)), (u, 0, 1)), context)
    return None if made.has(sympy.Integral) else made


def _logistic_scale(body: Any, x: Any) -> tuple[Any, Any, Any] | None:
    """a, b, k of a factor a + b*exp(k*x) in the denominator."""
    for factor in factors(body):
        base, exponent = factor.as_base_exp()
        waves = [e for e in base.atoms(sympy.exp) if e.has(x)]
        if not base.is_Add or not exponent.is_negative or len(waves) != 1:
            continue
        b = base.coeff(waves[0])
        a = sympy.expand(base - b * waves[0])
        k = sympy.cancel(waves[0].args[0] / x)
        if not (a.has(x) or b.has(x) or k.has(x)):
            return a, b, k
    return None


def half_line(value: Any, context: Context) -> Any:
    """An explicit integrand with an exponential over (c, oo) or (-oo, c), moved to u > 0."""
    if len(value.limits) != 1 or value.function.atoms(AppliedUndef):
        return None
    x, lower, upper = limits(value)
    if not value.function.has(sympy.exp) or (lower == 0 and upper == sympy.oo):
        return None
    u = sympy.Dummy("u", positive=True)
    if lower.is_finite and upper == sympy.oo:
        moved = value.function.subs(x, lower + u)
    elif upper.is_finite and lower == -sympy.oo:
        moved = value.function.subs(x, upper - u)
    else:
        return None
    return sympy.Integral(moved, (u, 0, sympy.oo))


RULES = (
    Rule(
        name="integral.shift",
        statement="A linear change of variable puts an unknown density under an integral over the "
        "real line at x itself: the integral of p(a*x + b) is that of p(x)/|a|.",
        source="Change of variables, any text on integration",
        holds=(
            Example(
                "p: density; a: positive; b: real", "Integral(p(a*x + b), (x, -oo, oo)) == 1/a"
            ),
            Example(
                "p: density; t: real; f: function",
                "Integral(p(x - t)*f(x), (x, -oo, oo)) == E[x:p](f(x + t))",
            ),
        ),
        fails=(
            Example("p: density; a: positive; b: real", "Integral(p(a*x + b), (x, -oo, oo)) == a"),
        ),
        on=(sympy.Integral,),
        rewrite=shift,
    ),
    Rule(
        name="integral.log-substitution",
        statement="u = log(x) turns log-normal integrals into normal ones.",
        source="Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions, volume 1, ch. 14",
        holds=(Example("m: real; s: positive", "E[x:LogNormal(m, s)](x) == exp(m + s**2/2)"),),
        fails=(Example("m: real; s: positive", "E[x:LogNormal(m, s)](x) == exp(m)"),),
        on=(sympy.Integral,),
        rewrite=logarithmic,
    ),
    Rule(
        name="integral.exp-substitution",
        statement="t = exp(k*x) where an exponential stands in the exponent (the Gumbel law).",
        source="Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions, volume 2, ch. 22",
        holds=(Example("m: real; s: positive", "E[x:Gumbel(m, s)](x) == m + EulerGamma*s"),),
        fails=(Example("m: real; s: positive", "E[x:Gumbel(m, s)](x) == m"),),
        on=(sympy.Integral,),
        rewrite=exponential,
    ),
    Rule(
        name="integral.logistic-substitution",
        statement="u = b*exp(k*x)/(a + b*exp(k*x)) turns the real line into (0, 1), and means "
        "under the logistic law into Euler's integrals.",
        source="Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions, volume 2, ch. 23",
        holds=(
            Example("m: real; s: positive", "Var[x:Logistic(m, s)](x) == pi**2*s**2/3"),
            Example("m: real; s: positive", "Entropy(Logistic(m, s)) == log(s) + 2"),
            Example(
                "a: positive",
                "Integral(x*exp(x)/(a + exp(x))**2, (x, -oo, oo)) == log(a)/a",
            ),
        ),
        fails=(Example("m: real; s: positive", "Var[x:Logistic(m, s)](x) == pi**2*s**2/6"),),
        on=(sympy.Integral,),
        rewrite=logistic,
    ),
    Rule(
        name="integral.half-line",
        statement="x = c + u or x = c - u moves a half-line to u > 0.",
        source="Change of variables, any text on integration",
        holds=(
            Example("m: real; s: positive", "Var[x:Laplace(m, s)](x) == 2*s**2"),
            Example("c: real", "Integral(exp(-x), (x, c, oo)) == exp(-c)"),
        ),
        fails=(Example("c: real", "Integral(exp(-x), (x, c, oo)) == exp(c)"),),
        on=(sympy.Integral,),
        rewrite=half_line,
    ),
)
