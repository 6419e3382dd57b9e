"""Smoothness: whether an expression is infinitely differentiable wherever its variable may be."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.sign import is_nonzero, is_positive

ENTIRE = (
    sympy.exp,
    sympy.sin,
    sympy.cos,
    sympy.sinh,
    sympy.cosh,
    sympy.tanh,
    sympy.atan,
    sympy.erf,
    AppliedUndef,
    sympy.Add,
    sympy.Mul,
)

POSITIVE_ONLY = (sympy.log, sympy.gamma, sympy.loggamma, sympy.digamma, sympy.polygamma)
"""Functions that are smooth where their argument is positive."""


def is_smooth(value: Any, y: Any, context: Context) -> bool:
    """Whether value is shown to be smooth in y on the whole domain of y, an interval.

    Unknown functions are smooth by declaration. Integrals are, where their limits do not move: for
    unknown integrands by the standing convention.
    """
    if y.is_nonzero and not (y.is_positive or y.is_negative):
        return False
    return _smooth(value, y, context)


def _smooth(value: Any, y: Any, context: Context) -> bool:
    if not value.has(y) or value.is_Symbol:
        return True
    if isinstance(value, sympy.Integral | sympy.Sum):
        moving = any(end.has(y) for limit in value.limits for end in limit[1:])
        return not moving and _smooth(value.function, y, context)
    if isinstance(value, sympy.Derivative):
        return isinstance(value.args[0], AppliedUndef)
    if not all(_smooth(part, y, context) for part in value.args):
        return False
    if isinstance(value, POSITIVE_ONLY):
        return is_positive(value.args[-1], context)
    if isinstance(value, sympy.asin | sympy.acos):
        return is_positive(1 - value.args[0] ** 2, context)
    if isinstance(value, sympy.Pow):
        base, exponent = value.args
        return _smooth_power(base, exponent, context)
    return isinstance(value, ENTIRE)


def _smooth_power(base: Any, exponent: Any, context: Context) -> bool:
    if exponent.is_integer:
        return bool(exponent.is_nonnegative) or is_nonzero(base, context)
    return is_positive(base, context)
