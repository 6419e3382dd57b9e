"""What is missing on the right side of a false equation, read off the values of both sides.

Where left/right or (left - right)/term is one and the same plain number at every point, that number
or term is what is missing; the guess is checked by both routes before it is told.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import Add, Mul, Neg, Number, Sub
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log
from derivcheck.lang.show.text import text
from derivcheck.run.candidates import candidates, of_names
from derivcheck.run.plain_number import (
    CLOSE,
    Values,
    common,
    differences,
    plain,
    ratios,
    weighted,
)
from derivcheck.run.routes import Sieve
from derivcheck.run.slip import Slip
from derivcheck.run.slips import summands

MOST_TERMS = 150


def factors(goal: Goal, sieve: Sieve) -> Iterator[Slip]:
    """A plain number as a factor between the sides."""
    statement = goal.statement
    if statement.relation != "==":
        return
    share = ratios(sieve.values(statement.lhs), sieve.values(statement.rhs))
    constant = common(share)
    if constant is not None:
        yield from _constant_factor(statement, constant)


def powers(goal: Goal, sieve: Sieve) -> Iterator[Slip]:
    """A plain multiple of a function of a name or two, such as 1/n, as a factor."""
    statement = goal.statement
    if statement.relation != "==":
        return
    share = ratios(sieve.values(statement.lhs), sieve.values(statement.rhs))
    for power in of_names(goal):
        weight = plain(common(ratios(share, sieve.values(power))))
        if weight is not None:
            yield _times(statement, weighted(weight, power))


def weights(goal: Goal, sieve: Sieve) -> Iterator[Slip]:
    """A plain factor on one term of the right side: a number, or a function of a name or two."""
    statement = goal.statement
    if statement.relation != "==" or not isinstance(statement.rhs, Add | Sub):
        return
    gap = differences(sieve.values(statement.lhs), sieve.values(statement.rhs))
    for term in summands(statement.rhs):
        share = ratios(gap, sieve.values(term))
        for name in (None, *of_names(goal)):
            wanted = _shares(share, statement.rhs, term)
            values = wanted if name is None else ratios(wanted, sieve.values(name))
            weight = plain(common(values))
            if weight is not None:
                factor = weight if name is None else weighted(weight, name)
                yield _reweighted(statement, term, factor)


def _shares(share: Values, rhs: Expr, term: Expr) -> Values:
    """What the term has to be multiplied by, where `share` of it is missing."""
    sign = _sign_of(rhs, term)
    return tuple(None if value is None else 1 + sign * value for value in share)


def _sign_of(rhs: Expr, term: Expr) -> int:
    """1 or -1: the sign that a term of a sum has."""
    if isinstance(rhs, Add | Sub):
        if term in tuple(summands(rhs.left)):
            return _sign_of(rhs.left, term)
        sign = _sign_of(rhs.right, term)
        return -sign if isinstance(rhs, Sub) else sign
    return 1


def _reweighted(statement: Statement, term: Expr, factor: Expr) -> Slip:
    told = f"a factor {text(factor)} is missing in the term {text(term)}"
    return Slip("factor", told, replace(statement, rhs=_exchanged(statement.rhs, term, factor)))


def _exchanged(rhs: Expr, term: Expr, factor: Expr) -> Expr:
    if isinstance(rhs, Add | Sub):
        if term in tuple(summands(rhs.left)):
            return replace(rhs, left=_exchanged(rhs.left, term, factor))
        return replace(rhs, right=_exchanged(rhs.right, term, factor))
    return Mul(factor, rhs)


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
    gap = differences(sieve.values(statement.lhs), sieve.values(statement.rhs))
    constant = common(gap)
    if constant is not None:
        missing = plain(constant)
        if missing is not None:
            yield _added(statement, missing, f"the constant {text(missing)} is missing")
        return
    for term in islice(candidates(goal), MOST_TERMS):
        share = common(ratios(gap, sieve.values(term)))
        weight = plain(share) if share is not None else None
        if weight is not None:
            missing = weighted(weight, term)
            yield _added(statement, missing, f"the term {text(missing)} is missing")


def _added(statement: Statement, term: Expr, told: str) -> Slip:
    right = statement.rhs - term.operand if isinstance(term, Neg) else statement.rhs + term
    slip = Slip("term", f"{told} on the right side", replace(statement, rhs=right))
    return replace(slip, kind="constant") if "constant" in told else slip
