"""The points that the steps of a claim are evaluated at, and the values of its sides there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from flint import arb, ctx

from derivcheck.core.claim import Name
from derivcheck.lang.condition import Condition
from derivcheck.lang.expression import Expr
from derivcheck.numeric.arb_functions import Undefined, Unsure
from derivcheck.numeric.columns import evaluate
from derivcheck.numeric.exact_points import Frame, Point, open_frame

BITS = 256
POINTS = 12
FRAMES = 512
"""Sets of names whose points are remembered."""


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Work at a precision, the former one restored."""
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before


@dataclass(frozen=True, slots=True)
class Points:
    """Points of one frame, drawn in order as they are asked for; None where none was found."""

    frame: Frame
    random: Random
    drawn: list[Point | None] = field(default_factory=list)
    columns: dict[str, list[arb]] = field(default_factory=dict)

    def get(self, index: int) -> Point | None:
        """The point of an index, enclosed to the same precision whoever asks for it first."""
        if len(self.drawn) <= index:
            with precision(BITS):
                while len(self.drawn) <= index:
                    self.drawn.append(self.frame.draw(self.random, len(self.drawn)))
        return self.drawn[index]

    def first(self) -> Mapping[str, list[arb]] | None:
        """The columns of the names at the first points; None where one of these is missing."""
        points = [self.get(index) for index in range(POINTS)]
        found = [point for point in points if point is not None]
        if not self.columns and len(found) == POINTS:
            for coordinate in self.frame.coordinates:
                self.columns[coordinate.name] = [point.at[coordinate.name] for point in found]
        return self.columns if len(found) == POINTS else None


@lru_cache(maxsize=FRAMES)
def points_of(given: tuple[Name, ...], assume: tuple[Condition, ...], seed: int) -> Points:
    """The points for these names, domains, assumptions and seed, the same for every claim.

    NotClosed where names are no numbers or an assumption is an equation.
    """
    return Points(open_frame(given, assume), Random(seed))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The points of a claim; every step of a chain shares them, and what its sides are there.

    Sides are told apart by identity; they are kept here, so that it stays their own.
    """

    points: Points
    columns: dict[int, tuple[Expr, list[arb] | None]] = field(default_factory=dict)

    @property
    def frame(self) -> Frame:
        """The names and their ranges."""
        return self.points.frame

    def column(self, side: Expr) -> list[arb] | None:
        """The values of a side at the first points; None unless it has one at each of them."""
        found = self.columns.get(id(side))
        if found is None:
            found = self.columns[id(side)] = side, self._column(side)
        return found[1]

    def _column(self, side: Expr) -> list[arb] | None:
        names = self.points.first()
        if names is None:
            return None
        try:
            value = evaluate(side, names)
        except (Undefined, Unsure):
            return None
        return value if type(value) is list else [value] * POINTS


def value_at(side: Expr, point: Point) -> arb | None:
    """The enclosure of a side; None where it is undefined, Unsure where that is not known."""
    try:
        value: arb = evaluate(side, point.at)
    except Undefined:
        return None
    return value


def open_sheet(given: tuple[Name, ...], assume: tuple[Condition, ...], seed: int) -> Sheet:
    """The sheet of a claim; NotClosed where it has no points of numbers."""
    with precision(BITS):
        return Sheet(points_of(given, assume, seed))
