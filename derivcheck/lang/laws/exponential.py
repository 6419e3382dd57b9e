"""The exponential law."""

from __future__ import annotations

from derivcheck.lang.algebra import NONNEGATIVE
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Law, distribution


@distribution
class Exponential(Law):
    """Density rate*exp(-rate*x), x >= 0, rate > 0."""

    rate: Expr

    @property
    def support(self) -> Domain:
        return NONNEGATIVE

    @property
    def mean(self) -> Expr:
        return 1 / self.rate

    @property
    def variance(self) -> Expr:
        return 1 / self.rate**2

    def log_density(self, x: Expr) -> Expr:
        return log(self.rate) - self.rate * x

    def conditions(self) -> tuple[Condition, ...]:
        return (self.rate > 0,)
