"""Equations among the assumptions: solved for a name, which is then replaced everywhere."""

from __future__ import annotations

from derivcheck.symbolic.rule import Example, Rule

RULE = Rule(
    name="assumption.equation",
    statement="An equation assumed is solved for a name that occurs in it linearly, or in one "
    "exponential; a factor shown to be nonzero is divided out first.",
    source="Substitution of equals; the solution is unique where its coefficient is nonzero",
    holds=(
        Example(
            "h x: real; p q: density",
            "h == log(p(x)/q(x))",
            ("sigmoid(h) == p(x)/(p(x) + q(x))",),
        ),
    ),
    fails=(
        Example(
            "h x: real; p q: density",
            "h == log(q(x)/p(x))",
            ("sigmoid(h) == p(x)/(p(x) + q(x))",),
        ),
    ),
)
