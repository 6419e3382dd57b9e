"""The gamma law."""

from __future__ import annotations

from derivcheck.lang.algebra import POSITIVE
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log, loggamma
from derivcheck.lang.law import Law, distribution


@distribution
class Gamma(Law):
    """Density rate**shape*x**(shape - 1)*exp(-rate*x)/gamma(shape), x > 0; shape, rate > 0."""

    shape: Expr
    rate: Expr

    @property
    def support(self) -> Domain:
        return POSITIVE

    @property
    def mean(self) -> Expr:
        return self.shape / self.rate

    @property
    def variance(self) -> Expr:
        return self.shape / self.rate**2

    def log_density(self, x: Expr) -> Expr:
        a, b = self.shape, self.rate
        return a * log(b) + (a - 1) * log(x) - b * x - loggamma(a)

    def conditions(self) -> tuple[Condition, ...]:
        return (self.shape > 0, self.rate > 0)
