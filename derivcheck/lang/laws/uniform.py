"""The uniform law on an interval."""

from __future__ import annotations

from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain, Interval
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Law, distribution


@distribution
class Uniform(Law):
    """Density 1/(b - a), a <= x <= b; a < b."""

    a: Expr
    b: Expr

    @property
    def support(self) -> Domain:
        return Interval(self.a, self.b, lower_open=False, upper_open=False)

    @property
    def mean(self) -> Expr:
        return (self.a + self.b) / 2

    @property
    def variance(self) -> Expr:
        return (self.b - self.a) ** 2 / 12

    def log_density(self, x: Expr) -> Expr:
        return -log(self.b - self.a)

    def conditions(self) -> tuple[Condition, ...]:
        return (self.a < self.b,)
