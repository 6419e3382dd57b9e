"""The Weibull law."""

from __future__ import annotations

from derivcheck.lang.algebra import POSITIVE
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import gamma, log
from derivcheck.lang.law import Law, distribution


@distribution
class Weibull(Law):
    """Density shape/scale*z**(shape - 1)*exp(-z**shape) with z = x/scale > 0; scale, shape > 0."""

    scale: Expr
    shape: Expr

    @property
    def support(self) -> Domain:
        return POSITIVE

    @property
    def mean(self) -> Expr:
        return self.scale * gamma(1 + 1 / self.shape)

    @property
    def variance(self) -> Expr:
        return self.scale**2 * (gamma(1 + 2 / self.shape) - gamma(1 + 1 / self.shape) ** 2)

    def log_density(self, x: Expr) -> Expr:
        a, z = self.shape, x / self.scale
        return log(a) - log(self.scale) + (a - 1) * log(z) - z**a

    def conditions(self) -> tuple[Condition, ...]:
        return (self.scale > 0, self.shape > 0)
