"""Points of a claim: a value for every given name, inside domains and assumptions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from derivcheck.core.claim import Goal, Name
from derivcheck.lang.algebra import Number, Symbol
from derivcheck.lang.condition import Compare, Condition, Conjunction
from derivcheck.lang.domain import (
    Domain,
    FunctionDomain,
    Integers,
    MatrixDomain,
    SequenceDomain,
    Unspecified,
    VectorDomain,
)
from derivcheck.lang.law import UnknownLaw
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.draw import Bounds, bounds_of, far, number, simple, whole
from derivcheck.numeric.evaluate import evaluate_in, make_scope
from derivcheck.numeric.instances import Maker
from derivcheck.numeric.linear import shrink
from derivcheck.numeric.method import nesting
from derivcheck.numeric.scope import Effort, FunctionInstance, LawInstance, Scope, SequenceInstance

Chosen = Fraction | np.ndarray[Any, Any] | FunctionInstance | LawInstance | SequenceInstance | Ball
LENGTH = 12
"""Elements of a sequence that are made up."""
TRIES = 300
REMEMBERED = 128
"""Points that are kept, with what was evaluated at them."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value for every name; `special` if its numbers were picked for being simple.

    What expressions are worth there is remembered: steps of one claim have parts in common.
    """

    values: Mapping[str, Any]
    special: bool = False
    _scopes: dict[Any, Scope] = field(default_factory=dict, init=False, compare=False, repr=False)

    def scope(self, effort: Effort, deadline: float | None) -> Scope:
        """The scope to evaluate in at this point."""
        key = effort, deadline
        if key not in self._scopes:
            self._scopes[key] = make_scope(self.environment(), effort, deadline)
        return self._scopes[key]

    def environment(self) -> dict[str, Any]:
        """The values as the evaluation takes them."""
        return {name: as_ball(value) for name, value in self.values.items()}

    def replaced(self, name: str, value: Any) -> Point:
        """The same point with one value changed."""
        return self.changed({name: value})

    def changed(self, values: Mapping[str, Any]) -> Point:
        """The same point with some values changed; what they are no part of is not done again."""
        made = Point({**self.values, **values}, self.special)
        for (effort, deadline), scope in self._scopes.items():
            fresh = made.scope(effort, deadline)
            apart = values.keys().isdisjoint
            fresh.memo.update((e, v) for e, v in scope.memo.items() if apart(e.names))
            fresh.laws.update((law, m) for law, m in scope.laws.items() if apart(law.names))
        return made


def as_ball(value: Any) -> Any:
    """Exact numbers and arrays as balls; instances as they are."""
    if isinstance(value, Fraction):
        return balls.rational(value)
    if isinstance(value, np.ndarray):
        return shrink(balls.ball(value, 2))
    return value


@dataclass(frozen=True, slots=True)
class Setting:
    """What the points of a goal depend on: its names, its assumptions, and how dear it is.

    `depth` is 0 without binders, 1 with one, 2 with binders in one another. Steps of a claim that
    have these in common have their points in common.
    """

    given: tuple[Name, ...]
    assume: tuple[Condition, ...]
    depth: int

    def generator(self, seed: int, index: int) -> np.random.Generator:
        """Random numbers that depend on the seed, the names and the index alone."""
        content = repr((self.given, self.assume))
        digest = hashlib.sha256(f"{seed}:{index}:{content}".encode()).digest()
        return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def setting_of(goal: Goal) -> Setting:
    """The setting of a goal."""
    depth = max(nesting(goal.statement.lhs), nesting(goal.statement.rhs))
    depth += bool(goal.assume)  # far points seldom satisfy an assumption
    depth += any(isinstance(n, UnknownLaw) and len(n.domain.variables) > 1 for n in goal.given)
    return Setting(goal.given, goal.assume, min(depth, 2))


def draw(goal: Goal, seed: int, index: int) -> Point | None:
    """The point of a given index; None if no admissible one was found.

    The first points are simple numbers and simple instances; some later ones lie near edges.
    Without names there is one point alone, evaluated once.
    """
    return _drawn(setting_of(goal), seed, index if goal.given else 0)


@lru_cache(maxsize=REMEMBERED)
def _drawn(setting: Setting, seed: int, index: int) -> Point | None:
    from derivcheck.numeric.assumptions import admissible, equations, solved

    generator = setting.generator(seed, index)
    inequalities, equal = equations(setting.assume)
    for attempt in range(TRIES if setting.assume else 3):
        special = index < 3 and attempt < 12
        values = _values(setting, generator, index, attempt, special)
        if values is None:
            continue
        point: Point | None = Point(values, special)
        if equal and point is not None:
            point = solved(equal, point, setting.given)
        if point is not None and admissible(inequalities, point):
            return point
    return None


def _values(
    setting: Setting, generator: np.random.Generator, index: int, attempt: int, special: bool
) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    waiting = list(enumerate(setting.given))
    depth = setting.depth
    while waiting:
        ready = [
            (order, name) for order, name in waiting if name.domain.free_names() <= values.keys()
        ]
        if not ready:
            return None
        for order, name in ready:
            draw_one = _Draw(generator, index, attempt + order, special, order, values, depth)
            made = draw_one.value(name)
            if made is None:
                return None
            values[name.name] = made
        waiting = [item for item in waiting if item not in ready]
    return values


@dataclass(frozen=True, slots=True)
class _Draw:
    """One name's value; `rank` chooses among simple numbers, `order` tells names apart."""

    generator: np.random.Generator
    index: int
    rank: int
    special: bool
    order: int
    known: Mapping[str, Any]
    depth: int

    def value(self, name: Name) -> Any:
        """A value in the name's domain, or None where the domain is empty."""
        domain: Any = name.domain
        if isinstance(name, UnknownLaw):
            return self._maker().law(domain)
        if isinstance(domain, FunctionDomain):
            return self._maker().function(domain)
        if isinstance(domain, Integers):
            return self._integer(domain)
        if isinstance(domain, SequenceDomain):
            return SequenceInstance(
                tuple(as_ball(self._element(domain.element)) for _ in range(LENGTH))
            )
        if isinstance(domain, Unspecified):
            return self._number(Bounds(-np.inf, np.inf))
        return self._element(domain)

    def _maker(self) -> Maker:
        return Maker(self.generator, self.index, self.order, self._size, self.depth > 1)

    def _size(self, expression: Any) -> float:
        if isinstance(expression, Number):
            return float(expression.value)
        scope = make_scope({n: as_ball(v) for n, v in self.known.items()}, Effort())
        return float(evaluate_in(expression, scope).value())

    def _element(self, domain: Domain) -> Any:
        if isinstance(domain, VectorDomain):
            return self._array(int(self._size(domain.size)), 1, domain.positive)
        if isinstance(domain, MatrixDomain):
            return self._matrix(domain)
        bounds = bounds_of(domain, self._size)
        if bounds is None or bounds.empty:
            return None
        return self._number(bounds)

    def _number(self, bounds: Bounds) -> Fraction:
        if self.special:
            made = simple(bounds, self.rank + 3 * self.index)
            if made is not None:
                return made
        if self.depth == 0 and self.index % 4 in (1, 2):
            made = far(bounds, self.generator, 1 if self.index % 4 == 1 else -1)
            if made is not None:
                return made
        edge = self.index % 4 == 3
        return number(bounds, self.generator, edge)

    def _integer(self, domain: Integers) -> Fraction | None:
        low, high = self._size(domain.lower), self._size(domain.upper)
        if low > high:
            return None
        rank = self.index + self.order if self.rank - self.order == 0 else 99
        return whole(low, high, self.generator, rank, 3 if self.depth else 5)

    def _array(self, rows: int, columns: int, positive: bool = False) -> Any:
        made = np.round(self.generator.normal(size=(rows, columns)) * 1.5, 2)
        return np.abs(made) + 0.05 if positive else made

    def _matrix(self, domain: MatrixDomain) -> Any:
        rows, columns = int(self._size(domain.rows)), int(self._size(domain.columns))
        made = self._array(rows, columns)
        if domain.kind == "symmetric":
            return np.round(made + made.T, 2)
        if domain.kind == "positive definite":
            half = np.round(made / 1.5, 1)
            return np.round(half @ half.T + 0.3 * np.eye(rows), 3)
        return made


def scalars(given: tuple[Name, ...]) -> list[Symbol]:
    """Names of real numbers (not integers): what may be moved a little."""
    return [
        name
        for name in given
        if isinstance(name, Symbol)
        and not isinstance(
            name.domain, Integers | FunctionDomain | SequenceDomain | VectorDomain | MatrixDomain
        )
    ]


def flat_conditions(conditions: tuple[Condition, ...]) -> list[Condition]:
    """Conjunctions taken apart."""
    made: list[Condition] = []
    for condition in conditions:
        if isinstance(condition, Conjunction):
            made += flat_conditions(condition.conditions)
        else:
            made.append(condition)
    return made


def is_equation(condition: Condition) -> bool:
    """Whether a condition is an equation."""
    return isinstance(condition, Compare) and condition.relation == "=="
