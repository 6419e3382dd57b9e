"""Points with exact rational coordinates inside domains and assumptions, without NumPy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import Any

from flint import arb, fmpq

from derivcheck.core.claim import Name
from derivcheck.lang.algebra import NONNEGATIVE, POSITIVE, REAL, Neg, Symbol, oo
from derivcheck.lang.condition import Compare, Condition, Conjunction
from derivcheck.lang.domain import Integers, Interval, Nonzero
from derivcheck.lang.node import Node
from derivcheck.numeric.arb_functions import Undefined, Unsure
from derivcheck.numeric.columns import Names, NotClosed, evaluate, holds
from derivcheck.numeric.exact_draw import Draw, Ends

TRIES = 300
SPECIAL = 3
"""So many of the first points have simple coordinates."""
NUDGE = 10**7

LINE = Ends()
HALF_LINE = Ends(low=arb(0))
KNOWN: Mapping[Node, Ends] = MappingProxyType(
    {
        REAL: LINE,
        POSITIVE: HALF_LINE,
        NONNEGATIVE: Ends(low=arb(0), low_open=False),
        Nonzero(): Ends(hole=True),
    }
)


@dataclass(frozen=True, slots=True)
class Point:
    """Coordinates in the order of the frame, and by name as they are evaluated."""

    values: tuple[fmpq, ...]
    at: Mapping[str, arb]


@dataclass(frozen=True, slots=True)
class Coordinate:
    """One name with its range: fixed, or following from the coordinates before it."""

    name: str
    domain: Node
    fixed: Ends | None = None

    def range(self, at: Names) -> Ends | None:
        """The range at a point whose earlier coordinates are known; None where it has none."""
        return self.fixed or _range(self.domain, at)


@dataclass(frozen=True, slots=True)
class Frame:
    """The names of a claim in an order in which each range is known when its turn comes."""

    coordinates: tuple[Coordinate, ...]
    assume: tuple[Condition, ...]

    def point(self, values: tuple[fmpq, ...]) -> Point:
        """The point with these coordinates."""
        names = (coordinate.name for coordinate in self.coordinates)
        return Point(values, {name: arb(value) for name, value in zip(names, values, strict=True)})

    def allows(self, point: Point) -> bool:
        """Whether coordinates lie in their ranges and satisfy the assumptions."""
        for coordinate, value in zip(self.coordinates, point.values, strict=True):
            ends = coordinate.range(point.at)
            if ends is None or not ends.hold(value):
                return False
        return all(_certain(condition, point.at) for condition in self.assume)

    def draw(self, random: Random, index: int) -> Point | None:
        """The point of an index: the first ones simple, some later ones far out or near edges."""
        for attempt in range(TRIES if self.assume else 3):
            point = self._proposed(random, index, attempt)
            if point is not None and (not self.assume or self.allows(point)):
                return point
        return None

    def _proposed(self, random: Random, index: int, attempt: int) -> Point | None:
        values: list[fmpq] = []
        at: dict[str, arb] = {}
        for order, coordinate in enumerate(self.coordinates):
            ends = coordinate.range(at)
            if ends is None:
                return None
            draw = Draw(random, ends, index, attempt + order, not self.assume)
            value = draw.value(special=index < SPECIAL and attempt < 12)
            if value is None:
                return None
            values.append(value)
            at[coordinate.name] = arb(value)
        return Point(tuple(values), at)

    def near(self, point: Point, random: Random) -> Point:
        """A point close by; whole numbers stay."""
        moved = []
        for coordinate, value in zip(self.coordinates, point.values, strict=True):
            shift = fmpq(random.randrange(-997, 998), NUDGE) * (1 + abs(value))
            moved.append(value if isinstance(coordinate.domain, Integers) else value + shift)
        return self.point(tuple(moved))


def open_frame(given: tuple[Name, ...], assume: tuple[Condition, ...]) -> Frame:
    """The frame of a claim; NotClosed for names that are no numbers, and for equations."""
    waiting, coordinates = list(given), list[Coordinate]()
    known: set[str] = set()
    while waiting:
        ready = [n for n in waiting if n.domain in KNOWN or n.domain.free_names() <= known]
        if not ready:
            raise NotClosed("domains that mention each other")
        coordinates += [_coordinate(name) for name in ready]
        known |= {name.name for name in ready}
        waiting = [name for name in waiting if name not in ready]
    return Frame(tuple(coordinates), tuple(_flat(assume)))


def _flat(conditions: tuple[Condition, ...]) -> list[Condition]:
    made: list[Condition] = []
    for condition in conditions:
        if isinstance(condition, Conjunction):
            made += _flat(condition.conditions)
        elif isinstance(condition, Compare) and condition.relation == "==":
            raise NotClosed("an equation among the assumptions")
        else:
            made.append(condition)
    return made


def _coordinate(name: Name) -> Coordinate:
    domain = name.domain
    if not isinstance(name, Symbol) or not isinstance(domain, Interval | Integers | Nonzero):
        raise NotClosed(name.name)
    ends = KNOWN.get(domain)
    if ends is None and not domain.free_names():
        ends = _range(domain, {})
        if ends is None:
            raise NotClosed("a domain whose ends are undefined")
    return Coordinate(name.name, domain, ends)


def _range(domain: Any, at: Names) -> Ends | None:
    try:
        low, high = (_end(end, at) for end in (domain.lower, domain.upper))
    except (Undefined, Unsure):
        return None
    if isinstance(domain, Integers):
        return Ends(low, high, low_open=False, high_open=False, whole=True)
    return Ends(low, high, domain.lower_open, domain.upper_open)


def _end(end: Node, at: Names) -> arb | None:
    return None if end == oo or end == Neg(oo) else evaluate(end, at)


def _certain(condition: Condition, at: Names) -> bool:
    try:
        return holds(condition, at)
    except (Undefined, Unsure):
        return False
