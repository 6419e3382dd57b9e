"""The Gumbel law of maxima."""

from __future__ import annotations

from derivcheck.lang.algebra import REAL, EulerGamma, pi
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import exp, log
from derivcheck.lang.law import Law, distribution


@distribution
class Gumbel(Law):
    """Density exp(-z - exp(-z))/scale with z = (x - location)/scale, scale > 0."""

    location: Expr
    scale: Expr

    @property
    def support(self) -> Domain:
        return REAL

    @property
    def mean(self) -> Expr:
        return self.location + EulerGamma * self.scale

    @property
    def variance(self) -> Expr:
        return pi**2 * self.scale**2 / 6

    def log_density(self, x: Expr) -> Expr:
        z = (x - self.location) / self.scale
        return -z - exp(-z) - log(self.scale)

    def conditions(self) -> tuple[Condition, ...]:
        return (self.scale > 0,)
