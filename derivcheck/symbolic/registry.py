"""Every rule the prover knows, cheap before dear, and which of them only unfold definitions."""

from __future__ import annotations

from derivcheck.symbolic.matrix import rules as matrix_rules
from derivcheck.symbolic.rule import Rule
from derivcheck.symbolic.rules import (
    absolute,
    assumption,
    breakpoints,
    cases,
    convexity,
    definition,
    denominator,
    derivative,
    divergence,
    elementary_integral,
    euler_integral,
    gaussian,
    iid,
    integral,
    limit,
    logarithm,
    measures,
    normalisation,
    optimum,
    order,
    pointwise,
    sample_order,
    series,
    shape,
    squares,
    substitution,
    summation,
    tangent,
    transport,
)

RULES: tuple[Rule, ...] = (
    *logarithm.RULES,
    *denominator.RULES,
    *derivative.RULES,
    *breakpoints.RULES,
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
    *absolute.RULES,
    *squares.RULES,
    *tangent.RULES,
    *convexity.RULES,
    *divergence.RULES,
    *shape.RULES,
    *pointwise.RULES,
    *sample_order.RULES,
    *transport.RULES,
    *measures.RULES,
    *cases.RULES,
    *matrix_rules.RULES,
    definition.RULE,
    assumption.RULE,
    order.CANONICAL,
    integral.CANONICAL,
)

UNFOLDING: frozenset[str] = frozenset(
    {
        "definition",
        "assumption.equation",
        "logarithm.split",
        "exponential.power",
        "algebra.denominator",
        "expectation.linear",
        "sum.linear",
        "integral.iterated",
        "integral.order",
        "bound-variable.rename",
    }
)
"""What a step with `by` may use beside the rule it names: definitions, linearity and algebra."""
