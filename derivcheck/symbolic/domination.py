"""Whether an explicit integrand and its derivatives in a parameter are dominated.

Over a finite range continuity is enough; over an infinite one, a Gaussian factor against functions
of at most exponential growth (polynomials, exponentials of linear functions, logistic functions and
logarithms of sums of such), whose derivatives are of the same kind.
"""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.terms import factors


def is_dominated(body: Any, limit: Any, context: Context) -> bool:
    """Whether the integrand allows differentiation under the integral over (x, lower, upper)."""
    x, *ends = limit
    if len(ends) != 2 or body.has(sympy.Integral, sympy.Sum):
        return False
    if all(end.is_finite for end in ends):
        return not any(end.free_symbols for end in ends) and _is_tame(body, x, context)
    gaussian = [f for f in factors(body) if isinstance(f, sympy.exp) and _decays(f, x, context)]
    rest = sympy.Mul(*(f for f in factors(body) if f not in gaussian))
    return bool(gaussian) and _is_tame(rest, x, context)


def _decays(factor: Any, x: Any, context: Context) -> bool:
    poly = factor.args[0].as_poly(x)
    return poly is not None and poly.degree() == 2 and is_positive(-poly.LC(), context)


def _is_tame(value: Any, x: Any, context: Context) -> bool:
    """At most exponential growth in x, with no singularity, and so for all derivatives."""
    if not value.has(x) or value == x:
        return True
    if isinstance(value, sympy.exp):
        poly = value.args[0].as_poly(x)
        return poly is not None and poly.degree() <= 1
    if isinstance(value, sympy.log):
        return _is_bounded_below(value.args[0], x, context)
    if value.is_Pow and value.exp.is_Integer and value.exp < 0:
        return _is_bounded_below(value.base, x, context)
    if value.is_Pow and value.exp.is_Integer:
        return _is_tame(value.base, x, context)
    if value.is_Add or value.is_Mul or isinstance(value, sympy.sin | sympy.cos):
        return all(_is_tame(part, x, context) for part in value.args)
    return False


def _is_bounded_below(value: Any, x: Any, context: Context) -> bool:
    """A positive constant plus positive terms of exponential growth."""
    constant, rest = value.as_independent(x, as_Add=True)
    return (
        is_positive(constant, context)
        and _is_tame(rest, x, context)
        and all(is_positive(term, context) for term in sympy.Add.make_args(rest))
    )
