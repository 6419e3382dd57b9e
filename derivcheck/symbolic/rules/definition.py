"""Definitions: divergences, entropies, variances and probabilities as expectations."""

from __future__ import annotations

from derivcheck.symbolic.rule import Example, Rule

RULE = Rule(
    name="definition",
    statement="Divergences, entropies, variances, covariances and probabilities stand for the "
    "expectations that define them.",
    source="Cover and Thomas, Elements of Information Theory, 2nd edition, chapters 2 and 8",
    holds=(
        Example("p: density; q: density", "KL(p, q) == E[x:p](log(p(x)/q(x)))"),
        Example("p: density", "Var[x:p](x) == E[x:p](x**2) - E[x:p](x)**2"),
    ),
    fails=(Example("p: density; q: density", "KL(p, q) == E[x:q](log(p(x)/q(x)))"),),
)
