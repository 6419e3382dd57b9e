"""The normal law."""

from __future__ import annotations

from derivcheck.lang.algebra import REAL, pi
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Law, distribution


@distribution
class Normal(Law):
    """N(mu, std**2): density exp(-(x - mu)**2/(2*std**2))/(std*sqrt(2*pi)), std > 0."""

    mu: Expr
    std: Expr

    @property
    def support(self) -> Domain:
        return REAL

    @property
    def mean(self) -> Expr:
        return self.mu

    @property
    def variance(self) -> Expr:
        return self.std**2

    def log_density(self, x: Expr) -> Expr:
        return -((x - self.mu) ** 2) / (2 * self.std**2) - log(self.std) - log(2 * pi) / 2

    def conditions(self) -> tuple[Condition, ...]:
        return (self.std > 0,)
