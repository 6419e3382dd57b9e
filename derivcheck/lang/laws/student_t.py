"""Student's t law."""

from __future__ import annotations

from derivcheck.lang.algebra import REAL, pi
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log, loggamma
from derivcheck.lang.law import Law, distribution


@distribution
class StudentT(Law):
    """Density gamma((df + 1)/2)/(sqrt(df*pi)*gamma(df/2))*(1 + x**2/df)**(-(df + 1)/2), df > 0.

    The mean is 0 for df > 1 only, the variance df/(df - 2) for df > 2 only; so neither is offered.
    """

    df: Expr

    @property
    def support(self) -> Domain:
        return REAL

    def log_density(self, x: Expr) -> Expr:
        half = (self.df + 1) / 2
        scale = loggamma(half) - loggamma(self.df / 2) - log(self.df * pi) / 2
        return scale - half * log(1 + x**2 / self.df)

    def conditions(self) -> tuple[Condition, ...]:
        return (self.df > 0,)
