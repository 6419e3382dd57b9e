"""The binomial law."""

from __future__ import annotations

from derivcheck.lang.algebra import ZERO
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain, Integers
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import binomial, log
from derivcheck.lang.law import Law, distribution


@distribution
class Binomial(Law):
    """Mass binomial(n, x)*prob**x*(1 - prob)**(n - x), x = 0, ..., n; 0 <= prob <= 1."""

    n: Expr
    prob: Expr

    @property
    def support(self) -> Domain:
        return Integers(ZERO, self.n)

    @property
    def mean(self) -> Expr:
        return self.n * self.prob

    @property
    def variance(self) -> Expr:
        return self.n * self.prob * (1 - self.prob)

    def log_density(self, x: Expr) -> Expr:
        """The logarithm of the mass, for 0 < prob < 1."""
        n, p = self.n, self.prob
        return log(binomial(n, x)) + x * log(p) + (n - x) * log(1 - p)

    def conditions(self) -> tuple[Condition, ...]:
        return (self.n >= 0, self.prob >= 0, self.prob <= 1)
