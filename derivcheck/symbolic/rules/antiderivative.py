"""Integrals by an antiderivative that is guessed, then differentiated and compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.integrals.manualintegrate import manualintegrate

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_nonnegative, is_positive
from derivcheck.symbolic.smooth import is_smooth
from derivcheck.symbolic.terms import factors, limits
from derivcheck.symbolic.veil import BINDERS, over_range
from derivcheck.symbolic.zero import is_zero

LARGEST = 40
"""Operations in an integrand for which an antiderivative is looked for."""

LARGEST_SEARCHED = 16
"""Operations up to which SymPy's table of integrals is searched."""

UNFIT = (*BINDERS, AppliedUndef, sympy.Piecewise, sympy.Abs, sympy.Max, sympy.Min, sympy.sign)


def by_antiderivative(value: Any, context: Context) -> Any:
    """F(b) - F(a) for an F with F' = f inside the range and limits at its ends.

    The integrand has one sign, at least in the end, stays bounded on a finite range, or decays
    exponentially.
    """
    body = value.function
    if len(value.limits) != 1 or body.has(*UNFIT) or body.count_ops() > LARGEST:
        return None
    x, lower, upper = limits(value)
    if x.is_integer:
        return None
    y = over_range(x, lower, upper, context)
    body = body.xreplace({x: y})
    for guess in _guesses(body, y, context):
        if not (is_smooth(guess, y, context) and is_zero(guess.diff(y) - body, context)):
            continue
        if not _converges(body, y, (lower, upper), context):
            return None
        ends = _at_end(guess, y, upper, "-", context), _at_end(guess, y, lower, "+", context)
        if None not in ends:
            return ends[0] - ends[1]
    return None


def _guesses(body: Any, y: Any, context: Context) -> Iterator[Any]:
    yield from _of_inner_derivative(body, y)
    yield from _of_quadratic(body, y, context)
    yield from _of_power_and_logarithm(body, y)
    if body.count_ops() <= LARGEST_SEARCHED and _is_plain(body, y):
        found = manualintegrate(body, y)
        if not found.has(sympy.Integral, sympy.Piecewise, sympy.I):
            yield found


def _is_plain(body: Any, y: Any) -> bool:
    """A product of y**k, exponentials and waves of linear arguments: integrated by parts alone."""
    kernels = [f for f in factors(body) if f.has(y)]
    waves = [f for f in kernels if isinstance(f, sympy.exp | sympy.sin | sympy.cos)]
    linear = all(sympy.diff(f.args[0], y, 2) == 0 for f in waves)
    return linear and all(f in waves or f.is_polynomial(y) for f in kernels)


def _of_power_and_logarithm(body: Any, y: Any) -> Iterator[Any]:
    """y**(s + 1)*(log(y) - 1/(s + 1))/(s + 1) for y**s*log(y)."""
    constant, kernel = body.as_independent(y, as_Add=False)
    power = sympy.powsimp(kernel / sympy.log(y))
    base, s = power.as_base_exp()
    if base == y and not s.has(y) and s != -1:
        yield constant * y ** (s + 1) * (sympy.log(y) - 1 / (s + 1)) / (s + 1)


def _of_inner_derivative(body: Any, y: Any) -> Iterator[Any]:
    """c*exp(g) for an integrand c*g'*exp(g)."""
    for factor in factors(body):
        if isinstance(factor, sympy.exp) and factor.has(y):
            ratio = sympy.powsimp(sympy.simplify(body / factor.diff(y)))
            if not ratio.has(y):
                yield ratio * factor


def _of_quadratic(body: Any, y: Any, context: Context) -> Iterator[Any]:
    """An arctangent for a constant over a quadratic without real zeros."""
    poly = (1 / body).as_poly(y)
    if poly is None or poly.degree() != 2 or any(c.has(y) for c in poly.all_coeffs()):
        return
    a, b, c = poly.all_coeffs()
    gap = sympy.factor(4 * a * c - b**2)
    if is_positive(gap, context):
        root = sympy.sqrt(gap)
        yield 2 / root * sympy.atan((2 * a * y + b) / root)


def _converges(body: Any, y: Any, ends: tuple[Any, Any], context: Context) -> bool:
    if any(is_nonnegative(form, context) for form in (body, -body, 1 / body, -1 / body)):
        return True
    if all(end.is_finite for end in ends):
        return all(_is_finite(body.subs(y, end)) for end in ends)
    if not (ends[0].is_finite and _is_finite(body.subs(y, ends[0]))):
        return False
    beyond = body.xreplace({y: 1 + sympy.Dummy("u", positive=True)})
    in_the_end = is_nonnegative(beyond, context) or is_nonnegative(-beyond, context)
    return in_the_end or _decays(body, y, context)


def _decays(body: Any, y: Any, context: Context) -> bool:
    """exp(-c*y) times a polynomial, sines and cosines, as y grows."""
    rest = [f for f in factors(body) if f.has(y)]
    falling = [f for f in rest if isinstance(f, sympy.exp) and _falls(f.args[0], y, context)]
    others = [f for f in rest if f not in falling]
    return bool(falling) and all(f.is_polynomial(y) or _is_wave(f, y) for f in others)


def _falls(exponent: Any, y: Any, context: Context) -> bool:
    poly = exponent.as_poly(y)
    return poly is not None and poly.degree() == 1 and is_positive(-poly.LC(), context)


def _is_wave(factor: Any, y: Any) -> bool:
    wave = isinstance(factor, sympy.sin | sympy.cos)
    return wave and sympy.diff(factor.args[0], y, 2) == 0


def _at_end(guess: Any, y: Any, end: Any, side: str, context: Context) -> Any:
    """The limit at an end of the range, where it is finite."""
    if end.is_finite:
        made = guess.subs(y, end)
        if _is_finite(made):
            return made
    try:
        made = sympy.limit(guess, y, end, side)
    except (NotImplementedError, ValueError):
        return None
    if isinstance(made, sympy.Limit) or not _is_finite(made) or made.has(sympy.sign, y):
        return None
    context.trust("sympy.limit")
    return made


def _is_finite(value: Any) -> bool:
    return not value.has(sympy.nan, sympy.zoo, sympy.oo, -sympy.oo, sympy.AccumBounds, sympy.Limit)


RULES = (
    Rule(
        name="integral.antiderivative",
        statement="The integral of f from a to b is F(b) - F(a) for F' = f; F is guessed, its "
        "derivative compared with f, and its limits at the ends taken.",
        source="The fundamental theorem of calculus, Rudin, Principles of Mathematical Analysis, "
        "6.21",
        holds=(
            Example("a x: positive", "Cdf(Exponential(a), x) == 1 - exp(-a*x)"),
            Example("s k x: positive", "Cdf(Weibull(s, k), x) == 1 - exp(-(x/s)**k)"),
            Example("m x: real; s: positive", "Cdf(Cauchy(m, s), x) == 1/2 + atan((x - m)/s)/pi"),
        ),
        fails=(
            Example("a x: positive", "Cdf(Exponential(a), x) == exp(-a*x)"),
            Example("", "Integral(1/x**2, (x, -1, 1)) == -2"),
            Example("a: real", "Integral(1/(x**2 + a**2), (x, 0, oo)) == pi/(2*a)"),
            Example("", "Integral(x/(1 + x**2), (x, -oo, oo)) == 0"),
        ),
        on=(sympy.Integral,),
        rewrite=by_antiderivative,
    ),
)
