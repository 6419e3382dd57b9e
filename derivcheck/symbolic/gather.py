"""A value as integrals and sums over distinct ranges, their integrands merged, and a rest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.veil import over_range


@dataclass(frozen=True, slots=True)
class Gathered:
    """One integral (or sum): its head, variable, ends, and merged integrand."""

    head: Any
    variable: Any
    lower: Any
    upper: Any
    body: Any

    def over(self, body: Any) -> Any:
        """Another body over the same range."""
        return self.head(body, (self.variable, self.lower, self.upper))


def gather(value: Any, context: Context) -> tuple[list[Gathered], Any]:
    """value = sum of integrals + rest, integrals over one range merged into one.

    The variables are fresh and know their ranges.
    """
    groups: dict[Any, list[tuple[Any, Any]]] = defaultdict(list)
    rest = []
    for term in sympy.Add.make_args(sympy.expand(value)):
        constant, binder = one_binder(term)
        if binder is None:
            rest.append(term)
        else:
            x, *ends = binder.limits[0]
            groups[binder.func, bool(x.is_integer), *ends].append((constant, binder))
    return [_merged(key, parts, context) for key, parts in groups.items()], sympy.Add(*rest)


def _merged(key: Any, parts: list[tuple[Any, Any]], context: Context) -> Gathered:
    head, _, lower, upper = key
    x = over_range(parts[0][1].variables[0], lower, upper, context)
    bodies = (c * binder.function.xreplace({binder.variables[0]: x}) for c, binder in parts)
    return Gathered(head, x, lower, upper, sympy.Add(*bodies))


def one_binder(term: Any) -> tuple[Any, Any]:
    """term = constant*integral where exactly one factor is an integral over one range."""
    found = [f for f in sympy.Mul.make_args(term) if isinstance(f, sympy.Integral | sympy.Sum)]
    if len(found) != 1 or len(found[0].limits) != 1 or len(found[0].limits[0]) != 3:
        return None, None
    constant = term / found[0]
    return (None, None) if constant.has(sympy.Integral, sympy.Sum) else (constant, found[0])
