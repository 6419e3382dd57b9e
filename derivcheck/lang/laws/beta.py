"""The beta law."""

from __future__ import annotations

from derivcheck.lang.algebra import ONE, ZERO
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain, Interval
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log, loggamma
from derivcheck.lang.law import Law, distribution


@distribution
class Beta(Law):
    """Density x**(a - 1)*(1 - x)**(b - 1)/beta(a, b), 0 < x < 1; a, b > 0."""

    a: Expr
    b: Expr

    @property
    def support(self) -> Domain:
        return Interval(ZERO, ONE)

    @property
    def mean(self) -> Expr:
        return self.a / (self.a + self.b)

    @property
    def variance(self) -> Expr:
        return self.a * self.b / ((self.a + self.b) ** 2 * (self.a + self.b + 1))

    def log_density(self, x: Expr) -> Expr:
        a, b = self.a, self.b
        log_beta = loggamma(a) + loggamma(b) - loggamma(a + b)
        return (a - 1) * log(x) + (b - 1) * log(1 - x) - log_beta

    def conditions(self) -> tuple[Condition, ...]:
        return (self.a > 0, self.b > 0)
