"""Instances of unknown densities, families, functions and sequences, as expressions.

An instance is written in the claim language itself: a mixture of named laws whose parameters depend
smoothly on what the law is conditioned on, a sum of smooth functions. So it is shown to the
reader as it was evaluated.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.lang.algebra import REAL, Number, Symbol
from derivcheck.lang.domain import (
    Domain,
    FunctionDomain,
    Integers,
    Interval,
    LawDomain,
    VectorDomain,
)
from derivcheck.lang.errors import EngineError
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import atan, exp, log, sigmoid, sin, softplus
from derivcheck.lang.law import Law
from derivcheck.lang.laws.beta import Beta
from derivcheck.lang.laws.categorical import Categorical
from derivcheck.lang.laws.gamma import Gamma
from derivcheck.lang.laws.gumbel import Gumbel
from derivcheck.lang.laws.joint import IndependentLaw, MixtureLaw
from derivcheck.lang.laws.laplace import Laplace
from derivcheck.lang.laws.logistic import Logistic
from derivcheck.lang.laws.normal import Normal
from derivcheck.lang.laws.poisson import Poisson
from derivcheck.lang.laws.student_t import StudentT
from derivcheck.lang.linear import Dot, VectorOf
from derivcheck.numeric.laws.instance import Rescaled
from derivcheck.numeric.scope import FunctionInstance, LawInstance

LETTERS = ("x", "y", "z", "t", "u", "v")


class Maker:
    """Draws instances; `rank` 0 asks for the simplest, `order` tells names of one claim apart."""

    def __init__(
        self,
        generator: np.random.Generator,
        rank: int,
        order: int,
        size: Any,
        light: bool = False,
    ) -> None:
        """`size` evaluates an expression for a size or bound to a number; `light` keeps to normal
        components, for integrals inside integrals.
        """
        self.light = light
        self.generator = generator
        self.rank = rank
        self.order = order
        self.size = size

    def between(self, low: float, high: float) -> Number:
        """A random number with two decimals."""
        return Number(Fraction(round(self.generator.uniform(low, high) * 100), 100))

    def law(self, domain: LawDomain) -> LawInstance:
        """A strictly positive density or mass function on the domain."""
        names = tuple(f"given_{i + 1}" for i in range(len(domain.given)))
        given = [Symbol(name, d) for name, d in zip(names, domain.given, strict=True)]
        if len(domain.variables) == 1 and not isinstance(domain.variables[0], VectorDomain):
            return LawInstance(names, self._one(domain.variables[0], given))
        parts = [self._joint(domain, given) for _ in range(2)]
        weight = self._weight(given)
        return LawInstance(names, MixtureLaw(((weight, parts[0]), (1 - weight, parts[1]))))

    def _joint(self, domain: LawDomain, given: list[Symbol]) -> Law:
        laws: list[Law] = []
        for variable in domain.variables:
            if isinstance(variable, VectorDomain):
                laws += [self._simple_line(given) for _ in range(int(self.size(variable.size)))]
            else:
                laws.append(self._component(variable, given))
        return IndependentLaw(tuple(laws))

    def _one(self, domain: Domain, given: list[Symbol]) -> Law:
        if isinstance(domain, Integers):
            return self._masses(domain, given)
        if self.rank == 0 and not given and _whole_line(domain):
            return (Normal(0, 1), Normal(1, 2), Normal(-1, 1), Normal(0, 3))[self.order % 4]
        if self.rank <= 1:
            return self._component(domain, given)
        count = 2 if self.rank % 2 or self.light else 3
        if count == 2:
            weight = self._weight(given)
            weights: list[Expr] = [weight, 1 - weight]
        else:
            first, second = self.between(0.2, 0.4), self.between(0.2, 0.4)
            weights = [first, second, 1 - (first + second)]
        return MixtureLaw(tuple((w, self._component(domain, given)) for w in weights))

    def _weight(self, given: list[Symbol]) -> Expr:
        if not given:
            return self.between(0.25, 0.75)
        return sigmoid(self._mix(given))

    def _mix(self, given: list[Symbol], slope: float = 0.9) -> Expr:
        """a + b*z, b other than 0; of a vector, a + b'z."""
        made: Expr = self.between(-0.8, 0.8)
        for z in given:
            made = made + self._times(z, slope)
        return made

    def _times(self, z: Symbol, slope: float) -> Expr:
        if isinstance(z.domain, VectorDomain):
            count = int(self.size(z.domain.size))
            return Dot(VectorOf(tuple(self._nonzero(slope) for _ in range(count))), z)
        return self._nonzero(slope) * z

    def _nonzero(self, slope: float) -> Number:
        value = self.between(0.3 * slope, slope)
        return value if self.generator.uniform() < 0.6 else Number(-value.value)

    def _component(self, domain: Domain, given: list[Symbol]) -> Law:
        if isinstance(domain, Integers):
            return self._masses(domain, given)
        if not isinstance(domain, Interval):
            raise EngineError("an unknown density lives on an interval, integers or vectors")
        low, high = self.size(domain.lower), self.size(domain.upper)
        if np.isfinite(low) and np.isfinite(high):
            return Rescaled(self._beta(given), domain.lower, domain.upper - domain.lower)
        if np.isfinite(low):
            return Rescaled(self._gamma(given), domain.lower, Number(Fraction(1)))
        if np.isfinite(high):
            return Rescaled(self._gamma(given), domain.upper, Number(Fraction(-1)))
        return self._line(given)

    def _beta(self, given: list[Symbol]) -> Law:
        a, b = self.between(1.2, 4), self.between(1.2, 4)
        return Beta(a + sin(self._mix(given)) if given else a, b)

    def _gamma(self, given: list[Symbol]) -> Law:
        rate: Expr = self.between(0.6, 2)
        rate = rate * exp(sin(self._mix(given)) / 2) if given else rate
        return Gamma(self.between(1.2, 4), rate)

    def _simple_line(self, given: list[Symbol]) -> Law:
        centre = self._mix(given) + self.between(-1, 1) if given else self.between(-1.6, 1.6)
        return Normal(centre, self.between(0.6, 1.5))

    def _line(self, given: list[Symbol]) -> Law:
        """Normal most often; skewed, wider and (for single densities) heavier tails as well."""
        centre: Expr = self.between(-2, 2)
        scale: Expr = self.between(0.5, 1.6)
        if given:
            bent = sin(self._mix(given)) if self.rank else self._mix(given)
            centre = centre + bent
            scale = scale * exp(sin(self._mix(given)) / 4) if self.rank else scale
        kind = int(self.generator.integers(0, 10)) if self.rank > 1 and not self.light else 0
        if kind == 6:
            return Gumbel(centre, scale)
        if kind == 7:
            return Logistic(centre, scale / 2)
        if kind == 8 and not given:
            return Laplace(centre, scale)
        if kind == 9 and self.rank % 3 == 0:
            return Rescaled(StudentT(7), centre, scale)
        return Normal(centre, scale)

    def _masses(self, domain: Integers, given: list[Symbol]) -> Law:
        high = self.size(domain.upper)
        if not np.isfinite(high):
            rate: Expr = self.between(0.8, 4)
            return Poisson(rate * exp(sin(self._mix(given)) / 2) if given else rate)
        weights: list[Expr] = []
        for _ in range(int(high) + 1):
            weight: Expr = self.between(0.2, 2)
            weights.append(weight * exp(sin(self._mix(given))) if given else weight)
        whole = weights[0]
        for weight in weights[1:]:
            whole = whole + weight
        return Categorical(tuple(weight / whole for weight in weights))

    def function(self, domain: FunctionDomain) -> FunctionInstance:
        """A smooth function of mild growth."""
        count = len(domain.arguments)
        names = (
            tuple(LETTERS[:count])
            if count <= len(LETTERS)
            else tuple(f"x_{i + 1}" for i in range(count))
        )
        given = [Symbol(name, d) for name, d in zip(names, domain.arguments, strict=True)]
        if isinstance(domain.value, VectorDomain):
            size = int(self.size(domain.value.size))
            return FunctionInstance(names, VectorOf(tuple(self._plain(given) for _ in range(size))))
        makers = {"positive": self._positive, "convex": self._convex, "increasing": self._rising}
        return FunctionInstance(names, makers.get(domain.kind, self._plain)(given))

    def _plain(self, given: list[Symbol]) -> Expr:
        if self.rank == 0:
            return self._mix(given) + sin(self._mix(given))
        made = self._mix(given) + self.between(0.4, 1) * sin(self._mix(given, 1.4))
        return made + self.between(0.1, 0.3) * self._mix(given) ** 2

    def _positive(self, given: list[Symbol]) -> Expr:
        bump = exp(sin(self._mix(given)) * self.between(0.4, 0.9))
        return bump + self.between(0.1, 0.3) * self._mix(given) ** 2

    def _convex(self, given: list[Symbol]) -> Expr:
        if self.rank == 0:
            return self._mix(given) ** 2 / 2
        if self.rank % 2:
            first, second = exp(self._mix(given)), exp(self._mix(given))
            return log(first + second) + self._mix(given)
        bowl = self.between(0.05, 0.4) * self._mix(given) ** 2
        return softplus(self._mix(given)) + bowl + self._mix(given)

    def _rising(self, given: list[Symbol]) -> Expr:
        made: Expr = self.between(-1, 1)
        for z in given:
            made = made + self.between(0.2, 1) * z + atan(self.between(0.4, 2) * z)
        return made


def _whole_line(domain: Domain) -> bool:
    return domain == REAL
