"""The log-normal law."""

from __future__ import annotations

from derivcheck.lang.algebra import POSITIVE, pi
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import exp, log
from derivcheck.lang.law import Law, distribution


@distribution
class LogNormal(Law):
    """exp(N(m, s**2)): density exp(-(log(x) - m)**2/(2*s**2))/(x*s*sqrt(2*pi)), x > 0, s > 0."""

    m: Expr
    s: Expr

    @property
    def support(self) -> Domain:
        return POSITIVE

    @property
    def mean(self) -> Expr:
        return exp(self.m + self.s**2 / 2)

    @property
    def variance(self) -> Expr:
        return (exp(self.s**2) - 1) * exp(2 * self.m + self.s**2)

    def log_density(self, x: Expr) -> Expr:
        return -((log(x) - self.m) ** 2) / (2 * self.s**2) - log(x) - log(self.s) - log(2 * pi) / 2

    def conditions(self) -> tuple[Condition, ...]:
        return (self.s > 0,)
