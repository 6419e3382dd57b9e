"""Terms that may be missing in a false step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, permutations

from derivcheck.core.claim import Goal
from derivcheck.lang.algebra import Number, Symbol
from derivcheck.lang.divergence import KL, CrossEntropy, Entropy
from derivcheck.lang.domain import Integers, Interval
from derivcheck.lang.errors import DerivcheckError
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import log, sqrt
from derivcheck.lang.law import UnknownLaw
from derivcheck.lang.node import Binder
from derivcheck.lang.probability import RandomBinder
from derivcheck.lang.shape import SCALAR, shape
from derivcheck.run.slips import summands


def candidates(goal: Goal) -> Iterator[Expr]:
    """Terms that may be missing: parts of either side, and plain functions of the names.

    Averages and integrals are taken apart as well: E[x:p](a + b) offers E[x:p](a).
    """
    sides = (goal.statement.lhs, goal.statement.rhs)
    free = frozenset(name.name for name in goal.given)
    seen: set[Expr] = set(sides)
    for term in chain(
        _parts(*sides), of_names(goal), _summands(*sides), _of_laws(goal), _mirrored(goal)
    ):
        if term not in seen and term.free_names() <= free and _is_number(term):
            seen.add(term)
            yield term


def _parts(*sides: Expr) -> Iterator[Expr]:
    for side in sides:
        for part in side.walk():
            if isinstance(part, Expr) and not isinstance(part, Number):
                yield part


def _summands(*sides: Expr) -> Iterator[Expr]:
    for part in _parts(*sides):
        if isinstance(part, Binder | RandomBinder) and hasattr(part, "body"):
            for term in summands(part.body):
                yield replace(part, body=term)  # type: ignore[type-var]


def of_names(goal: Goal) -> Iterator[Expr]:
    """Powers, logarithms, products and quotients of the names of numbers."""
    numbers = [n for n in goal.given if isinstance(n, Symbol) and _is_scalar(n)]
    for name in numbers:
        positive = isinstance(name.domain, Interval) and name.domain.lower == expr(0)
        yield from (name, name**2, 1 / name, 1 / name**2)
        if positive:
            yield from (log(name), sqrt(name))
    for place, one in enumerate(numbers):
        for other in numbers[place + 1 :]:
            yield from (one * other, one / other, other / one, one**2 / other**2)
            yield from (other**2 / one**2, one**2 * other, one * other**2)


def _of_laws(goal: Goal) -> Iterator[Expr]:
    """Entropies and divergences of the unknown laws."""
    laws = [name for name in goal.given if isinstance(name, UnknownLaw)]
    plain_ones = [law for law in laws if not law.domain.given]
    for law in plain_ones:
        yield Entropy(law)
    for one, other in permutations(plain_ones, 2):
        if one.domain == other.domain:
            yield from (CrossEntropy(one, other), KL(one, other))


def _mirrored(goal: Goal) -> Iterator[Expr]:
    """The parts with 1 - w for a number w between 0 and 1: the other half of a sum over two."""
    for name in goal.given:
        unit = isinstance(name.domain, Interval) and (name.domain.lower, name.domain.upper)
        if unit == (expr(0), expr(1)):
            for part in _parts(goal.statement.lhs, goal.statement.rhs):
                yield expr(part.substitute({name.name: 1 - expr(name)}))


def _is_number(term: Expr) -> bool:
    try:
        return shape(term) == SCALAR
    except DerivcheckError:
        # A part taken out of its binder may mean nothing there.
        return False


def _is_scalar(name: Symbol) -> bool:
    return isinstance(name.domain, Interval | Integers)
