"""Logarithms of products, powers and exponentials, split only where the factors are positive."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.veil import opened


def split_logarithm(value: Any, context: Context) -> Any:
    """log of a product is the sum of the logs of its factors, each shown to be positive."""
    (argument,) = value.args
    if argument.is_Rational:
        return _of_rational(argument)
    positive: list[Any] = []
    rest: list[Any] = []
    for factor in _upright(sympy.Mul.make_args(_factored(argument, context)), context):
        (positive if is_positive(factor, context) else rest).append(factor)
    if len(rest) > 0 and not positive:
        return None
    pieces = [_of_factor(f, context) for f in positive]
    if rest:
        pieces.append(sympy.log(sympy.Mul(*rest)))
    made = sympy.Add(*pieces)
    return None if made == value else made


def _upright(factors: tuple[Any, ...], context: Context) -> list[Any]:
    """The factors with negative ones turned in pairs: -1/(x - 1) is 1/(1 - x)."""
    turned: list[Any] = []
    sign = 1
    for factor in factors:
        base, exponent = factor.as_base_exp()
        if exponent.is_Integer and not is_positive(base, context) and is_positive(-base, context):
            turned.append((-base) ** exponent)
            sign *= (-1) ** int(exponent)
        else:
            turned.append(factor)
    return turned if sign == 1 else list(factors)


def _factored(argument: Any, context: Context) -> Any:
    if argument.is_Add or argument.is_Mul:
        return sympy.factor(sympy.together(argument))
    return argument


def _of_factor(factor: Any, context: Context) -> Any:
    if isinstance(factor, sympy.exp):
        return factor.args[0]
    if factor.is_Pow and is_positive(factor.base, context):
        return factor.exp * sympy.log(factor.base)
    if isinstance(factor, sympy.Product) and is_positive(opened(factor, context)[0], context):
        return sympy.Sum(sympy.log(factor.function), *factor.limits)
    return _of_rational(factor) if factor.is_Rational else sympy.log(factor)


def _of_rational(number: Any) -> Any:
    """log of a rational number as an integer combination of logs of primes."""
    if not number.is_positive:
        return None
    primes = sympy.factorrat(number, limit=10**4)
    return sympy.Add(*(power * sympy.log(prime) for prime, power in primes.items()))


def split_exponential(value: Any, context: Context) -> Any:
    """exp(c*log(u) + v) is u**c*exp(v) for u > 0."""
    expanded = sympy.expand(value.args[0])
    powers, rest = [], []
    for term in sympy.Add.make_args(expanded):
        logs = [f for f in sympy.Mul.make_args(term) if isinstance(f, sympy.log)]
        if len(logs) == 1 and is_positive(logs[0].args[0], context):
            powers.append(logs[0].args[0] ** (term / logs[0]))
        else:
            rest.append(term)
    return sympy.Mul(sympy.exp(sympy.Add(*rest)), *powers) if powers else None


def split_power(value: Any, context: Context) -> Any:
    """A power of a product of positive factors is the product of their powers."""
    base, exponent = value.args
    if exponent.is_Integer or (not base.is_Mul and not isinstance(base, sympy.exp)):
        return None
    factors = sympy.Mul.make_args(base)
    if not all(is_positive(factor, context) for factor in factors):
        return None
    return sympy.Mul(*(_to_power(factor, exponent) for factor in factors))


def _to_power(factor: Any, exponent: Any) -> Any:
    if isinstance(factor, sympy.exp):
        return sympy.exp(exponent * factor.args[0])
    base, inner = factor.as_base_exp()
    return base ** (inner * exponent)


RULES = (
    Rule(
        name="logarithm.split",
        statement="log(a*b) = log(a) + log(b), log(a**c) = c*log(a), log(exp(u)) = u, for positive "
        "factors; the argument is factored first.",
        source="NIST Digital Library of Mathematical Functions, 4.8",
        holds=(
            Example("x: positive; y: positive", "log(x**2*y/3) == 2*log(x) + log(y) - log(3)"),
            Example("p: density; q: density; x: real", "log(p(x)/q(x)) == log(p(x)) - log(q(x))"),
            Example(
                "n: natural; a: real sequence; c: real sequence",
                "log(Product(sigmoid(a[k])**c[k], (k, 1, n))) == "
                "Sum(c[k]*log(sigmoid(a[k])), (k, 1, n))",
            ),
        ),
        fails=(
            Example("x: nonzero", "log(x**2) == 2*log(x)"),
            Example(
                "n: natural; c: real sequence",
                "log(Product(c[k], (k, 1, n))) == Sum(log(c[k]), (k, 1, n))",
            ),
        ),
        on=(sympy.log,),
        rewrite=split_logarithm,
    ),
    Rule(
        name="exponential.power",
        statement="exp(c*log(u)) = u**c for u > 0.",
        source="NIST Digital Library of Mathematical Functions, 4.2.26",
        holds=(Example("x: positive; a: real", "exp(a*log(x)) == x**a"),),
        fails=(Example("x: positive; a: real", "exp(a*log(x)) == a**x"),),
        on=(sympy.exp,),
        rewrite=split_exponential,
    ),
    Rule(
        name="power.split",
        statement="(a*b)**c = a**c*b**c and exp(u)**c = exp(c*u) for positive a, b.",
        source="NIST Digital Library of Mathematical Functions, 4.8.7",
        holds=(
            Example("x y: positive; a: real", "(x*exp(y))**a == x**a*exp(a*y)"),
            Example(
                "m t: real; s: positive; a: in (0, 1)",
                "Renyi(Normal(m, s), Normal(t, s), a) == a*(m - t)**2/(2*s**2)",
            ),
        ),
        fails=(Example("x y: nonzero", "sqrt(x*y) == sqrt(x)*sqrt(y)"),),
        on=(sympy.Pow,),
        rewrite=split_power,
    ),
)
