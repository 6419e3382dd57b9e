"""The geometric law."""

from __future__ import annotations

from derivcheck.lang.algebra import ONE, oo
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain, Integers
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Law, distribution


@distribution
class Geometric(Law):
    """Mass prob*(1 - prob)**(x - 1) at x = 1, 2, ..., trials to a success; 0 < prob <= 1."""

    prob: Expr

    @property
    def support(self) -> Domain:
        return Integers(ONE, oo)

    @property
    def mean(self) -> Expr:
        return 1 / self.prob

    @property
    def variance(self) -> Expr:
        return (1 - self.prob) / self.prob**2

    def log_density(self, x: Expr) -> Expr:
        """log(prob) + (x - 1)*log(1 - prob), for prob < 1."""
        return log(self.prob) + (x - 1) * log(1 - self.prob)

    def conditions(self) -> tuple[Condition, ...]:
        return (self.prob > 0, self.prob <= 1)
