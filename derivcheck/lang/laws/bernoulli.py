"""The Bernoulli law."""

from __future__ import annotations

from derivcheck.lang.algebra import ONE, ZERO
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain, Integers
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Law, distribution


@distribution
class Bernoulli(Law):
    """Mass prob at 1 and 1 - prob at 0; 0 <= prob <= 1."""

    prob: Expr

    @property
    def support(self) -> Domain:
        return Integers(ZERO, ONE)

    @property
    def mean(self) -> Expr:
        return self.prob

    @property
    def variance(self) -> Expr:
        return self.prob * (1 - self.prob)

    def log_density(self, x: Expr) -> Expr:
        """x*log(prob) + (1 - x)*log(1 - prob), for 0 < prob < 1."""
        return x * log(self.prob) + (1 - x) * log(1 - self.prob)

    def density(self, x: Expr) -> Expr:
        """x*prob + (1 - x)*(1 - prob): the mass at 0 and 1, also where prob is 0 or 1."""
        return x * self.prob + (1 - x) * (1 - self.prob)

    def conditions(self) -> tuple[Condition, ...]:
        return (self.prob >= 0, self.prob <= 1)
