"""Suprema, infima and the points that attain them, by the sign of the derivative on an interval."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.heads import Extremum
from derivcheck.symbolic.manifest import manifest
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.smooth import is_smooth
from derivcheck.symbolic.stationary import stationary_points
from derivcheck.symbolic.veil import over_range
from derivcheck.symbolic.zero import is_zero

INFINITY = (sympy.oo, -sympy.oo)


def optimum(value: Any, context: Context) -> Any:
    """The optimum (or the point that attains it) of a function smooth inside the range."""
    kind, body, x, lower, upper = value.args
    sense = 1 if kind.name in ("ArgMin", "Inf") else -1
    wants_point = kind.name.startswith("Arg")
    y = over_range(x, lower, upper, context)
    cost = sense * body.xreplace({x: y})
    if not (manifest(upper - lower, True, context) or {lower, upper} & set(INFINITY)):
        return None
    if not is_smooth(cost, y, context):
        return None
    for found in (_interior, _monotone):
        at, least = found(cost, y, (lower, upper), wants_point, context)
        if at is not None and wants_point:
            return at
        if least is not None and not wants_point:
            return sense * least
    return None


def _interior(
    cost: Any, y: Any, ends: tuple[Any, Any], strict: bool, context: Context
) -> tuple[Any, Any]:
    """A stationary point of a convex function is its minimum; the only one, if strictly convex."""
    slope = cost.diff(y)
    for point in _stationary_inside(slope, y, ends, context):
        if _falls_then_rises(slope, y, point, strict, context):
            return point, cost.xreplace({y: point})
    return None, None


def _stationary_inside(
    slope: Any, y: Any, ends: tuple[Any, Any], context: Context
) -> Iterator[Any]:
    lower, upper = ends
    for point in stationary_points(slope, y):
        above = lower == -sympy.oo or manifest(sympy.factor(point - lower), True, context)
        below = upper == sympy.oo or manifest(sympy.factor(upper - point), True, context)
        if above and below and is_zero(slope.xreplace({y: point}), context):
            yield point


def _falls_then_rises(slope: Any, y: Any, point: Any, strict: bool, context: Context) -> bool:
    """Whether the slope is a positive factor times y - point, or increases throughout."""
    if manifest(slope.diff(y), strict, context):
        return True
    quotient = sympy.cancel(sympy.together(slope / (y - point)))
    return is_smooth(quotient, y, context) and manifest(quotient, strict, context)


def _monotone(
    cost: Any, y: Any, ends: tuple[Any, Any], strict: bool, context: Context
) -> tuple[Any, Any]:
    """A function with a slope of one sign is least at an end, or tends to its infimum there."""
    slope = cost.diff(y)
    for side, end in zip((1, -1), ends, strict=True):
        if manifest(side * slope, strict, context):
            return _at_end(cost, y, end, side, context)
    return None, None


def _at_end(cost: Any, y: Any, end: Any, side: int, context: Context) -> tuple[Any, Any]:
    if end not in INFINITY:
        least = cost.subs(y, end)
        if least.is_finite and not least.has(sympy.nan, sympy.zoo, *INFINITY):
            return end, least
    if cost.has(sympy.Integral, sympy.Sum, sympy.Derivative):
        return None, None
    least = sympy.limit(cost, y, end, "+" if side == 1 else "-")
    if isinstance(least, sympy.Limit) or least.has(sympy.nan, sympy.zoo, sympy.sign, y):
        return None, None
    context.trust("sympy.limit")
    return None, least


RULES = (
    Rule(
        name="optimum.derivative",
        statement="A stationary point inside the range, where the function is convex or its "
        "derivative changes sign once, is the minimiser, the only one if strictly; a monotone "
        "function is optimal at an end of the range.",
        source="Boyd and Vandenberghe, Convex Optimization, sections 3.1.3 and 4.2.3",
        holds=(
            Example(
                "a: positive; b: positive",
                "ArgMax(a*log(y) + b*log(1 - y), (y, 0, 1)) == a/(a + b)",
            ),
            Example(
                "p: density; q: density; x: real",
                "ArgMin(-p(x)*log(y) - q(x)*log(1 - y), (y, 0, 1)) == p(x)/(p(x) + q(x))",
            ),
            Example("a: positive", "ArgMax(a*log(y), (y, 0, 1)) == 1"),
            Example("b: positive", "Sup(b*log(1 - y), (y, 0, 1)) == 0"),
            Example("p: density", "ArgMin(E[x:p]((x - c)**2), (c, -oo, oo)) == E[x:p](x)"),
            Example(
                "l: in (-1, 0)",
                "Inf(l*t + log(1 + exp(t)), (t, -oo, oo)) == -(-l)*log(-l) - (1 + l)*log(1 + l)",
            ),
            Example("", "Inf(exp(-t), (t, 0, oo)) == 0"),
        ),
        fails=(
            Example(
                "a: positive; b: positive",
                "ArgMax(a*log(y) + b*log(1 - y), (y, 0, 1)) == b/(a + b)",
            ),
            Example(
                "a: positive; b: positive",
                "ArgMin(a*log(y) + b*log(1 - y), (y, 0, 1)) == a/(a + b)",
            ),
            Example("", "ArgMin(exp(-t), (t, 0, oo)) == 0"),
            Example("", "ArgMin((t**2 - 1)**2, (t, -oo, oo)) == 1"),
            Example("", "Sup(1/(y - 1/2), (y, 0, 1)) == 2"),
        ),
        on=(Extremum,),
        rewrite=optimum,
    ),
)
