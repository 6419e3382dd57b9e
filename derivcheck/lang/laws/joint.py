"""Laws made of laws: mixtures, independent components, independent copies."""

from __future__ import annotations

from functools import reduce
from typing import Any

from derivcheck.lang.algebra import Add, Mul, Symbol
from derivcheck.lang.calculus import product, total
from derivcheck.lang.condition import Condition, Eq
from derivcheck.lang.domain import Domain, Unspecified, VectorDomain
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr, Like, expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Density, Law, distribution, law
from derivcheck.lang.laws.hull import hull
from derivcheck.lang.node import fresh_name, node


@node
class MixtureLaw(Law):
    """sum of weight*law: weights >= 0 that sum to 1."""

    components: tuple[tuple[Expr, Law], ...]

    @property
    def support(self) -> Domain:
        """The smallest interval (or range of integers) around the components' supports."""
        return hull([component.support for _, component in self.components])

    @property
    def has_density(self) -> bool:
        return all(component.has_density for _, component in self.components)

    @property
    def mean(self) -> Expr | None:
        return self._average([component.mean for _, component in self.components])

    def density(self, x: Expr) -> Expr:
        """The weighted sum of the components' densities."""
        terms: list[Expr] = [Mul(w, Density(p, (x,))) for w, p in self.components]
        return reduce(Add, terms)

    def log_density(self, x: Expr) -> Expr:
        """The logarithm of the weighted sum of the components' densities."""
        return log(self.density(x))

    def conditions(self) -> tuple[Condition, ...]:
        weights = [weight for weight, _ in self.components]
        parts = (c for _, component in self.components for c in component.conditions())
        return (*(w >= 0 for w in weights), Eq(reduce(Add, weights), 1), *parts)

    def _average(self, values: list[Expr | None]) -> Expr | None:
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        weights = [weight for weight, _ in self.components]
        terms: list[Expr] = [w * m for w, m in zip(weights, known, strict=True)]
        return reduce(Add, terms)


@node
class IndependentLaw(Law):
    """The joint law of independent x[1], x[2], ...; one law a component."""

    laws: tuple[Law, ...]

    @property
    def support(self) -> Domain:
        return VectorDomain(expr(len(self.laws)))

    @property
    def is_discrete(self) -> bool:
        return all(component.is_discrete for component in self.laws)

    @property
    def has_density(self) -> bool:
        return all(component.has_density for component in self.laws)

    def density(self, x: Expr) -> Expr:
        """The product of the components' densities."""
        return reduce(Mul, self._densities(x))

    def log_density(self, x: Expr) -> Expr:
        """The sum of the logarithms of the components' densities."""
        terms: list[Expr] = [log(factor) for factor in self._densities(x)]
        return reduce(Add, terms)

    def conditions(self) -> tuple[Condition, ...]:
        return tuple(c for component in self.laws for c in component.conditions())

    def _densities(self, x: Expr) -> list[Expr]:
        return [Density(component, (x[k],)) for k, component in enumerate(self.laws, start=1)]


@distribution
class Iid(Law):
    """The joint law of n independent draws x[1], ..., x[n] of one law."""

    law: Law
    size: Expr

    @property
    def support(self) -> Domain:
        return VectorDomain(self.size)

    @property
    def is_discrete(self) -> bool:
        return self.law.is_discrete

    @property
    def has_density(self) -> bool:
        return self.law.has_density

    def density(self, x: Expr) -> Expr:
        """The product of the law's density over the components."""
        k = self._index(x)
        return product(Density(self.law, (x[k],)), (k, 1, self.size))

    def log_density(self, x: Expr) -> Expr:
        """The sum of the law's log-density over the components."""
        k = self._index(x)
        return total(log(Density(self.law, (x[k],))), (k, 1, self.size))

    def conditions(self) -> tuple[Condition, ...]:
        return (*self.law.conditions(), self.size >= 1)

    def _index(self, x: Expr) -> Symbol:
        return Symbol(fresh_name("k", self.free_names() | x.free_names()), Unspecified())


def Mixture(*components: tuple[Like, Any]) -> MixtureLaw:
    """Mixture((w, law), ...)."""
    if not components or not all(isinstance(c, tuple) and len(c) == 2 for c in components):
        raise AuthorError("a mixture lists pairs", remedy="write Mixture((w, p), (1 - w, q))")
    return MixtureLaw(tuple((expr(w), law(p)) for w, p in components))


def Independent(*laws: Any) -> IndependentLaw:
    """Independent(law, law, ...)."""
    if not laws:
        raise AuthorError("Independent needs at least one law")
    return IndependentLaw(tuple(law(p) for p in laws))
