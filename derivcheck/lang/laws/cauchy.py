"""The Cauchy law."""

from __future__ import annotations

from derivcheck.lang.algebra import REAL, pi
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Law, distribution


@distribution
class Cauchy(Law):
    """Density 1/(pi*scale*(1 + z**2)) with z = (x - location)/scale, scale > 0; it has no mean."""

    location: Expr
    scale: Expr

    @property
    def support(self) -> Domain:
        return REAL

    def log_density(self, x: Expr) -> Expr:
        z = (x - self.location) / self.scale
        return -log(pi * self.scale) - log(1 + z**2)

    def conditions(self) -> tuple[Condition, ...]:
        return (self.scale > 0,)
