"""Every rule the prover knows, cheap before dear, and which of them only unfold definitions."""

from __future__ import annotations

from derivcheck.symbolic.rule import Rule
from derivcheck.symbolic.rules import (
    cases,
    denominator,
    derivative,
    elementary_integral,
    euler_integral,
    gaussian,
    iid,
    integral,
    limit,
    logarithm,
    normalisation,
    optimum,
    order,
    pointwise,
    series,
    substitution,
    summation,
    tangent,
)

RULES: tuple[Rule, ...] = (
    *logarithm.RULES,
    *denominator.RULES,
    *derivative.RULES,
    *integral.RULES,
    *normalisation.RULES,
    *gaussian.RULES,
    *euler_integral.RULES,
    *substitution.RULES,
    *elementary_integral.RULES,
    *iid.RULES,
    *series.RULES,
    *summation.RULES,
    *limit.RULES,
    *order.RULES,
    *optimum.RULES,
    *tangent.RULES,
    *pointwise.RULES,
    *cases.RULES,
    order.CANONICAL,
    integral.CANONICAL,
)

UNFOLDING: frozenset[str] = frozenset({"integral.linear", "logarithm.split", "derivative.calculate"})
"""Rules that a step with `by` may use beside the one it names."""
