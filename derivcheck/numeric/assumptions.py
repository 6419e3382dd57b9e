"""Assumptions: inequalities are checked, equations are solved."""

from __future__ import annotations

from collections.abc import Iterator
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
LOOSEST = 1e-8
"""A point that its equations leave in more doubt than this is of no use."""
ROUNDING = 4e-16
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
    scope = point.scope(Effort(), None)
    try:
        return all(bool(np.all(np.asarray(scope.holds(c)) == 1.0)) for c in conditions)
    except TooLarge:
        return False


def solved(equal: list[Compare], point: Point, given: tuple[Name, ...]) -> Point | None:
    """The point moved onto the solutions of the equations, by Gauss-Newton steps.

    Numbers, vectors, matrices and elements of sequences that the equations mention may move;
    integers and instances stay. None if it does not get there, or leaves a domain, or if the
    equations pin the point down too loosely to evaluate anything there.
    """
    frame = _Frame(equal, point, given)
    at = frame.start()
    for _ in range(STEPS):
        found = frame.linearise(at)
        if found is None:
            return None
        residual, noise, slope = found
        inverse = np.linalg.pinv(slope, rcond=1e-10)
        if np.all(np.abs(residual) <= noise):
            doubt = np.abs(inverse) @ (np.abs(residual) + noise)
            return frame.moved(at, doubt) if _tight(at, doubt) else None
        step = inverse @ residual
        if not np.isfinite(step).all() or not step.any():
            return None
        limit = 0.7 * (1 + np.abs(at).max())
        at = at - step * min(1.0, limit / np.abs(step).max())
    return None


def _tight(at: Any, doubt: Any) -> bool:
    return bool(np.all(doubt <= LOOSEST * (1 + np.abs(at))))


class _Frame:
    """The movable coordinates of a point as one array, and the residuals of the equations."""

    def __init__(self, equal: list[Compare], point: Point, given: tuple[Name, ...]) -> None:
        self.equal = equal
        self.point = point
        mentioned = frozenset[str]().union(*(c.free_names() for c in equal))
        self.names = [n for n in given if n.name in mentioned and _movable(n)]

    def start(self) -> Any:
        """The coordinates of the point."""
        parts = [_coordinates(self.point.values[name.name]) for name in self.names]
        return np.concatenate([np.zeros(0), *parts])

    def moved(self, at: Any, doubt: Any) -> Point | None:
        """The point with the coordinates put in, and what is left of doubt about them."""
        values = dict(self.point.values)
        for name, part in self._parts(np.arange(len(at))):
            if not self._inside(name, at[part]):
                return None
            slack = doubt[part] + ROUNDING * np.abs(at[part])
            values[name.name] = _restored(name, values[name.name], at[part], slack)
        return Point(values, self.point.special)

    def _parts(self, at: Any) -> Iterator[tuple[Name, Any]]:
        """Each name with its share of the first axis."""
        index = 0
        for name in self.names:
            count = len(_coordinates(self.point.values[name.name]))
            yield name, at[index : index + count]
            index += count

    def _inside(self, name: Any, part: Any) -> bool:
        domain = name.domain.element if isinstance(name.domain, SequenceDomain) else name.domain
        if getattr(domain, "positive", False):
            return bool((part > 0).all())
        scope = make_scope(self.point.environment(), Effort())
        bounds = bounds_of(domain, lambda e: float(evaluate_in(e, scope).value()))
        return bounds is None or all(bounds.holds(float(v)) for v in part)

    def linearise(self, at: Any) -> tuple[Any, Any, Any] | None:
        """The residuals, their noise and their derivatives, by central differences all at once."""
        step = 1e-6 * (1 + np.abs(at))
        shifts = np.concatenate([np.zeros((1, len(at))), np.diag(step), -np.diag(step)])
        found = self._residuals(at + shifts)
        if found is None:
            return None
        values, noise = found
        count = len(at)
        slope = (values[1 : count + 1] - values[count + 1 :]).T / (2 * step)
        return values[0], noise, slope

    def _residuals(self, at: Any) -> tuple[Any, Any] | None:
        """left - right of every equation, entry by entry, at several places; None if undefined."""
        scope = make_scope(self.point.environment(), Effort())
        columns = at.T
        values = {
            name.name: _plain(self.point.values[name.name], part)
            for name, part in self._parts(columns)
        }
        inside = scope.bind(values, axes=1)
        rows, noises = [], []
        for condition in self.equal:
            left, right = evaluate_in(condition.left, inside), evaluate_in(condition.right, inside)
            gap = left - right
            if not np.isfinite(gap.value()).all() or gap.unknown().any():
                return None
            size = np.maximum(np.abs(left.value()), np.abs(right.value())) + 0 * gap.value()
            rows.append(_by_place(gap.value(), len(at)))
            noises.append(_by_place(gap.error() + 1e-15 * size, len(at))[0])
        return np.concatenate(rows, axis=1), np.concatenate(noises)


def _by_place(values: Any, places: int) -> Any:
    if values.ndim == 0 or values.shape[0] != places:
        values = np.broadcast_to(values, (places, *values.shape))
    return values.reshape(places, -1)


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


def _plain(old: Any, part: Any, slack: Any = 0.0) -> Any:
    """A value of the old kind with new coordinates (first axis; a second one is the batch)."""
    numbers, doubt = np.asarray(part, np.float64), np.broadcast_to(slack, np.shape(part))

    def made(pick: Any, shape: tuple[int, ...], rank: int) -> Ball:
        batch = numbers.shape[1:]
        arrays = [np.moveaxis(a[pick], 0, -1).reshape((*batch, *shape)) for a in (numbers, doubt)]
        return balls.exact_radius(arrays[0], arrays[1], rank)

    if isinstance(old, SequenceInstance):
        first = old.elements[0]
        size = first.mid.size
        return SequenceInstance(
            tuple(
                made(slice(i, i + size), first.mid.shape, first.rank)
                for i in range(0, len(part), size)
            )
        )
    if isinstance(old, np.ndarray):
        return shrink(made(slice(None), old.shape, 2))
    if isinstance(old, Ball):  # a column or a matrix that was solved for once already
        return made(slice(None), old.mid.shape, old.rank)
    return made(slice(None), (), 0)


def _restored(name: Any, old: Any, part: Any, slack: Any) -> Any:
    symmetric = isinstance(name.domain, MatrixDomain) and name.domain.kind != "general"
    if symmetric and isinstance(old, np.ndarray):
        square = part.reshape(old.shape)
        part = ((square + square.T) / 2).ravel()
    return _plain(old, part, slack)
