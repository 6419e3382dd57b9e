"""Convex functions lie above their tangents: calculus on an interval, and Jensen's inequality."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.gather import Gathered, gather, weights
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.pieces import Growth, TangentGap, put_in
from derivcheck.symbolic.restore import restored
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import find, settled
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.smooth import is_smooth
from derivcheck.symbolic.stationary import stationary_points
from derivcheck.symbolic.veil import BINDERS, over_range
from derivcheck.symbolic.zero import is_zero

MOST_CANDIDATES = 8


def calculus(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """g(x) >= g(c) for convex g with g'(c) = 0, or for g that grows away from an end c."""
    if gap.has(*BINDERS):
        return
    named = _named(gap)
    back = {number: value for value, number in named.items()}
    plain = gap.xreplace(named)
    for certificate in _by_calculus(plain, strict, context):
        yield certificate.xreplace(back)
    found = restored(plain, context)
    if found is not None:
        for certificate in _by_calculus(found[0], strict, context):
            yield certificate.xreplace(found[1]).xreplace(back)


def _named(gap: Any) -> dict[Any, Any]:
    """Values of unknown functions as numbers of their own."""
    values = sorted(gap.atoms(AppliedUndef), key=str)
    return {
        value: sympy.Dummy("v", **({"positive": True} if value.is_positive else {"real": True}))
        for value in values
        if not any(value != other and other.has(value) for other in values)
    }


def _by_calculus(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    for x in sorted(gap.free_symbols, key=str):
        if x.is_integer or not is_smooth(gap, x, context):
            continue
        y = over_range(x, *context.interval(x), context)
        body = gap.xreplace({x: y})
        yield from _from_minimum(body, x, y, context)
        yield from _from_end(body, x, y, strict, context)


def _from_minimum(body: Any, x: Any, y: Any, context: Context) -> Iterator[Any]:
    curvature = find(sympy.factor(body.diff(y, 2)), False, context)
    if curvature is None:
        return
    slope = body.diff(y)
    for point in _candidates(slope, y, context):
        if not is_zero(put_in(slope, y, point), context):
            continue
        least = settled(normal(put_in(body, y, point), context), context)
        if least is not None:
            yield TangentGap(body, y, x, point, curvature) + least


def _candidates(slope: Any, y: Any, context: Context) -> list[Any]:
    """Where the slope may vanish: simple numbers, other symbols, solutions."""
    simple = [sympy.S.Zero, sympy.S.One, -sympy.S.One]
    others = sorted(slope.free_symbols - {y}, key=str)
    solved = list(stationary_points(slope, y))
    made = [c for c in (*simple, *others, *solved) if c.is_finite is not False]
    return made[:MOST_CANDIDATES]


def _from_end(body: Any, x: Any, y: Any, strict: bool, context: Context) -> Iterator[Any]:
    """g(x) - g(0) where g increases on the nonnegative numbers."""
    if context.interval(y) != (sympy.S.Zero, sympy.oo):
        return
    closed = sympy.Dummy("y", nonnegative=True)
    body = body.xreplace({y: closed})
    least = put_in(body, closed, sympy.S.Zero)
    if least.has(sympy.nan, sympy.zoo, sympy.oo) or not is_smooth(body, closed, context):
        return
    slope = find(sympy.factor(sympy.together(body.diff(closed))), strict, context)
    rest = settled(normal(least, context), context)
    if slope is not None and rest is not None:
        yield Growth(body, closed, x, sympy.S.Zero, slope, x) + rest


def jensen(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """E f(g) - f(E g) as the mean of the gap between f and its tangent at E g."""
    _, rest = gather(gap, context)
    means = [b for b in rest.atoms(sympy.Integral, sympy.Sum) if len(b.limits) == 1]
    for mean in sorted(means, key=str):
        ((inner,), _) = gather(mean, context)
        for weight, mass in weights(inner, context):
            value = inner.body / weight
            if is_positive(mass, context) and not value.has(*BINDERS):
                yield from _jensen_at(gap, rest, mean, (inner, weight, mass, value), context)


def _jensen_at(
    gap: Any, rest: Any, mean: Any, parts: tuple[Gathered, Any, Any, Any], context: Context
) -> Iterator[Any]:
    inner, weight, mass, value = parts
    for kind in ({"positive": True}, {"real": True}):
        y = sympy.Dummy("y", **kind)
        body = -sympy.Add(*(t for t in sympy.Add.make_args(rest) if t.has(mean))).xreplace(
            {mean: mass * y}
        )
        if body.has(*BINDERS) and not body.has(sympy.Derivative):
            continue
        curvature = find(normal(body.diff(y, 2), context), False, context)
        if curvature is None:
            continue
        piece = weight / mass * TangentGap(body, y, value, mean / mass, curvature)
        left = gap - inner.over(_unfolded(piece))
        remaining = settled(normal(left, context), context)
        if remaining is not None:
            yield inner.over(piece) + remaining


def _unfolded(piece: Any) -> Any:
    return piece.replace(lambda part: isinstance(part, TangentGap), lambda part: part.definition())


RULES = (
    Rule(
        name="convex.calculus",
        statement="A convex function is at least its value where its derivative is 0; a function "
        "that increases from the end of an interval is at least its value there.",
        source="Boyd and Vandenberghe, Convex Optimization, section 3.1.3",
        holds=(
            Example("x: real", "exp(x) >= 1 + x"),
            Example("x: positive; y: positive", "sqrt(x*y) <= (x + y)/2"),
            Example("x: nonnegative", "tanh(x) <= x"),
            Example("x: positive", "sinh(x) >= x"),
            Example("x: positive", "x + 4/27 >= x**(2/3)"),
            Example("s t: in (0, 1)", "KL(Bernoulli(s), Bernoulli(t)) >= 2*(s - t)**2"),
        ),
        fails=(
            Example("x: real", "exp(x) <= 1 + x"),
            Example("x: real", "exp(x) > 1 + x"),
            Example("x: positive", "x + 3/27 >= x**(2/3)"),
            Example("x: positive; y: positive", "sqrt(x*y) >= (x + y)/2"),
            Example("m: real; s: positive", "(m**2 + s**2 - 1 - log(s))/2 >= 0"),
            Example("s t: in (0, 1)", "KL(Bernoulli(s), Bernoulli(t)) >= 3*(s - t)**2"),
        ),
        certify=calculus,
    ),
    Rule(
        name="convex.jensen",
        statement="f(E g) <= E f(g) for convex f: the mean of the gap between f and its tangent at "
        "E g is nonnegative.",
        source="Jensen, Sur les fonctions convexes, Acta Mathematica 30, 1906",
        holds=(
            Example("p: density; f: function", "exp(E[x:p](f(x))) <= E[x:p](exp(f(x)))"),
            Example(
                "p: density; f: convex function; g: function", "f(E[x:p](g(x))) <= E[x:p](f(g(x)))"
            ),
            Example("p: density; f: positive function", "1/E[x:p](f(x)) <= E[x:p](1/f(x))"),
            Example(
                "n: natural; x: real sequence; f: convex function",
                "f(Sum(x[k], (k, 1, n))/n) <= Sum(f(x[k]), (k, 1, n))/n",
            ),
        ),
        fails=(
            Example("p: density; f: function", "exp(E[x:p](f(x))) >= E[x:p](exp(f(x)))"),
            Example("p: density; f: function; g: function", "f(E[x:p](g(x))) <= E[x:p](f(g(x)))"),
            Example("p: density; f: function", "E[x:p](f(x))**3 <= E[x:p](f(x)**3)"),
        ),
        certify=jensen,
    ),
)
