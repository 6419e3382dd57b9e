"""The point mass."""

from __future__ import annotations

from derivcheck.lang.algebra import REAL, ZERO
from derivcheck.lang.domain import Domain
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Law, distribution


@distribution
class Dirac(Law):
    """All mass at one point; it has no density: E[x:Dirac(a)](f(x)) = f(a)."""

    point: Expr

    @property
    def has_density(self) -> bool:
        return False

    @property
    def support(self) -> Domain:
        return REAL

    @property
    def mean(self) -> Expr:
        return self.point

    @property
    def variance(self) -> Expr:
        return ZERO
