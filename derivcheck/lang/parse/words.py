"""The reserved words of the language, each with what it makes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from derivcheck.lang import algebra, calculus, condition, divergence, functions, linear, optimum
from derivcheck.lang.laws import dirac, joint, normal
from derivcheck.lang.probability import Cdf, Cov, E, Prob, Var


def _words() -> Mapping[str, Any]:
    words: dict[str, Any] = {name: functions.Function(name) for name in functions.FUNCTIONS}
    words |= {name: getattr(divergence, name) for name in divergence.DEFINITIONS}
    words |= {name: getattr(optimum, name) for name in ("ArgMax", "ArgMin", "Sup", "Inf")}
    words |= {
        name: getattr(linear, name)
        for name in "Transpose Inverse Trace Determinant Identity Zeros Vector Diag Dot Norm".split()
    }
    words |= {
        "Integral": calculus.integral, "Sum": calculus.total, "Product": calculus.product,
        "Derivative": calculus.derivative, "Limit": calculus.limit,
        "Gradient": linear.gradient, "Hessian": linear.hessian,
        "E": E, "Var": Var, "Cov": Cov, "Prob": Prob, "Cdf": Cdf,
        "Piecewise": condition.piecewise,
        "pi": algebra.pi, "oo": algebra.oo, "EulerGamma": algebra.EulerGamma,
        "Normal": normal.Normal, "Dirac": dirac.Dirac,
        "Mixture": joint.Mixture, "Independent": joint.Independent, "Iid": joint.Iid,
    }
    return MappingProxyType(words)


WORDS: Mapping[str, Any] = _words()
