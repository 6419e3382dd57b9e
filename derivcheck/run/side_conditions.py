"""Conditions under which a false step would be true: the sign of a name, two that are equal."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from derivcheck.core.claim import Goal
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.condition import Compare
from derivcheck.lang.domain import Interval, Nonzero
from derivcheck.lang.expression import expr
from derivcheck.lang.law import UnknownLaw
from derivcheck.lang.show.text import text
from derivcheck.run.routes import Sieve
from derivcheck.run.slip import Slip

Survey = tuple[tuple[Mapping[str, float], bool], ...]


def conditions(goal: Goal, sieve: Sieve) -> Iterator[Slip]:
    """Inequalities between numbers that hold at some point, and nowhere where the step fails."""
    single = list(_inequalities(goal))
    if not single:
        return
    survey = sieve.verdicts(goal.statement)
    if all(holds for _, holds in survey) or not any(holds for _, holds in survey):
        return
    for number in (1, 2):
        for chosen in combinations(single, number):
            if _explains(chosen, survey):
                told = " and ".join(text(condition) for condition in chosen)
                sentence = f"a side condition is missing: true if {told}"
                yield Slip("condition", sentence, goal.statement, chosen)


def coincidences(goal: Goal) -> Iterator[Slip]:
    """Two names of one kind that have to be equal."""
    statement = goal.statement
    for one, other in combinations(goal.given, 2):
        alike = type(one) is type(other) and one.domain == other.domain
        if alike and (isinstance(one, UnknownLaw) or _is_real(one)):
            same = replace(
                statement,
                lhs=expr(statement.lhs.substitute({other.name: one})),
                rhs=expr(statement.rhs.substitute({other.name: one})),
            )
            told = f"true only where {one.name} = {other.name}, which is not assumed"
            if same != statement:
                yield Slip("condition", told, same)


def _inequalities(goal: Goal) -> Iterator[Compare]:
    names = [name for name in goal.given if isinstance(name, Symbol) and _is_real(name)]
    zero = expr(0)
    for name in names:
        if _takes_both_signs(name):
            yield Compare(">", name, zero)
            yield Compare("<", name, zero)
    for one, other in combinations(names, 2):
        yield Compare(">", one, other)
        yield Compare("<", one, other)


def _explains(chosen: tuple[Compare, ...], survey: Survey) -> bool:
    met = [holds for point, holds in survey if all(_met(c, point) for c in chosen)]
    return bool(met) and all(met)


def _met(condition: Compare, point: Mapping[str, float]) -> bool:
    left, right = (
        point.get(side.name, math.nan) if isinstance(side, Symbol) else 0.0
        for side in (condition.left, condition.right)
    )
    return left > right if condition.relation == ">" else left < right


def _is_real(name: object) -> bool:
    return isinstance(name, Symbol) and isinstance(name.domain, Interval | Nonzero)


def _takes_both_signs(name: Symbol) -> bool:
    if isinstance(name.domain, Nonzero):
        return True
    return isinstance(name.domain, Interval) and name.domain.lower != expr(0)
