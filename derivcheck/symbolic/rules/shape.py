"""Unknown functions declared increasing or convex: f(v) < f(u) for v < u, chords above graphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.pieces import Growth, TangentGap
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import settled
from derivcheck.symbolic.veil import function_kind

Values = dict[Any, Any]
"""Points u with the coefficients of f(u) in a gap."""


def by_shape(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """The values of one function in the gap, against its value or its tangent at one point."""
    for function, values in _values(gap).items():
        y = sympy.Dummy("y", real=True)
        kind = function_kind(function(y), context)
        if kind == "increasing":
            yield from _grown(gap, function(y), y, values, context)
        elif kind == "convex":
            yield from _above_tangent(gap, function(y), y, values, context)


def _values(gap: Any) -> dict[Any, Values]:
    found: dict[Any, Values] = defaultdict(dict)
    expanded = sympy.expand(gap)
    for value in sorted(expanded.atoms(AppliedUndef), key=str):
        if len(value.args) == 1:
            found[value.func][value.args[0]] = expanded.coeff(value)
    return found


def _grown(gap: Any, body: Any, y: Any, values: Values, context: Context) -> Iterator[Any]:
    for u, c in values.items():
        for v, d in values.items():
            distance = settled(normal(u - v, context), context) if c + d == 0 and u != v else None
            if distance is not None:
                piece = c * Growth(body, y, u, v, body.diff(y), distance)
                left = gap - c * (body.xreplace({y: u}) - body.xreplace({y: v}))
                remaining = settled(normal(left, context), context)
                if remaining is not None:
                    yield piece + remaining


def _above_tangent(gap: Any, body: Any, y: Any, values: Values, context: Context) -> Iterator[Any]:
    for v in values:
        pieces = [
            c * TangentGap(body, y, u, v, body.diff(y, 2))
            for u, c in values.items()
            if u != v and c != 0
        ]
        left = gap - sympy.Add(*(_definition(piece) for piece in pieces))
        remaining = settled(normal(left, context), context)
        if pieces and remaining is not None:
            yield sympy.Add(*pieces, remaining)


def _definition(piece: Any) -> Any:
    return piece.replace(lambda part: isinstance(part, TangentGap), lambda part: part.definition())


RULES = (
    Rule(
        name="function.shape",
        statement="An increasing function is larger at a larger point; a convex one lies above "
        "each of its tangents and below its chords.",
        source="Boyd and Vandenberghe, Convex Optimization, section 3.1",
        holds=(
            Example("x: real; y: real; f: increasing function", "f(x) <= f(y)", ("x <= y",)),
            Example("x: real; h: positive; f: increasing function", "f(x) < f(x + h)"),
            Example(
                "x: real; y: real; l: in (0, 1); f: convex function",
                "f(l*x + (1 - l)*y) <= l*f(x) + (1 - l)*f(y)",
            ),
            Example(
                "x: real; y: real; f: convex function",
                "f(y) >= f(x) + Derivative(f(x), x)*(y - x)",
            ),
        ),
        fails=(
            Example("x: real; y: real; f: function", "f(x) <= f(y)", ("x <= y",)),
            Example("x: real; y: real; f: increasing function", "f(x) < f(y)", ("x <= y",)),
            Example("x: real; h: nonnegative; f: increasing function", "f(x) < f(x + h)"),
            Example(
                "x: real; y: real; l: real; f: convex function",
                "f(l*x + (1 - l)*y) <= l*f(x) + (1 - l)*f(y)",
            ),
            Example(
                "x: real; y: real; f: convex function",
                "f(y) <= f(x) + Derivative(f(x), x)*(y - x)",
            ),
        ),
        certify=by_shape,
    ),
)
