"""What is missing on the right side of a false equation, read off the values of both sides.

Where left/right or (left - right)/term is one and the same plain number at every point, that number
or term is what is missing; the guess is checked by both routes before it is told.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain, islice, permutations

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import Mul, Neg, Number, Symbol, pi
from derivcheck.lang.divergence import KL, CrossEntropy, Entropy
from derivcheck.lang.domain import Integers, Interval
from derivcheck.lang.errors import DerivcheckError
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import log, sqrt
from derivcheck.lang.law import UnknownLaw
from derivcheck.lang.node import Binder
from derivcheck.lang.probability import RandomBinder
from derivcheck.lang.shape import SCALAR, shape
from derivcheck.lang.show.text import text
from derivcheck.run.routes import Sieve
from derivcheck.run.slip import Slip
from derivcheck.run.slips import summands

CLOSE = 1e-7
"""Relative spread up to which values count as one constant."""
LARGEST = 12
"""Numerators and denominators of a plain number."""
MOST_TERMS = 150
FEWEST = 3
"""Points that must tell something."""

Values = tuple[float | None, ...]


def factors(goal: Goal, sieve: Sieve) -> Iterator[Slip]:
    """A plain number as a factor between the sides."""
    statement = goal.statement
    if statement.relation != "==":
        return
    ratio = _ratio(_values(sieve, statement.lhs), _values(sieve, statement.rhs))
    constant = _constant(ratio)
    if constant is not None:
        yield from _constant_factor(statement, constant)


def powers(goal: Goal, sieve: Sieve) -> Iterator[Slip]:
    """A plain multiple of a function of a name or two, such as 1/n, as a factor."""
    statement = goal.statement
    if statement.relation != "==":
        return
    ratio = _ratio(_values(sieve, statement.lhs), _values(sieve, statement.rhs))
    for power in _of_names(goal):
        weight = plain(_constant(_ratio(ratio, _values(sieve, power))))
        if weight is not None:
            yield _times(statement, _weighted(weight, power))


def _constant_factor(statement: Statement, constant: float) -> Iterator[Slip]:
    if math.isclose(constant, math.log(2), rel_tol=CLOSE):
        told = "a logarithm to base 2 stands where base e is meant"
        yield Slip("base", told, replace(statement, rhs=statement.rhs * log(2)))
    elif math.isclose(constant, 1 / math.log(2), rel_tol=CLOSE):
        told = "a natural logarithm stands where base 2 is meant"
        yield Slip("base", told, replace(statement, rhs=statement.rhs / log(2)))
    factor = plain(constant)
    if factor is not None and factor not in (Number(Fraction(1)), Number(Fraction(-1))):
        yield _times(statement, factor)


def _times(statement: Statement, factor: Expr) -> Slip:
    told = f"a factor {text(factor)} is missing on the right side"
    return Slip("factor", told, replace(statement, rhs=factor * statement.rhs))


def terms(goal: Goal, sieve: Sieve) -> Iterator[Slip]:
    """A constant, or a plain multiple of a term, between the sides."""
    statement = goal.statement
    if statement.relation != "==":
        return
    gap = _difference(_values(sieve, statement.lhs), _values(sieve, statement.rhs))
    constant = _constant(gap)
    if constant is not None:
        missing = plain(constant)
        if missing is not None:
            yield _added(statement, missing, f"the constant {text(missing)} is missing")
        return
    for term in islice(candidates(goal), MOST_TERMS):
        share = _constant(_ratio(gap, _values(sieve, term)))
        weight = plain(share) if share is not None else None
        if weight is not None:
            missing = _weighted(weight, term)
            yield _added(statement, missing, f"the term {text(missing)} is missing")


def _added(statement: Statement, term: Expr, told: str) -> Slip:
    right = statement.rhs - term.operand if isinstance(term, Neg) else statement.rhs + term
    slip = Slip("term", f"{told} on the right side", replace(statement, rhs=right))
    return replace(slip, kind="constant") if "constant" in told else slip


def _weighted(weight: Expr, term: Expr) -> Expr:
    if weight == Number(Fraction(1)):
        return term
    if isinstance(weight, Number) and weight.value < 0:
        size = Number(-weight.value)
        return Neg(term if size.value == 1 else Mul(size, term))
    return Mul(weight, term)


def candidates(goal: Goal) -> Iterator[Expr]:
    """Terms that may be missing: parts of either side, and plain functions of the names.

    Averages and integrals are taken apart as well: E[x:p](a + b) offers E[x:p](a).
    """
    sides = (goal.statement.lhs, goal.statement.rhs)
    free = frozenset(name.name for name in goal.given)
    seen: set[Expr] = set(sides)
    for term in chain(
        _parts(*sides), _of_names(goal), _summands(*sides), _of_laws(goal), _mirrored(goal)
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


def _of_names(goal: Goal) -> Iterator[Expr]:
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


def plain(value: float | None) -> Expr | None:
    """The plain number near a value: a small fraction, or one times log 2, pi or a root; or None.

    0 is no plain number: nothing would be missing.
    """
    if value is None:
        return None
    two = expr(2)
    for size, name in (
        (1.0, None),
        (math.log(2), log(2)),
        (math.pi, pi),
        (math.log(2 * math.pi), log(2 * pi)),
        (math.log(math.pi), log(pi)),
        (math.sqrt(2), sqrt(two)),
        (math.sqrt(math.pi), sqrt(pi)),
        (math.sqrt(2 * math.pi), sqrt(2 * pi)),
        (1 / math.sqrt(2 * math.pi), 1 / sqrt(2 * pi)),
        (math.log(2 * math.pi) + 1, log(2 * pi) + 1),
        (math.log(3), log(3)),
    ):
        ratio = Fraction(value / size).limit_denominator(LARGEST)
        near = math.isclose(float(ratio) * size, value, rel_tol=CLOSE)
        if near and ratio and abs(ratio.numerator) <= LARGEST:
            number = Number(ratio)
            return number if name is None else name if ratio == 1 else _weighted(number, name)
    return None


def _values(sieve: Sieve, term: Expr) -> Values:
    try:
        return sieve.values(term)
    except DerivcheckError:
        # A part that has no value by itself is no term that could be missing.
        return ()


def _ratio(above: Values, below: Values) -> Values:
    return tuple(a / b if a is not None and b else None for a, b in zip(above, below, strict=False))


def _difference(left: Values, right: Values) -> Values:
    return tuple(
        a - b if a is not None and b is not None else None
        for a, b in zip(left, right, strict=False)
    )


def _constant(values: Values) -> float | None:
    """The common value at the points that tell something; None where they differ."""
    known = [value for value in values if value is not None]
    if len(known) < FEWEST:
        return None
    middle = sorted(known)[len(known) // 2]
    same = all(math.isclose(value, middle, rel_tol=CLOSE, abs_tol=1e-12) for value in known)
    return middle if same and middle else None


def _is_number(term: Expr) -> bool:
    try:
        return shape(term) == SCALAR
    except DerivcheckError:
        # A part taken out of its binder may mean nothing there.
        return False


def _is_scalar(name: Symbol) -> bool:
    return isinstance(name.domain, Interval | Integers)
