"""Assumptions: inequalities are checked, equations are solved."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.core.claim import Name
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.condition import Compare, Condition
from derivcheck.lang.domain import FunctionDomain, Integers, MatrixDomain, SequenceDomain
from derivcheck.lang.law import UnknownLaw
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.draw import bounds_of
from derivcheck.numeric.evaluate import evaluate_in, make_scope
from derivcheck.numeric.linear import shrink
from derivcheck.numeric.points import Point, flat_conditions, is_equation
from derivcheck.numeric.scope import Effort, SequenceInstance, TooLarge

STEPS = 40
RESIDUAL = 1e-12
ROUNDING = 2e-14
"""What a solved coordinate may still be off by, relative to its size."""


def equations(
    conditions: tuple[Condition, ...],
) -> tuple[list[Condition], list[Compare]]:
    """The conditions that are no equations, and the equations."""
    flat = flat_conditions(conditions)
    equal = [c for c in flat if isinstance(c, Compare) and is_equation(c)]
    return [c for c in flat if not is_equation(c)], equal


def admissible(conditions: list[Condition], point: Point) -> bool:
    """Whether all conditions certainly hold at a point."""
    if not conditions:
        return True
    scope = make_scope(point.environment(), Effort())
    try:
        return all(bool(np.all(np.asarray(scope.holds(c)) == 1.0)) for c in conditions)
    except TooLarge:
        return False


def solved(equal: list[Compare], point: Point, given: tuple[Name, ...]) -> Point | None:
    """The point moved onto the solutions of the equations, by Gauss-Newton steps.

    Numbers, vectors, matrices and elements of sequences that the equations mention may move;
    integers and instances stay. None if it does not get there, or leaves a domain.
    """
    frame = _Frame(equal, point, given)
    start = frame.start()
    if start is None:
        return point if _satisfied(frame, np.zeros(0)) else None
    at: Any = start
    for _ in range(STEPS):
        residual = frame.residual(at)
        if residual is None:
            return None
        if np.abs(residual).max(initial=0.0) < 1e-15:
            break
        slope = frame.jacobian(at, len(residual))
        if slope is None:
            return None
        step = np.linalg.pinv(slope, rcond=1e-9) @ residual
        if not np.isfinite(step).all():
            return None
        limit = 0.7 * (1 + np.abs(at).max())
        at = at - step * min(1.0, limit / (1e-300 + np.abs(step).max()))
    return frame.moved(at) if _satisfied(frame, at) else None


def _satisfied(frame: _Frame, at: Any) -> bool:
    residual = frame.residual(at)
    return residual is not None and bool(np.abs(residual).max(initial=0.0) < RESIDUAL)


class _Frame:
    """The movable coordinates of a point as one array, and the residuals of the equations."""

    def __init__(self, equal: list[Compare], point: Point, given: tuple[Name, ...]) -> None:
        self.equal = equal
        self.point = point
        mentioned = frozenset[str]().union(*(c.free_names() for c in equal))
        self.names = [n for n in given if n.name in mentioned and _movable(n)]

    def start(self) -> Any:
        """The coordinates of the point; None if there are none."""
        parts = [_coordinates(self.point.values[name.name]) for name in self.names]
        return np.concatenate(parts) if parts else None

    def moved(self, at: Any) -> Point | None:
        """The point with the coordinates put in, with what rounding leaves of doubt."""
        values = dict(self.point.values)
        index = 0
        for name in self.names:
            old = values[name.name]
            count = len(_coordinates(old))
            part = at[index : index + count]
            index += count
            if not self._inside(name, part):
                return None
            values[name.name] = _restored(name, old, part)
        return Point(values, self.point.special)

    def _inside(self, name: Any, part: Any) -> bool:
        domain = name.domain.element if isinstance(name.domain, SequenceDomain) else name.domain
        if getattr(domain, "positive", False):
            return bool((part > 0).all())

        def size(expression: Any) -> float:
            return float(evaluate_in(expression, make_scope(self.point.environment(), Effort())).value())

        bounds = bounds_of(domain, size)
        return bounds is None or all(bounds.holds(float(v)) for v in part)

    def residual(self, at: Any) -> Any:
        """left - right of every equation, entry by entry; None where undefined."""
        values = dict(self.point.environment())
        index = 0
        for name in self.names:
            old = self.point.values[name.name]
            count = len(_coordinates(old))
            values[name.name] = _plain(old, at[index : index + count])
            index += count
        scope = make_scope(values, Effort())
        rows = []
        for condition in self.equal:
            gap = evaluate_in(condition.left, scope) - evaluate_in(condition.right, scope)
            if gap.unknown().any():
                return None
            rows.append(np.atleast_1d(gap.value()).ravel())
        made = np.concatenate(rows)
        return made if np.isfinite(made).all() else None

    def jacobian(self, at: Any, rows: int) -> Any:
        """Central differences."""
        made = np.zeros((rows, len(at)))
        for column in range(len(at)):
            step = 1e-6 * (1 + abs(at[column]))
            shift = np.zeros(len(at))
            shift[column] = step
            above, below = self.residual(at + shift), self.residual(at - shift)
            if above is None or below is None:
                return None
            made[:, column] = (above - below) / (2 * step)
        return made


def _movable(name: Name) -> bool:
    if isinstance(name, UnknownLaw):
        return False
    return isinstance(name, Symbol) and not isinstance(name.domain, Integers | FunctionDomain)


def _coordinates(value: Any) -> Any:
    if isinstance(value, SequenceInstance):
        return np.concatenate([np.atleast_1d(e.value()).ravel() for e in value.elements])
    if isinstance(value, Ball):
        return np.atleast_1d(value.value()).ravel()
    if isinstance(value, np.ndarray):
        return value.ravel()
    return np.array([float(value)])


def _plain(old: Any, part: Any, slack: float = 0.0) -> Any:
    """A value of the old kind with new coordinates."""

    def made(numbers: Any, rank: int = 0) -> Ball:
        return balls.exact_radius(numbers, slack * (1 + np.abs(numbers)), rank)

    if isinstance(old, SequenceInstance):
        shape = old.elements[0].mid.shape
        size = int(np.prod(shape)) if shape else 1
        pieces = [part[i : i + size].reshape(shape) for i in range(0, len(part), size)]
        return SequenceInstance(tuple(made(p, old.elements[0].rank) for p in pieces))
    if isinstance(old, np.ndarray):
        return shrink(made(part.reshape(old.shape), 2))
    return made(part[0])


def _restored(name: Any, old: Any, part: Any) -> Any:
    symmetric = isinstance(name.domain, MatrixDomain) and name.domain.kind != "general"
    if symmetric and isinstance(old, np.ndarray):
        square = part.reshape(old.shape)
        part = ((square + square.T) / 2).ravel()
    return _plain(old, part, ROUNDING)
