"""Integrals are linear: sums apart, constants out, equal integrals under equal names."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.terms import canonical, limits, split, terms


def linear(value: Any, context: Context) -> Any:
    """The integral as constants times integrals of single kernels."""
    if len(value.limits) > 1:
        return None
    x, lower, upper = limits(value)
    if not value.function.has(x):
        return value.function * (upper - lower) if (upper - lower).is_finite else None
    pieces = []
    for term in terms(value.function):
        constant, kernel = split(term, x)
        pieces.append(constant * value.func(kernel, (x, lower, upper)))
    made = sympy.Add(*pieces)
    return None if made == value else made


def rename(value: Any, context: Context) -> Any:
    """The bound variable renamed by depth, so that equal integrals are equal expressions."""
    if isinstance(value, sympy.Limit):
        return _rename_limit(value)
    if len(value.limits) != 1:
        return None
    made = canonical(value)
    x = value.limits[0][0]
    if made != value and x in context.ranges:
        context.ranges[made.variables[0]] = context.ranges[x]
    return None if made == value else made


def _rename_limit(value: Any) -> Any:
    body, x, point, direction = value.args
    # One stroke for each limit inside: theirs must not capture this one's variable.
    strokes = "'" * len(body.atoms(sympy.Limit))
    name = sympy.Symbol(f"_limit{strokes}", **{k: v for k, v in x.assumptions0.items() if v})
    return None if x == name else sympy.Limit(body.xreplace({x: name}), name, point, str(direction))


RULES = (
    Rule(
        name="expectation.linear",
        statement="Integrals and expectations are linear: sums come apart, constants come out.",
        source="Any text on integration; finite on both sides by the standing convention",
        holds=(
            Example("p: density; a: real; f: function", "E[x:p](a*f(x) + 1) == a*E[x:p](f(x)) + 1"),
        ),
        fails=(Example("p: density; f: function", "E[x:p](f(x)**2) == E[x:p](f(x))**2"),),
        on=(sympy.Integral,),
        rewrite=linear,
    ),
)

CANONICAL = Rule(
    name="bound-variable.rename",
    statement="The name of a bound variable is of no consequence.",
    source="alpha-conversion",
    holds=(
        Example("f: function", "Integral(f(x), (x, 0, 1)) == Integral(f(y), (y, 0, 1))"),
        Example(
            "n: natural; a: real sequence",
            "Product(a[i] + 1, (i, 1, n)) == Product(a[k] + 1, (k, 1, n))",
        ),
    ),
    fails=(
        Example("f: function; z: real", "Integral(f(x), (x, 0, 1)) == f(z)"),
        Example(
            "m n: natural; a: real sequence",
            "Product(a[i] + 1, (i, 1, n)) == Product(a[k] + 1, (k, 1, m))",
        ),
    ),
    on=(sympy.Integral, sympy.Sum, sympy.Product, sympy.Limit),
    rewrite=rename,
)
