"""Sums in closed form: few terms, polynomials, geometric, exponential and binomial series."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.functions.combinatorial.numbers import stirling

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_nonnegative, is_nonzero, is_positive
from derivcheck.symbolic.terms import factors, limits

FEW = 12
"""Sums of a known number of terms up to this are written out."""


def write_out(value: Any, context: Context) -> Any:
    """A sum over a small known range, term by term."""
    if len(value.limits) != 1:
        return None
    k, lower, upper = limits(value)
    if not (lower.is_Integer and upper.is_Integer and upper - lower < FEW):
        return None
    return sympy.Add(*(value.function.subs(k, i) for i in range(int(lower), int(upper) + 1)))


def power_sum(value: Any, context: Context) -> Any:
    """A polynomial summed from one end to the other, by Bernoulli numbers."""
    if len(value.limits) != 1:
        return None
    k, lower, upper = limits(value)
    poly = value.function.as_poly(k)
    if poly is None or poly.degree() < 1 or not upper.is_finite or not lower.is_finite:
        return None
    if any(c.has(k) for c in poly.all_coeffs()) or not (upper - lower + 1).is_nonnegative:
        return None
    j = sympy.Dummy("j", integer=True)
    antidifference = sympy.Add(
        *(
            c * (sympy.bernoulli(p + 1, j) - sympy.bernoulli(p + 1, 0)) / (p + 1)
            for (p,), c in poly.terms()
        )
    )
    return antidifference.subs(j, upper + 1) - antidifference.subs(j, lower)


def infinite_series(value: Any, context: Context) -> Any:
    """Sums of k**j*r**k, or of k**j*r**k/k!, to infinity."""
    if len(value.limits) != 1:
        return None
    k, lower, upper = limits(value)
    if upper != sympy.oo or not lower.is_Integer or lower < 0:
        return None
    read = _powers(value.function, k)
    if read is None:
        return None
    poly, ratio, over_factorial = read
    if over_factorial:
        return _exponential(poly, ratio, k, int(lower))
    if not (is_positive(ratio, context) and is_positive(1 - ratio, context)):
        return None
    r = sympy.Dummy("r", positive=True)
    total = sympy.S.Zero
    for (power,), coefficient in poly.terms():
        part = r**lower / (1 - r)
        for _ in range(power):
            part = r * part.diff(r)
        total += coefficient * part
    return total.xreplace({r: ratio})


def _exponential(poly: Any, ratio: Any, k: Any, lower: int) -> Any:
    whole = sympy.S.Zero
    for (power,), coefficient in poly.terms():
        touchard = sympy.Add(*(stirling(power, i) * ratio**i for i in range(power + 1)))
        whole += coefficient * touchard * sympy.exp(ratio)
    start = [poly.eval(i) * ratio**i / sympy.factorial(i) for i in range(lower)]
    return whole - sympy.Add(*start)


def _powers(kernel: Any, k: Any) -> tuple[Any, Any, bool] | None:
    """kernel = polynomial in k * ratio**k, over k! or not."""
    poly, ratio, over = sympy.S.One, sympy.S.One, False
    for factor in factors(kernel):
        base, exponent = factor.as_base_exp()
        if isinstance(factor, sympy.exp) and factor.args[0].as_poly(k):
            rate, rest = (factor.args[0] / k).expand(), sympy.S.One
            if rate.has(k) or rest.has(k):
                return None
            ratio *= sympy.exp(rate)
        elif factor in (1 / sympy.factorial(k), 1 / sympy.gamma(k + 1)):
            over = True
        elif not base.has(k) and exponent.as_poly(k) and exponent.as_poly(k).degree() == 1:
            slope, offset = exponent.as_poly(k).all_coeffs()
            ratio, poly = ratio * base**slope, poly * base**offset
        elif factor.as_poly(k) is not None:
            poly *= factor
        else:
            return None
    made = sympy.Poly(poly, k)
    return (made, ratio, over) if not any(c.has(k) for c in made.all_coeffs()) else None


def finite_geometric(value: Any, context: Context) -> Any:
    """The sum of r**k from one end to the other is (r**lower - r**(upper + 1))/(1 - r), r != 1.

    Powers of k in front come from differentiating in r.
    """
    if len(value.limits) != 1:
        return None
    k, lower, upper = limits(value)
    read = _powers(value.function, k)
    if read is None or read[2] or not upper.is_finite:
        return None
    poly, ratio = read[0], read[1]
    if not (upper - lower + 1).is_nonnegative or not is_nonzero(1 - ratio, context):
        return None
    if ratio == 0 or (poly.degree() > 0 and not is_positive(ratio, context)):
        return None
    r = sympy.Dummy("r", positive=True)
    total = sympy.S.Zero
    for (power,), coefficient in poly.terms():
        part = (r**lower - r ** (upper + 1)) / (1 - r)
        for _ in range(power):
            part = r * part.diff(r)
        total += coefficient * part
    return total.xreplace({r: ratio})


def binomial_sum(value: Any, context: Context) -> Any:
    """The sum of binomial(n, k)*u**k*v**(n - k) over 0..n is (u + v)**n; moments likewise."""
    if len(value.limits) != 1:
        return None
    k, lower, upper = limits(value)
    chosen = sympy.binomial(upper, k)
    if lower != 0 or chosen not in factors(value.function):
        return None
    read = _powers(value.function / chosen, k)
    if read is None or read[2] or not is_nonnegative(upper, context):
        return None
    poly, ratio, _ = read
    total = sympy.S.Zero
    for (power,), coefficient in poly.terms():
        for i in range(power + 1):
            falling = sympy.Mul(*(upper - j for j in range(i)))
            total += (
                coefficient * stirling(power, i) * falling * ratio**i * (1 + ratio) ** (upper - i)
            )
    return total


RULES = (
    Rule(
        name="sum.few-terms",
        statement="A sum over a small known range is written out.",
        source="The definition of a sum",
        holds=(Example("f: function", "Sum(f(k), (k, 1, 3)) == f(1) + f(2) + f(3)"),),
        fails=(Example("f: function", "Sum(f(k), (k, 1, 3)) == f(1) + f(2)"),),
        on=(sympy.Sum,),
        rewrite=write_out,
    ),
    Rule(
        name="sum.powers",
        statement="Sums of powers of the integers, by Bernoulli polynomials.",
        source="NIST Digital Library of Mathematical Functions, 24.4.7",
        holds=(Example("n: natural", "Sum(k**2, (k, 1, n)) == n*(n + 1)*(2*n + 1)/6"),),
        fails=(Example("n: natural", "Sum(k**2, (k, 1, n)) == n*(n + 1)*(2*n - 1)/6"),),
        on=(sympy.Sum,),
        rewrite=power_sum,
    ),
    Rule(
        name="sum.series",
        statement="Sums to infinity of k**j*r**k for 0 < r < 1, and of k**j*r**k/k!.",
        source="Graham, Knuth, Patashnik, Concrete Mathematics, sections 2.6 and 7.4",
        holds=(
            Example("a: positive", "E[k:Poisson(a)](k**2) == a**2 + a"),
            Example("s: in (0, 1)", "E[k:Geometric(s)](k) == 1/s"),
        ),
        fails=(
            Example("a: positive", "E[k:Poisson(a)](k**2) == a**2"),
            Example("s: in (0, 1)", "E[k:Geometric(s)](k) == (1 - s)/s"),
        ),
        on=(sympy.Sum,),
        rewrite=infinite_series,
    ),
    Rule(
        name="sum.geometric",
        statement="A finite sum of k**j*r**k, for a ratio shown to differ from 1.",
        source="Graham, Knuth, Patashnik, Concrete Mathematics, section 2.3",
        holds=(
            Example("s: in (0, 1); n: natural", "Sum(s**k, (k, 0, n)) == (1 - s**(n + 1))/(1 - s)"),
            Example("n: natural", "Sum(k*2**k, (k, 1, n)) == (n - 1)*2**(n + 1) + 2"),
        ),
        fails=(Example("s: in (0, 1); n: natural", "Sum(s**k, (k, 0, n)) == (1 - s**n)/(1 - s)"),),
        on=(sympy.Sum,),
        rewrite=finite_geometric,
    ),
    Rule(
        name="sum.binomial",
        statement="The binomial theorem, with factorial moments.",
        source="Graham, Knuth, Patashnik, Concrete Mathematics, section 5.1",
        holds=(
            Example("n: natural; s: in (0, 1)", "E[k:Binomial(n, s)](k) == n*s"),
            Example("n: natural; s: in (0, 1)", "Var[k:Binomial(n, s)](k) == n*s*(1 - s)"),
        ),
        fails=(Example("n: natural; s: in (0, 1)", "Var[k:Binomial(n, s)](k) == n*s"),),
        on=(sympy.Sum,),
        rewrite=binomial_sum,
    ),
)
