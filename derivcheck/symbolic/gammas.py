"""Gamma functions whose arguments differ by an integer, through one of them."""

from __future__ import annotations

from typing import Any

import sympy

FURTHEST = 20
"""Steps of a shift that are written out."""


def gather_gammas(value: Any) -> Any:
    """The same value by gamma(s + n) = s*(s + 1)*...*(s + n - 1)*gamma(s); None if none are near.

    Arguments are compared in lowest terms: 1 + 9/(u + 1) is (u + 10)/(u + 1).
    """
    change: dict[Any, Any] = {}
    leaders: list[Any] = []
    for gamma in sorted(value.atoms(sympy.gamma), key=str):
        argument = gamma.args[0]
        steps = ((_lowest(argument - s), s) for s in leaders)
        found = next(((n, s) for n, s in steps if n.is_Integer and abs(n) <= FURTHEST), None)
        if found is None:
            leaders.append(argument)
        else:
            change[gamma] = _shifted(*found)
    return value.xreplace(change) if change else None


def _shifted(steps: Any, s: Any) -> Any:
    """gamma(s + steps) through gamma(s)."""
    if steps >= 0:
        return sympy.gamma(s) * sympy.Mul(*(_lowest(s + i) for i in range(int(steps))))
    return sympy.gamma(s) / sympy.Mul(*(_lowest(s - i) for i in range(1, int(-steps) + 1)))


def _lowest(value: Any) -> Any:
    """A rational function in lowest terms."""
    return sympy.cancel(sympy.together(value))
