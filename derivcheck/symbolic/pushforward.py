"""Laws as nondecreasing affine images of a source law: location-scale families, points."""

from __future__ import annotations

from dataclasses import dataclass

from derivcheck.lang.algebra import ONE, ZERO
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Abbreviated, Law
from derivcheck.lang.laws.dirac import Dirac
from derivcheck.lang.laws.exponential import Exponential
from derivcheck.lang.laws.gamma import Gamma
from derivcheck.lang.laws.gumbel import Gumbel
from derivcheck.lang.laws.joint import Iid, IndependentLaw
from derivcheck.lang.laws.laplace import Laplace
from derivcheck.lang.laws.logistic import Logistic
from derivcheck.lang.laws.normal import Normal
from derivcheck.lang.laws.uniform import Uniform
from derivcheck.lang.laws.weibull import Weibull


@dataclass(frozen=True, slots=True)
class Affine:
    """The law of location + scale*u for u under the source, scale > 0; a point without source."""

    source: Law | None
    location: Expr
    scale: Expr

    def at(self, u: Expr) -> Expr:
        """The image of a point."""
        return self.location if self.source is None else self.location + self.scale * u


def affine(law: Law) -> Affine:
    """A law as an affine image of the standard member of its family; any other law of itself."""
    match plain(law):
        case Dirac(point=a):
            return Affine(None, a, ZERO)
        case Normal(mu=m, std=s):
            return Affine(Normal(ZERO, ONE), m, s)
        case Uniform(a=a, b=b):
            return Affine(Uniform(ZERO, ONE), a, b - a)
        case Laplace(location=m, scale=s):
            return Affine(Laplace(ZERO, ONE), m, s)
        case Logistic(location=m, scale=s):
            return Affine(Logistic(ZERO, ONE), m, s)
        case Gumbel(location=m, scale=s):
            return Affine(Gumbel(ZERO, ONE), m, s)
        case other:
            return _scaled(other)


def _scaled(law: Law) -> Affine:
    match law:
        case Exponential(rate=r):
            return Affine(Exponential(ONE), ZERO, ONE / r)
        case Gamma(shape=a, rate=r):
            return Affine(Gamma(a, ONE), ZERO, ONE / r)
        case Weibull(scale=s, shape=k):
            return Affine(Weibull(ONE, k), ZERO, s)
        case _:
            return Affine(law, ZERO, ONE)


def is_even(source: Law | None) -> bool:
    """Whether -u has the law of u, for u under the standard member of a family."""
    return source in (Normal(ZERO, ONE), Laplace(ZERO, ONE), Logistic(ZERO, ONE))


def has_mean(law: Law) -> bool:
    """Whether the law of a number is one of those that are known to have a mean."""
    known = Normal | Uniform | Laplace | Logistic | Gumbel | Exponential | Gamma | Dirac
    return isinstance(plain(law), known)


def plain(law: Law) -> Law:
    """The law itself, without the names it was given."""
    return plain(law.law) if isinstance(law, Abbreviated) else law


def parts(law: Law) -> tuple[Law, ...] | None:
    """The independent components of a product law; None for a law of one number."""
    law = plain(law)
    if isinstance(law, IndependentLaw):
        return tuple(plain(part) for part in law.laws)
    if isinstance(law, Iid):
        count = getattr(law.size, "value", None)
        if count is not None and 1 <= count <= 6:
            return (plain(law.law),) * int(count)
    return None
