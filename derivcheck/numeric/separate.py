"""Many statements about the same names, held against the points of one goal.

The points of a goal, and what its parts are worth there, are worked out once; so a hundred wrong
versions of a step cost little more than one.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.core.claim import Goal, Statement
from derivcheck.core.evidence import Witness
from derivcheck.lang.expression import Expr
from derivcheck.numeric.certify import certify
from derivcheck.numeric.compare import compare
from derivcheck.numeric.evaluate import evaluate_in
from derivcheck.numeric.extremes import extremes
from derivcheck.numeric.judgement import Judgement
from derivcheck.numeric.method import nesting
from derivcheck.numeric.points import Point, draw
from derivcheck.numeric.scope import Effort, OutOfTime, Scope
from derivcheck.numeric.witness import allowed, generic, other_instances, unknowns, witness

POINTS = (6, 4, 3)
"""Points that are tried on goals without binders, with one, with binders in one another."""
GLANCED, SAMPLED, SURVEYED = 2, 5, 10
"""Points for a first look, for values, and for a survey of where a statement holds."""
STRETCHED = 4
"""Points that are tried with extreme instances."""
GUESS_SECONDS = 10.0
"""Seconds after which a guess is dropped: hundreds of them wait."""
SHARP = 1e-8
"""Relative error up to which a value counts as known."""

Verdict = tuple[Mapping[str, float], bool]


@dataclass(slots=True)
class Separator:
    """The points of a goal under a seed; `refute` tells whether one of them refutes a statement."""

    goal: Goal
    seed: int = 0
    _deadline: float = np.inf
    _points: list[Point | None] = field(default_factory=list)
    _scopes: dict[Any, tuple[Point, Scope]] = field(default_factory=dict)
    _stretched: dict[int, list[Point]] = field(default_factory=dict)

    def refute(self, statement: Statement, seconds: float = np.inf) -> Witness | None:
        """A point where the statement fails beyond doubt; None where none was found in time.

        A failure must show again with more effort, nearby, and, if it is that a side is undefined
        or infinite, with other instances of the unknown laws, as in a full check.
        """
        self._deadline = time.monotonic() + seconds
        with np.errstate(all="ignore"):
            try:
                return self._refuted(statement)
            except OutOfTime:
                return None

    def example(self) -> Witness | None:
        """A point where the goal itself holds, with both sides; None where the first tell nothing.

        Meant for what a proof contradicts: the sides lie within their error bounds of each other.
        """
        with np.errstate(all="ignore"):
            for index in range(POINTS[0]):
                point = self._point(index)
                if point is not None:
                    made = self._judge(self.goal.statement, point)
                    if made.kind == "agrees":
                        return witness(self.goal, point, made)
        return None

    def plausible(self, statement: Statement) -> bool:
        """Whether the first points do not tell the sides apart; False means very likely false.

        False as well where that takes too long: a full check would take longer.
        """
        with self._guessing():
            points = [self._point(index) for index in range(GLANCED)]
            kinds = (self._judge(statement, point).kind for point in points if point is not None)
            return "disagrees" not in kinds
        return False

    def values(self, expression: Expr) -> tuple[float | None, ...]:
        """What a number is worth at each of the first points; None where that is not known."""
        with self._guessing():
            points = (self._point(index) for index in range(SAMPLED))
            return tuple(None if p is None else self._value(expression, p) for p in points)
        return ()

    def verdicts(self, statement: Statement) -> tuple[Verdict, ...]:
        """The first points, as the values of their numbers, and whether the statement holds there.

        Points at which that is not known are left out.
        """
        with self._guessing():
            points = (self._point(index) for index in range(SURVEYED))
            made = ((p, self._judge(statement, p).kind) for p in points if p is not None)
            return tuple((_numbers(p), kind == "agrees") for p, kind in made if kind != "open")
        return ()

    @contextmanager
    def _guessing(self) -> Iterator[None]:
        """A guess may take so long; whatever follows the block is for those that took longer."""
        self._deadline = time.monotonic() + GUESS_SECONDS
        with np.errstate(all="ignore"), suppress(OutOfTime):
            yield

    def _value(self, expression: Expr, point: Point) -> float | None:
        found = evaluate_in(expression, self._scope(point, Effort()))
        value, error = np.asarray(found.value()), np.asarray(found.error())
        if value.size != 1 or not np.isfinite(value).all():
            return None
        sharp = error.max() <= SHARP * max(1.0, abs(float(value.item())))
        return float(value.item()) if sharp else None

    def _refuted(self, statement: Statement) -> Witness | None:
        for point in self._tried(statement):
            found = self._confirmed(statement, point)
            if found is not None:
                return witness(replace(self.goal, statement=statement), point, found)
        return None

    def _tried(self, statement: Statement) -> Iterator[Point]:
        """The first points, then some of them with extreme instances: more for an inequality."""
        depth = max(nesting(statement.lhs), nesting(statement.rhs))
        points = [self._point(index) for index in range(POINTS[min(depth, len(POINTS) - 1)])]
        drawn = [point for point in points if point is not None]
        yield from drawn
        for point in drawn[: 1 if statement.relation == "==" else STRETCHED]:
            yield from self._extremes(point)

    def _extremes(self, point: Point) -> list[Point]:
        key = id(point)
        if key not in self._stretched:
            made = extremes(self.goal, point)
            self._stretched[key] = [other for other in made if allowed(self.goal, other)]
        return self._stretched[key]

    def _confirmed(self, statement: Statement, point: Point) -> Judgement | None:
        made = self._judge(statement, point)
        if made.kind == "disagrees" and not made.certified:
            made = self._judge(statement, point, Effort().harder())
        if made.kind != "disagrees":
            return None

        def judge(other: Point) -> Judgement:
            return self._judge(statement, other)

        doubtful = made.special and bool(unknowns(self.goal))
        if doubtful and other_instances(self.goal, point, self.seed, judge) is not None:
            return None
        return made if generic(self.goal, point, self.seed, judge) else None

    def _judge(self, statement: Statement, point: Point, effort: Effort | None = None) -> Judgement:
        rigorous = certify(statement, point.values)
        if rigorous is not None:
            return rigorous
        scope = self._scope(point, effort or Effort())
        left, right = (evaluate_in(side, scope) for side in (statement.lhs, statement.rhs))
        return compare(statement.relation, left, right)

    def _point(self, index: int) -> Point | None:
        while len(self._points) <= index:
            self._points.append(draw(self.goal, self.seed, len(self._points)))
        return self._points[index]

    def _scope(self, point: Point, effort: Effort) -> Scope:
        """The scope of a point, kept with what was evaluated in it, here or by a full check."""
        key = (effort, *(_key(value) for value in point.values.values()))
        if key not in self._scopes:
            made = point.scope(effort, None)
            self._scopes[key] = point, replace(made, engine=replace(made.engine, tick=self._tick))
        return self._scopes[key][1]

    def _tick(self) -> None:
        if time.monotonic() > self._deadline:
            raise OutOfTime


def _numbers(point: Point) -> dict[str, float]:
    return {n: float(value) for n, value in point.values.items() if isinstance(value, Fraction)}


def _key(value: Any) -> Any:
    """What tells values apart: exact numbers and instances by themselves, arrays by place."""
    try:
        hash(value)
    except TypeError:
        return id(value)
    return value
