"""Euler's integrals: the gamma and beta functions, with powers of logarithms by differentiation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy

from derivcheck.symbolic.bounded import sign_shown
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.terms import factors, limits


@dataclass(slots=True)
class Shape:
    """x**power * (1 - x)**other * log(x)**logs * log(1 - x)**other_logs * exp(-rate*x**root)."""

    power: Any = sympy.S.Zero
    other: Any = sympy.S.Zero
    logs: int = 0
    other_logs: int = 0
    rate: Any = None
    root: Any = sympy.S.One
    sign: Any = sympy.S.One


def gamma_integral(value: Any, context: Context) -> Any:
    """The integral of x**(s - 1)*exp(-r*x) over x > 0 is gamma(s)/r**s."""
    if len(value.limits) != 1:
        return None
    x, lower, upper = limits(value)
    if (lower, upper) != (0, sympy.oo):
        return None
    shape = _read(value.function, x)
    if shape is None or shape.rate is None or shape.other != 0 or shape.other_logs:
        return None
    order = (shape.power + 1) / shape.root
    needed = (shape.rate, shape.root, order)
    if not all(sign_shown(part, True, context) for part in needed):
        return None
    s = sympy.Dummy("s", positive=True)
    made = sympy.gamma(s) * shape.rate ** (-s)
    for _ in range(shape.logs):
        made = made.diff(s)
    return made.xreplace({s: sympy.expand(order)}) / shape.root ** (shape.logs + 1)


def beta_integral(value: Any, context: Context) -> Any:
    """The integral of x**(a - 1)*(1 - x)**(b - 1) over (0, 1) is the beta function."""
    if len(value.limits) != 1:
        return None
    x, lower, upper = limits(value)
    if (lower, upper) != (0, 1):
        return None
    shape = _read(value.function, x)
    if shape is None or shape.rate is not None:
        return None
    ends = sympy.expand(shape.power + 1), sympy.expand(shape.other + 1)
    if not all(sign_shown(end, True, context) for end in ends):
        return None
    a, b = sympy.symbols("a b", positive=True, cls=sympy.Dummy)
    made = sympy.gamma(a) * sympy.gamma(b) / sympy.gamma(a + b)
    for _ in range(shape.logs):
        made = made.diff(a)
    for _ in range(shape.other_logs):
        made = made.diff(b)
    return shape.sign * sympy.gammasimp(made.xreplace({a: ends[0], b: ends[1]}))


def _read(kernel: Any, x: Any) -> Shape | None:
    shape = Shape()
    return shape if all(_place(factor, x, shape) for factor in factors(kernel)) else None


def _place(factor: Any, x: Any, shape: Shape) -> bool:
    if isinstance(factor, sympy.exp):
        return _place_exponential(factor.args[0], x, shape)
    base, exponent = factor.as_base_exp()
    if exponent.has(x):
        return False
    if base == x:
        shape.power += exponent
    elif base == 1 - x:
        shape.other += exponent
    elif base == x - 1 and exponent.is_integer:
        shape.other += exponent
        shape.sign *= (-1) ** exponent
    elif base == sympy.log(x) and exponent.is_Integer and exponent > 0:
        shape.logs += int(exponent)
    elif base == sympy.log(1 - x) and exponent.is_Integer and exponent > 0:
        shape.other_logs += int(exponent)
    else:
        return False
    return True


def _place_exponential(exponent: Any, x: Any, shape: Shape) -> bool:
    constant, kernel = exponent.as_independent(x, as_Add=False)
    base, root = kernel.as_base_exp()
    if shape.rate is not None or base != x or root.has(x):
        return False
    shape.rate, shape.root = -constant, root
    return True


RULES = (
    Rule(
        name="integral.gamma",
        statement="The integral of x**(s - 1)*exp(-r*x) over x > 0 is gamma(s)/r**s for r, s > 0; "
        "factors log(x) differentiate in s.",
        source="NIST Digital Library of Mathematical Functions, 5.9.1",
        holds=(
            Example("a: positive; b: positive", "E[x:Gamma(a, b)](x) == a/b"),
            Example("b: positive", "Entropy(Exponential(b)) == 1 - log(b)"),
        ),
        fails=(Example("a: positive; b: positive", "E[x:Gamma(a, b)](x) == a*b"),),
        on=(sympy.Integral,),
        rewrite=gamma_integral,
    ),
    Rule(
        name="integral.beta",
        statement="The integral of x**(a - 1)*(1 - x)**(b - 1) over (0, 1) is "
        "gamma(a)*gamma(b)/gamma(a + b); factors log(x), log(1 - x) differentiate in a, b.",
        source="NIST Digital Library of Mathematical Functions, 5.12.1",
        holds=(
            Example("a: positive; b: positive", "E[x:Beta(a, b)](x) == a/(a + b)"),
            Example(
                "a: positive; b: positive", "E[x:Beta(a, b)](log(x)) == digamma(a) - digamma(a + b)"
            ),
            Example(
                "a b: positive; n: natural; k: integer",
                "E[t:Beta(a, b)](t**k*(1 - t)**(n - k)) == beta(a + k, b + n - k)/beta(a, b)",
                ("0 <= k", "k <= n"),
            ),
        ),
        fails=(
            Example("a: positive; b: positive", "E[x:Beta(a, b)](x) == b/(a + b)"),
            Example(
                "a b: positive; n: natural; k: integer",
                "E[t:Beta(a, b)](t**k*(1 - t)**(n - k)) == beta(a + k, b + n + k)/beta(a, b)",
                ("0 <= k", "k <= n"),
            ),
        ),
        on=(sympy.Integral,),
        rewrite=beta_integral,
    ),
)
