"""The Poisson law."""

from __future__ import annotations

from derivcheck.lang.algebra import ZERO, oo
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain, Integers
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log, loggamma
from derivcheck.lang.law import Law, distribution


@distribution
class Poisson(Law):
    """Mass rate**x*exp(-rate)/factorial(x), x = 0, 1, ...; rate > 0."""

    rate: Expr

    @property
    def support(self) -> Domain:
        return Integers(ZERO, oo)

    @property
    def mean(self) -> Expr:
        return self.rate

    @property
    def variance(self) -> Expr:
        return self.rate

    def log_density(self, x: Expr) -> Expr:
        return x * log(self.rate) - self.rate - loggamma(x + 1)

    def conditions(self) -> tuple[Condition, ...]:
        return (self.rate > 0,)
