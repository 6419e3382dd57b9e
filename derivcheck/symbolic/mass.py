"""Whether an integral is the mass that an unknown density gives to part of its domain."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.lang.domain import Integers
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.refine import at_most
from derivcheck.symbolic.rules.normalisation import law_domain


def is_mass_of_part(value: Any, context: Context) -> bool:
    """Whether value is an integral (or sum) of a one-variable density over part of its domain."""
    density = value.function
    if not isinstance(density, AppliedUndef) or len(value.limits) != 1:
        return False
    domain = law_domain(density, context.goal)
    if domain is None or len(domain.variables) != 1 or len(value.limits[0]) != 3:
        return False
    x, *ends = value.limits[0]
    given = density.args[1:]
    if density.args[0] != x or any(argument.has(x) for argument in given):
        return False
    summed = isinstance(value, sympy.Sum)
    (whole,) = domain.variables
    return summed == isinstance(whole, Integers) and _within(ends, whole, context)


def _within(ends: list[Any], whole: Any, context: Context) -> bool:
    """Whether the ends are in order and inside a domain."""
    from derivcheck.symbolic.lower import open_scope
    from derivcheck.symbolic.lower.scope import bounds

    with context.attempt() as trial:
        lower, upper = bounds(whole, open_scope(context.goal, trial))
    pairs = ((lower, ends[0]), (ends[0], ends[1]), (ends[1], upper))
    return all(at_most(a, b, context) for a, b in pairs)
