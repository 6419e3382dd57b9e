"""The Laplace law."""

from __future__ import annotations

from derivcheck.lang.algebra import REAL
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Abs, log
from derivcheck.lang.law import Law, distribution


@distribution
class Laplace(Law):
    """Density exp(-Abs(x - location)/scale)/(2*scale), scale > 0."""

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
        return 2 * self.scale**2

    def log_density(self, x: Expr) -> Expr:
        return -Abs(x - self.location) / self.scale - log(2 * self.scale)

    def conditions(self) -> tuple[Condition, ...]:
        return (self.scale > 0,)
