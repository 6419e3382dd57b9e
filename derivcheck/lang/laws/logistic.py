"""The logistic law."""

from __future__ import annotations

from derivcheck.lang.algebra import REAL, pi
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log, softplus
from derivcheck.lang.law import Law, distribution


@distribution
class Logistic(Law):
    """Density exp(-z)/(scale*(1 + exp(-z))**2) with z = (x - location)/scale, scale > 0."""

    location: Expr
    scale: Expr

    @property
    def support(self) -> Domain:
        return REAL

    @property
    def mean(self) -> Expr:
        return self.location

    @property
    def variance(self) -> Expr:
        return pi**2 * self.scale**2 / 3

    def log_density(self, x: Expr) -> Expr:
        z = (x - self.location) / self.scale
        return -z - 2 * softplus(-z) - log(self.scale)

    def conditions(self) -> tuple[Condition, ...]:
        return (self.scale > 0,)
