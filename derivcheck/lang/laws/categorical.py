"""The categorical law."""

from __future__ import annotations

from functools import reduce

from derivcheck.lang.algebra import ZERO, Add
from derivcheck.lang.condition import Condition, Eq, piecewise
from derivcheck.lang.domain import Domain, Integers
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr, Like, expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Law, distribution


@distribution
class Categorical(Law):
    """Mass probs[x] at x = 0, 1, ..., len(probs) - 1; each >= 0, their sum 1."""

    probs: tuple[Expr, ...]

    @property
    def support(self) -> Domain:
        return Integers(ZERO, expr(len(self.probs) - 1))

    @property
    def mean(self) -> Expr:
        return self._moment(1)

    @property
    def variance(self) -> Expr:
        return self._moment(2) - self.mean**2

    def log_density(self, x: Expr) -> Expr:
        """The logarithm of the mass, where that is positive."""
        return piecewise(*((log(p), Eq(x, k)) for k, p in enumerate(self.probs)))

    def density(self, x: Expr) -> Expr:
        """The mass at x, 0 included."""
        return piecewise(*((p, Eq(x, k)) for k, p in enumerate(self.probs)))

    def conditions(self) -> tuple[Condition, ...]:
        return (*(p >= 0 for p in self.probs), Eq(reduce(Add, self.probs), 1))

    def _moment(self, order: int) -> Expr:
        terms: list[Expr] = [k**order * p for k, p in enumerate(self.probs) if k > 0]
        return reduce(Add, terms) if terms else ZERO


def categorical(*probs: Like) -> Categorical:
    """Categorical(p0, p1, ...)."""
    if not probs:
        raise AuthorError("a categorical law needs at least one probability")
    return Categorical(tuple(expr(p) for p in probs))
