"""Names of an interval again, where the proof wrote them through a positive parameter.

A function of t in (0, 1) may be convex in t and not in the u > 0 with t = 1/(1 + u).
"""

from __future__ import annotations

from typing import Any

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.veil import over_range


def restored(value: Any, context: Context) -> tuple[Any, dict[Any, Any]] | None:
    """The value in variables over the intervals, and what each of these stands for; None if none.

    A parameter u of the open interval (a, b) is (b - x)/(x - a) for the name x itself.
    """
    forward: dict[Any, Any] = {}
    back: dict[Any, Any] = {}
    for old, new in context.replaced:
        parameters = new.free_symbols & value.free_symbols
        if old not in context.origins or len(parameters) != 1:
            continue
        lower, upper = context.origins[old]
        if not (lower.is_number and upper.is_number):
            continue
        x = over_range(old, lower, upper, context)
        forward[parameters.pop()] = _parameter(x, lower, upper)
        back[x] = new
    return (normal(value.xreplace(forward), context), back) if back else None


def _parameter(x: Any, lower: Any, upper: Any) -> Any:
    """The inverse of sign.through_positive."""
    if lower.is_finite and upper.is_finite:
        return (upper - x) / (x - lower)
    return x - lower if lower.is_finite else upper - x
