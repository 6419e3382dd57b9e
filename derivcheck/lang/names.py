"""The vocabulary of the claim language: every reserved word of an expression and what it makes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from derivcheck.lang import (
    algebra,
    calculus,
    condition,
    declare,
    divergence,
    linear,
    optimum,
    probability,
)
from derivcheck.lang.functions import FUNCTIONS, Function
from derivcheck.lang.laws import LAWS

CONSTANTS: Mapping[str, algebra.Constant] = MappingProxyType(
    {"pi": algebra.pi, "oo": algebra.oo, "EulerGamma": algebra.EulerGamma}
)

UNRESERVED: Mapping[str, Any] = MappingProxyType(
    {
        "acos": Function("acos"),
        "asin": Function("asin"),
        "PositiveDefinite": linear.PositiveDefinite,
    }
)
"""What the claim language understands where it is called, without reserving its name."""

CALCULUS: Mapping[str, Any] = MappingProxyType(
    {
        "Integral": calculus.integral,
        "Sum": calculus.total,
        "Product": calculus.product,
        "Derivative": calculus.derivative,
        "Limit": calculus.limit,
    }
)

OPTIMA: Mapping[str, Any] = MappingProxyType(
    {
        "ArgMax": optimum.ArgMax,
        "ArgMin": optimum.ArgMin,
        "Sup": optimum.Sup,
        "Inf": optimum.Inf,
    }
)

DIVERGENCES: Mapping[str, Any] = MappingProxyType(
    {name: getattr(divergence, name) for name in divergence.DEFINITIONS}
)

PROBABILITY: Mapping[str, Any] = MappingProxyType(
    {
        "E": probability.E,
        "Var": probability.Var,
        "Cov": probability.Cov,
        "Prob": probability.Prob,
        "Cdf": probability.cdf,
    }
)

LINEAR: Mapping[str, Any] = MappingProxyType(
    {
        "Transpose": linear.Transpose,
        "Inverse": linear.Inverse,
        "Trace": linear.Trace,
        "Determinant": linear.Determinant,
        "Identity": linear.Identity,
        "Zeros": linear.Zeros,
        "Vector": linear.Vector,
        "Diag": linear.Diag,
        "Dot": linear.Dot,
        "Norm": linear.Norm,
        "Gradient": linear.gradient,
        "Hessian": linear.hessian,
    }
)

VOCABULARY: Mapping[str, Any] = MappingProxyType(
    {
        **CONSTANTS,
        **{name: Function(name) for name in FUNCTIONS if name not in UNRESERVED},
        "Piecewise": condition.piecewise,
        **CALCULUS,
        **OPTIMA,
        **DIVERGENCES,
        **PROBABILITY,
        **LAWS,
        **LINEAR,
        "vector": declare.vector,
    }
)
"""Name -> the constant, or the callable that makes the node from its arguments.

`vector(n)` is a domain, for the bounds of a binder. The laws are in `LAWS`; `E`, `Var`, `Cov` and
`Prob` take their variables in square brackets first.
"""
