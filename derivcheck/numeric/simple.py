"""Plain values of a name, the plainest first: what a witness is made of where it may be."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np

from derivcheck.core.claim import Goal, Name
from derivcheck.lang.algebra import NONNEGATIVE, POSITIVE, REAL, Add, Mul, Number, Symbol
from derivcheck.lang.domain import (
    Domain,
    FunctionDomain,
    Integers,
    Interval,
    LawDomain,
    MatrixDomain,
    SequenceDomain,
    VectorDomain,
)
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import exp
from derivcheck.lang.law import Law, UnknownLaw
from derivcheck.lang.laws.beta import Beta
from derivcheck.lang.laws.categorical import Categorical
from derivcheck.lang.laws.exponential import Exponential
from derivcheck.lang.laws.normal import Normal
from derivcheck.lang.laws.uniform import Uniform
from derivcheck.numeric import ball as balls
from derivcheck.numeric.draw import SIMPLE
from derivcheck.numeric.scope import FunctionInstance, LawInstance, SequenceInstance

ROUND = tuple(
    sorted((Fraction(v) for v in SIMPLE), key=lambda v: (abs(v) > 1, v != 1, v != 0, abs(v), v < 0))
)
"""Real numbers, the plainest first."""
LARGEST = 4
"""Whole numbers up to this are plain."""
NORMALS = ((0, 1), (1, 1), (0, 2), (1, 2))


def plainer(goal: Goal, name: Name, value: Any) -> Iterator[Any]:
    """Values that a name may have instead of a drawn one, plainer than it, the plainest first."""
    if isinstance(value, LawInstance) and isinstance(name, UnknownLaw):
        order = [n for n in goal.given if isinstance(n, UnknownLaw)].index(name)
        yield from (LawInstance(value.parameters, law) for law in _laws(name.domain, value, order))
    elif isinstance(value, FunctionInstance) and isinstance(name.domain, FunctionDomain):
        bodies = _bodies(name.domain, value.parameters)
        yield from (FunctionInstance(value.parameters, body) for body in bodies)
    elif isinstance(value, SequenceInstance):
        yield from _sequences(name, value)
    elif isinstance(value, np.ndarray):
        yield from _arrays(name.domain, value)
    elif isinstance(name.domain, Integers):
        yield from _whole(goal, name.domain, name, value)
    elif isinstance(value, Fraction):
        yield from ROUND


def _laws(domain: LawDomain, drawn: LawInstance, order: int) -> Iterator[Law]:
    """Normal(0, 1), Normal(1, 1), ... on the line, each law of a claim beginning at its own."""
    if isinstance(drawn.law, Categorical) and not drawn.parameters:
        yield from _masses(drawn.law)
    if len(domain.variables) != 1:
        return
    variable = domain.variables[0]
    if variable == REAL:
        centre = _sum_of(drawn.parameters, domain)
        for mean, std in NORMALS[order % 2 :] + NORMALS[: order % 2]:
            yield Normal(_moved(centre, mean), std)
    elif drawn.parameters:
        return
    elif variable == POSITIVE:
        yield Exponential(1)
        yield Exponential(2)
    elif isinstance(variable, Interval) and not variable.free_names() and _is_finite(variable):
        yield Uniform(variable.lower, variable.upper)
        if (variable.lower, variable.upper) == (expr(0), expr(1)):
            yield Beta(2, 1)


def _moved(centre: Expr | None, mean: int) -> Expr:
    if centre is None:
        return expr(mean)
    return centre + mean if mean else centre


def _masses(law: Categorical) -> Iterator[Law]:
    """Equal masses; masses in proportion to 1, 2, 3, ..."""
    count = len(law.probs)
    whole = count * (count + 1) // 2
    yield Categorical(tuple(Number(Fraction(1, count)) for _ in range(count)))
    yield Categorical(tuple(Number(Fraction(k + 1, whole)) for k in range(count)))


def _sum_of(parameters: tuple[str, ...], domain: LawDomain) -> Expr | None:
    """The sum of what a law is conditioned on; None where that is nothing, or no number."""
    if not parameters or not all(isinstance(given, Interval) for given in domain.given):
        return None
    terms: list[Expr] = [
        Symbol(name, given) for name, given in zip(parameters, domain.given, strict=True)
    ]
    return reduce(Add, terms)


def _bodies(domain: FunctionDomain, parameters: tuple[str, ...]) -> Iterator[Expr]:
    """The identity, a square, an exponential, as far as they are of the kind."""
    plain = all(isinstance(argument, Interval) for argument in domain.arguments)
    if not plain or not isinstance(domain.value, Interval):
        return
    given: list[Expr] = [
        Symbol(name, argument) for name, argument in zip(parameters, domain.arguments, strict=True)
    ]
    total, product = reduce(Add, given), reduce(Mul, given)
    bodies = {
        "": (total, product, total**2, expr(1)),
        "positive": (expr(1), exp(total), 1 + total**2),
        "convex": (total**2, exp(total)),
        "increasing": (total, exp(total)),
    }
    yield from bodies[domain.kind]


def _sequences(name: Name, drawn: SequenceInstance) -> Iterator[SequenceInstance]:
    """1, 1, 1, ...; 1, 2, 3, ..."""
    count = len(drawn.elements)
    element = name.domain.element if isinstance(name.domain, SequenceDomain) else None
    if element in (REAL, POSITIVE, NONNEGATIVE):
        yield SequenceInstance(tuple(balls.rational(Fraction(1)) for _ in range(count)))
        yield SequenceInstance(tuple(balls.rational(Fraction(k + 1)) for k in range(count)))


def _arrays(domain: Domain, drawn: np.ndarray[Any, Any]) -> Iterator[np.ndarray[Any, Any]]:
    """Ones and 1, 2, 3, ... for a column; the unit matrix, a shear, whole numbers for a matrix."""
    rows, columns = drawn.shape
    if isinstance(domain, VectorDomain):
        yield np.ones((rows, 1))
        yield np.arange(1.0, rows + 1).reshape(rows, 1)
    elif rows == columns:
        yield np.eye(rows)
        if isinstance(domain, MatrixDomain) and domain.kind == "general":
            yield np.eye(rows) + np.eye(rows, k=1)
        yield np.diag(np.arange(1.0, rows + 1))
        yield np.ones((rows, rows)) + np.diag(np.arange(1.0, rows + 1))
    elif isinstance(domain, MatrixDomain):
        yield np.ones((rows, columns))
        yield np.round(drawn)


def _whole(goal: Goal, domain: Integers, name: Name, drawn: Fraction) -> Iterator[Fraction]:
    """Smaller whole numbers of the domain, for a name that no other one's domain rests on."""
    lower = domain.lower.value if isinstance(domain.lower, Number) else None
    if lower is None or any(name.name in other.domain.free_names() for other in goal.given):
        return
    yield from (Fraction(value) for value in range(int(lower), LARGEST + 1) if value < drawn)


def _is_finite(interval: Interval) -> bool:
    return isinstance(interval.lower, Number) and isinstance(interval.upper, Number)
