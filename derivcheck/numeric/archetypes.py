"""Archetypes of what is unknown: plain laws, functions, elements and numbers of extreme character.

A bound that is false but holds for most laws fails for some of a few kinds: narrow or wide laws,
laws far away, families that follow what they are conditioned on, steep or constant functions.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations
from typing import Any

import numpy as np

from derivcheck.core.claim import Goal, Name
from derivcheck.lang.algebra import REAL, Number, Symbol
from derivcheck.lang.domain import (
    Domain,
    FunctionDomain,
    Integers,
    Interval,
    MatrixDomain,
    SequenceDomain,
)
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Abs, exp, log, sigmoid, sqrt
from derivcheck.lang.law import Density, Law, UnknownLaw
from derivcheck.lang.laws.categorical import Categorical
from derivcheck.lang.laws.joint import IndependentLaw, MixtureLaw
from derivcheck.lang.laws.normal import Normal
from derivcheck.lang.laws.poisson import Poisson
from derivcheck.lang.laws.uniform import Uniform
from derivcheck.numeric import ball as balls
from derivcheck.numeric.points import Point, scalars
from derivcheck.numeric.scope import FunctionInstance, LawInstance, SequenceInstance

NUMBERS = tuple(
    Fraction(*pair)
    for pair in ((0, 1), (1, 1), (-1, 1), (1, 10), (1, 1000), (10, 1), (1, 2), (999, 1000))
)
NARROW, TINY = Fraction(1, 20), Fraction(1, 1000)
PLAIN_LAWS = tuple(
    (Fraction(centre), Fraction(scale))
    for centre, scale in ((0, 1), (0, NARROW), (0, TINY), (0, 8), (10, 1), (Fraction(1, 2), NARROW))
)
"""Centres and standard deviations of normal laws."""
WIDE = Number(Fraction(9, 5))
"""Length of a plateau: twice its height is more than 1, its height less."""
FOLLOWING = (Fraction(1), NARROW, TINY, Fraction(3))
"""Standard deviations of families around what they are conditioned on."""
FEW = 2
"""Conditions that a family is made to follow."""
RATES = (Fraction(1, 20), Fraction(1), Fraction(20))
HEAVY = 1000
"""How much more one value of a finite range weighs than another."""
LEVELS = (0, 30, -30, 1, -1)
POSITIVE_LEVELS = (Fraction(1), TINY, Fraction(1000))
ELEMENTS = tuple(map(Fraction, (0, 1, -1, 4, -4)))
STEEP = 10


def archetypes(goal: Goal, name: Name, point: Point) -> Iterator[Any]:
    """Extreme values that a name may take; a function also as the log ratio of the point's laws."""
    value = point.values[name.name]
    if isinstance(value, LawInstance) and isinstance(name, UnknownLaw):
        for law in _laws(name, value):
            yield LawInstance(value.parameters, law)
    elif isinstance(value, FunctionInstance) and isinstance(name.domain, FunctionDomain):
        for body in (*_functions(name.domain, value), *_ratios(goal, name.domain, value, point)):
            yield FunctionInstance(value.parameters, body)
    elif isinstance(value, SequenceInstance) and isinstance(name.domain, SequenceDomain):
        for level in _levels(all(float(element.value()) > 0 for element in value.elements)):
            yield SequenceInstance((balls.rational(level),) * len(value.elements))
    elif isinstance(value, np.ndarray) and not _tied(name.domain):
        for level in _levels(bool((value > 0).all())):
            yield np.full_like(value, float(level))
    elif isinstance(value, Fraction) and name in scalars(goal.given):
        yield from NUMBERS


def _levels(positive: bool) -> tuple[Fraction, ...]:
    """What the elements of a sequence, vector or matrix all are; what was positive stays so."""
    return POSITIVE_LEVELS if positive else ELEMENTS


def _tied(domain: Domain) -> bool:
    """Whether the elements of a matrix may not be chosen freely."""
    return isinstance(domain, MatrixDomain) and domain.kind != "general"


def _laws(name: UnknownLaw, instance: LawInstance) -> Iterator[Law]:
    variables = name.domain.variables
    if len(variables) == 1 and isinstance(variables[0], Integers):
        yield from _masses(instance.law)
    elif all(variable == REAL for variable in variables):
        plain = [
            *(Normal(Number(centre), Number(scale)) for centre, scale in PLAIN_LAWS),
            _plateau(),
        ]
        if len(variables) == 1:
            yield from (*plain, *_following(name, instance))
        else:
            yield from (IndependentLaw((law,) * len(variables)) for law in plain)
            for first in range(len(plain)):
                turned = (plain[(first + k) % len(plain)] for k in range(len(variables)))
                yield IndependentLaw(tuple(turned))


def _plateau() -> Law:
    """Almost uniform, with jumps at the ends."""
    level, rest = Number(Fraction(999, 1000)), Number(Fraction(1, 1000))
    return MixtureLaw(((level, Uniform(Number(Fraction(0)), WIDE)), (rest, Normal(0, 4))))


def _following(name: UnknownLaw, instance: LawInstance) -> Iterator[Law]:
    """Normal laws whose mean or standard deviation is told by what they are conditioned on."""
    pairs = zip(instance.parameters, name.domain.given, strict=True)
    given = [Symbol(parameter, domain) for parameter, domain in pairs if domain == REAL][:FEW]
    for one in given:
        for scale in FOLLOWING:
            yield Normal(one, Number(scale))
        yield Normal(one / 2, sqrt(Number(Fraction(1, 2))))
        yield Normal(0, sigmoid(16 - one**2) + Number(TINY))
        yield Normal(0, Abs(one) + Number(TINY))
    for one, other in permutations(given, 2):
        yield Normal(one, Abs(other) + Number(TINY))


def _masses(law: Law) -> Iterator[Law]:
    """Masses almost all in one place, and spread."""
    if isinstance(law, Categorical):
        count = len(law.probs)
        for heavy in (0, count - 1):
            whole = HEAVY + count - 1
            yield Categorical(
                tuple(Number(Fraction(HEAVY if k == heavy else 1, whole)) for k in range(count))
            )
        yield Categorical((Number(Fraction(1, count)),) * count)
    elif isinstance(law, Poisson):
        for rate in RATES:
            yield Poisson(Number(rate))


def _functions(domain: FunctionDomain, instance: FunctionInstance) -> Iterator[Expr]:
    """Constants, parabolas, bumps and steep lines."""
    if not isinstance(domain.value, Interval) or domain.kind not in ("", "positive"):
        return
    plain = domain.kind == ""
    for level in LEVELS if plain else POSITIVE_LEVELS:
        yield Number(Fraction(level))
    arguments = [
        Symbol(name, argument)
        for name, argument in zip(instance.parameters, domain.arguments, strict=True)
        if isinstance(argument, Interval)
    ]
    for x in dict.fromkeys(arguments[:1] + arguments[-1:]):
        yield exp(-(x**2) / 2)
        yield exp(-50 * x**2)
        if plain:
            yield from (x, -x, STEEP * x, -STEEP * x, x**2, -(x**2))


def _ratios(
    goal: Goal, domain: FunctionDomain, instance: FunctionInstance, point: Point
) -> Iterator[Expr]:
    """The log ratios of the laws of the point, which make classifiers optimal."""
    if domain.kind or len(domain.arguments) != 1 or domain.arguments[0] != REAL:
        return
    laws = [
        point.values[name.name].law
        for name in goal.given
        if isinstance(name, UnknownLaw) and name.domain.variables == (REAL,)
        if not name.domain.given
    ]
    x = Symbol(instance.parameters[0], REAL)
    for one, other in permutations(laws, 2):
        yield log(Density(one, (x,)) / Density(other, (x,)))
