"""Sums of squares: a quadratic form by completing squares, a variance by symmetrising."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.gather import Gathered, gather, weights
from derivcheck.symbolic.pieces import Double, Ordered
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_nonnegative, is_positive
from derivcheck.symbolic.veil import BINDERS, over_range
from derivcheck.symbolic.zero import is_zero

MOST_VARIABLES = 6
MOST_ORDERED = 3


def squares(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """The gap as a sum of squares with nonnegative coefficients."""
    if gap.has(*BINDERS):
        return
    numerator, denominator = sympy.fraction(sympy.together(gap))
    variables = sorted(_variables(numerator), key=str)
    if len(variables) > MOST_VARIABLES or not is_positive(denominator, context):
        return
    found = _complete(sympy.expand(numerator), variables, context)
    if found is not None:
        yield sympy.Add(*(piece / denominator for piece in found))


def _variables(value: Any) -> set[Any]:
    return {
        v
        for v in value.free_symbols | value.atoms(AppliedUndef)
        if v.is_real and not any(u != v and u.has(v) for u in value.atoms(AppliedUndef))
    }


def _complete(value: Any, variables: list[Any], context: Context) -> list[Any] | None:
    """value = sum of pieces >= 0: squares completed in one variable after the other."""
    if is_nonnegative(value, context):
        return [sympy.factor(value)]
    for v in variables:
        quadratic = _quadratic(value, v)
        if quadratic is None or not is_positive(quadratic[1], context):
            continue
        w, a, b, c = quadratic
        rest = sympy.expand(sympy.cancel(c - b**2 / (4 * a)))
        others = _complete(rest, [u for u in variables if u != v], context)
        if others is not None:
            return [a * (w + b / (2 * a)) ** 2, *others]
    return None


def _quadratic(value: Any, v: Any) -> tuple[Any, Any, Any, Any] | None:
    """value = a*w**2 + b*w + c with w = v, or w = v**2 where only even powers occur."""
    poly = value.as_poly(v)
    if poly is None or any(c.has(v) for c in poly.all_coeffs()):
        return None
    coefficients = poly.all_coeffs()
    if len(coefficients) == 3:
        return v, *coefficients
    if len(coefficients) == 5 and coefficients[1] == coefficients[3] == 0:
        return v**2, *coefficients[::2]
    return None


def in_any_order(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """A polynomial in two or three nonnegative numbers, by the order in which they stand."""
    if strict or gap.has(*BINDERS):
        return
    numerator, denominator = sympy.fraction(sympy.together(gap))
    names = sorted(numerator.free_symbols, key=str)
    if not 2 <= len(names) <= MOST_ORDERED or not all(name.is_nonnegative for name in names):
        return
    if numerator.is_polynomial(*names) and is_positive(denominator, context):
        yield Ordered(sympy.expand(numerator), *names) / denominator


def symmetrised(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """Products of two integrals, and integrals times a mass of 1, as one double integral.

    Averaged over its two orders the integrand is a square: Var(f) = E (f(x) - f(y))**2 / 2.
    """
    terms = [_pair(term) for term in sympy.Add.make_args(sympy.expand(gap))]
    singles = [pair for pair in terms if pair is not None]
    if len(singles) < len(terms) or not any(len(binders) == 2 for _, binders in singles):
        return
    first = gather(singles[0][1][0], context)[0][0]
    if len(singles) == sum(len(binders) == 2 for _, binders in singles):
        yield from _double(singles, first, lambda y: sympy.S.One, context)
        return
    for weight, mass in _all_weights(singles, context):
        if is_zero(mass - 1, context):
            yield from _double(singles, first, weight, context)


def _pair(term: Any) -> tuple[Any, list[Any]] | None:
    """term = constant*I or constant*I*J with single integrals I, J."""
    binders: list[Any] = []
    constant = sympy.S.One
    for factor in sympy.Mul.make_args(term):
        base, power = factor.as_base_exp()
        if isinstance(base, sympy.Integral | sympy.Sum) and power in (1, 2):
            binders += [base] * int(power)
        else:
            constant *= factor
    fixed = not constant.has(*BINDERS) and all(len(b.limits) == 1 for b in binders)
    return (constant, binders) if fixed and 1 <= len(binders) <= 2 else None


def _all_weights(
    singles: list[tuple[Any, list[Any]]], context: Context
) -> Iterator[tuple[Any, Any]]:
    """Weights, as functions of the first integral's variable, with their masses."""
    seen = set()
    for _, binders in singles:
        for one in gather(binders[0], context)[0]:
            x = one.limits[0][0]
            for weight, mass in weights(one, context):
                key = sympy.Lambda(x, weight)
                if key not in seen:
                    seen.add(key)
                    yield key, mass


def _double(
    singles: list[tuple[Any, list[Any]]], first: Gathered, weight: Any, context: Context
) -> Iterator[Any]:
    x, lower, upper = first.limits[0]
    if any(
        b.limits[0][1:] != (lower, upper) or b.func != first.head for _, bs in singles for b in bs
    ):
        return
    y = over_range(x, lower, upper, context)
    total = sympy.S.Zero
    for constant, binders in singles:
        left = _body(binders[0], x)
        right = _body(binders[1], y) if len(binders) == 2 else weight(y)
        total += constant * left * right
    swapped = total.xreplace({x: y, y: x})
    body = sympy.factor((total + swapped) / 2)
    yield Double(first.head(x, (x, lower, upper)), body, x, y)


def _body(binder: Any, x: Any) -> Any:
    return binder.function.xreplace({binder.variables[0]: x})


RULES = (
    Rule(
        name="polynomial.squares",
        statement="A sum of squares with nonnegative coefficients is nonnegative: squares are "
        "completed in one variable after the other.",
        source="Marshall, Positive Polynomials and Sums of Squares, section 1",
        holds=(
            Example(
                "x: real; y: real; z: real",
                "x**4 + y**4 + z**4 >= x**2*y**2 + y**2*z**2 + z**2*x**2",
            ),
        ),
        fails=(
            Example("x: real; y: real", "x*y <= (x**2 + y**2)/3"),
            Example("a: real; b: real; e: positive", "a*b <= a**2/(2*e) + b**2/2"),
        ),
        certify=squares,
    ),
    Rule(
        name="polynomial.ordered",
        statement="A polynomial in nonnegative numbers is nonnegative if in every order x <= y <= "
        "z it has no negative coefficient in x, y - x and z - y.",
        source="Hardy, Littlewood, Pólya, Inequalities, section 2.24 (successive substitution)",
        holds=(
            Example("a b c: positive", "a/(b + c) + b/(c + a) + c/(a + b) >= 3/2"),
            Example("a b c: positive", "a**3 + b**3 + c**3 >= 3*a*b*c"),
        ),
        fails=(
            Example("a b c: positive", "a/(b + c) + b/(c + a) + c/(a + b) >= 8/5"),
            Example("a b c: real", "a**3 + b**3 + c**3 >= 3*a*b*c"),
        ),
        certify=in_any_order,
    ),
    Rule(
        name="expectation.symmetrised",
        statement="E[f**2] - E[f]**2 = E[(f(x) - f(y))**2]/2 >= 0 for independent x, y, and "
        "E[f*g]**2 <= E[f**2]*E[g**2] likewise (Cauchy and Schwarz).",
        source="Hardy, Littlewood, Pólya, Inequalities, section 2.4 (Lagrange's identity)",
        holds=(
            Example(
                "p: density; f: function; g: function",
                "E[x:p](f(x)*g(x))**2 <= E[x:p](f(x)**2)*E[x:p](g(x)**2)",
            ),
            Example(
                "n: natural; a b: real sequence",
                "Sum(a[k]*b[k], (k, 1, n))**2 <= Sum(a[k]**2, (k, 1, n))*Sum(b[k]**2, (k, 1, n))",
            ),
        ),
        fails=(
            Example("p: density; f: function", "Var[x:p](f(x)) > 0"),
            Example(
                "p: density; f: function; g: function",
                "E[x:p](f(x)*g(x))**2 >= E[x:p](f(x)**2)*E[x:p](g(x)**2)",
            ),
            Example("p: density; f: function; g: function", "Cov[x:p](f(x), g(x)) >= 0"),
        ),
        certify=symmetrised,
    ),
)
