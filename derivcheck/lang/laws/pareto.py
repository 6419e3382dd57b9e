"""The Pareto law."""

from __future__ import annotations

from derivcheck.lang.algebra import oo
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain, Interval
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Law, distribution


@distribution
class Pareto(Law):
    """Density shape*scale**shape/x**(shape + 1), x >= scale; scale, shape > 0.

    The mean is finite for shape > 1 only, the variance for shape > 2 only; so neither is offered.
    """

    scale: Expr
    shape: Expr

    @property
    def support(self) -> Domain:
        return Interval(self.scale, oo, lower_open=False)

    def log_density(self, x: Expr) -> Expr:
        a = self.shape
        return log(a) + a * log(self.scale) - (a + 1) * log(x)

    def conditions(self) -> tuple[Condition, ...]:
        return (self.scale > 0, self.shape > 0)
