"""Laws made of laws: mixtures, independent components, independent copies."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derivcheck.lang.algebra import Add, Mul, Number
from derivcheck.lang.domain import Domain, VectorDomain
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr, Like, expr
from derivcheck.lang.law import Density, Law, law
from derivcheck.lang.node import node


@node
class MixtureLaw(Law):
    """sum of weight*law: weights in [0, 1] that sum to 1."""

    components: tuple[tuple[Expr, Law], ...]

    @property
    def support(self) -> Domain:
        return self.components[0][1].support

    @property
    def has_densities(self) -> bool:
        """Whether every component has a density."""
        return all(component.has_density for _, component in self.components)

    def density(self, x: Expr) -> Expr:
        """The density at a point: the weighted sum of the components' densities."""
        terms: list[Expr] = [Mul(w, Density(component, (x,))) for w, component in self.components]
        total = terms[0]
        for term in terms[1:]:
            total = Add(total, term)
        return total


@node
class IndependentLaw(Law):
    """The joint law of independent x[1], x[2], ...; one law a component."""

    laws: tuple[Law, ...]

    @property
    def support(self) -> Domain:
        return VectorDomain(Number(Fraction(len(self.laws))))


@node
class Iid(Law):
    """The joint law of n independent draws x[1], ..., x[n] of one law."""

    law: Law
    size: Expr

    @property
    def support(self) -> Domain:
        return VectorDomain(self.size)


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

