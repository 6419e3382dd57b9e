"""The points that the steps of a claim are evaluated at, and the values of its sides there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from flint import arb, ctx, fmpq

from derivcheck.core.claim import Name
from derivcheck.lang.condition import Condition
from derivcheck.lang.expression import Expr
from derivcheck.numeric.arb_functions import Undefined, Unsure
from derivcheck.numeric.exact_points import Frame, open_frame
from derivcheck.numeric.prepared import Value, prepare, value_at

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
class Point:
    """Coordinates, exact and as Arb takes them."""

    values: list[fmpq]
    at: list[arb]


def made_point(values: list[fmpq]) -> Point:
    """A point from its coordinates."""
    return Point(values, [arb(value) for value in values])


@dataclass(frozen=True, slots=True)
class Points:
    """Points of one frame, drawn in order as they are asked for; None where none was found."""

    frame: Frame
    random: Random
    drawn: list[Point | None] = field(default_factory=list)

    def get(self, index: int) -> Point | None:
        """The point of an index."""
        while len(self.drawn) <= index:
            values = self.frame.draw(self.random, len(self.drawn))
            self.drawn.append(None if values is None else made_point(values))
        return self.drawn[index]


@lru_cache(maxsize=FRAMES)
def points_of(given: tuple[Name, ...], assume: tuple[Condition, ...], seed: int) -> Points:
    """The points for these names, domains, assumptions and seed, the same for every claim.

    NotClosed where names are no numbers or an assumption is an equation.
    """
    return Points(open_frame(given, assume), Random(seed))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The points of a claim and the forms prepared for it; every step of a chain shares them.

    Sides are told apart by identity; they are kept here, so that it stays their own.
    """

    points: Points
    forms: dict[int, tuple[Expr, Value]] = field(default_factory=dict)
    columns: dict[int, list[arb] | None] = field(default_factory=dict)

    @property
    def frame(self) -> Frame:
        """The names and their ranges."""
        return self.points.frame

    def form(self, side: Expr) -> Value:
        """A side prepared for evaluation."""
        found = self.forms.get(id(side))
        if found is None:
            found = self.forms[id(side)] = side, prepare(side, self.frame.places)
        return found[1]

    def value(self, side: Expr, point: Point) -> arb | None:
        """The enclosure of a side; None where it is undefined, Unsure where that is not known."""
        return value_at(self.form(side), point.at)

    def column(self, side: Expr) -> list[arb] | None:
        """The values of a side at the first points; None unless it has one at each of them."""
        key = id(side)
        if key not in self.columns:
            points = [self.points.get(index) for index in range(POINTS)]
            form = self.form(side)
            try:
                values = [form(point.at) for point in points if point is not None]
            except (Undefined, Unsure):
                values = []
            self.columns[key] = values if len(values) == POINTS else None
        return self.columns[key]


def open_sheet(given: tuple[Name, ...], assume: tuple[Condition, ...], seed: int) -> Sheet:
    """The sheet of a claim; NotClosed where it has no points of numbers."""
    with precision(BITS):
        return Sheet(points_of(given, assume, seed))
