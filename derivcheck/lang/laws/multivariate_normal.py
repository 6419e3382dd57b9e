"""The normal law of vectors."""

from __future__ import annotations

from derivcheck.lang.algebra import Symbol, pi
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain, MatrixDomain, VectorDomain
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Law, distribution
from derivcheck.lang.linear import Determinant, Dot, Inverse, PositiveDefinite


@distribution
class MultivariateNormal(Law):
    """N(mu, S): density exp(-Dot(x - mu, Inverse(S) @ (x - mu))/2)/sqrt((2*pi)**n*Determinant(S)).

    mu is a vector(n), the covariance S a positive definite matrix(n).
    """

    mu: Expr
    covariance: Expr

    @property
    def support(self) -> Domain:
        return VectorDomain(self.size)

    @property
    def size(self) -> Expr:
        """The number n of components; taken from the covariance, or else from the mean."""
        # The shapes of expressions know the laws, so they cannot be known where laws are made.
        from derivcheck.lang.shape import first_rows

        return first_rows(self.covariance, self.mu)

    @property
    def mean(self) -> Expr:
        return self.mu

    @property
    def variance(self) -> Expr:
        return self.covariance

    def log_density(self, x: Expr) -> Expr:
        shift, spread = x - self.mu, self.covariance
        volume = self.size * log(2 * pi) + log(Determinant(spread))
        return -Dot(shift, Inverse(spread) @ shift) / 2 - volume / 2

    def conditions(self) -> tuple[Condition, ...]:
        """Positive definiteness, unless the covariance is a name declared so."""
        spread = self.covariance
        if isinstance(spread, Symbol) and isinstance(spread.domain, MatrixDomain):
            declared = spread.domain.kind == "positive definite"
            return () if declared else (PositiveDefinite(spread),)
        return (PositiveDefinite(spread),)
