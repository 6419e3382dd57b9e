"""Points with exact rational coordinates inside domains and assumptions, without NumPy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType

from flint import arb, fmpq

from derivcheck.core.claim import Name
from derivcheck.lang.algebra import NONNEGATIVE, POSITIVE, REAL, Neg, Symbol, oo
from derivcheck.lang.condition import Compare, Condition, Conjunction
from derivcheck.lang.domain import Integers, Interval, Nonzero
from derivcheck.lang.node import Node
from derivcheck.numeric.prepared import (
    At,
    NotClosed,
    Places,
    Truths,
    Value,
    holds_at,
    prepare,
    prepare_condition,
    value_at,
)

SIMPLE = tuple(
    fmpq(*pair)
    for pair in (
        (1, 1), (1, 2), (2, 1), (-1, 1), (0, 1), (3, 1), (1, 3), (-2, 1), (3, 2), (-1, 2), (4, 1)
    )
)  # fmt: skip
SIZES = (2, 1, 3, 2, 3, 1, 4)
GRAIN = 1000
"""Random numbers are multiples of 1/GRAIN: exact, and short to read."""
TRIES = 300
SPECIAL = 3
"""So many of the first points have simple coordinates."""
NUDGE = 10**7


@dataclass(frozen=True, slots=True)
class Ends:
    """A range of numbers at a point: an end is exact, an enclosure, or None for infinity."""

    low: arb | None = None
    high: arb | None = None
    low_open: bool = True
    high_open: bool = True
    whole: bool = False
    hole: bool = False

    def hold(self, value: fmpq) -> bool:
        """Whether a number certainly lies inside."""
        if self.low is None and self.high is None:
            return not (self.hole and value == 0)
        number = arb(value)
        if self.low is not None and not (
            number > self.low if self.low_open else number >= self.low
        ):
            return False
        if self.high is None:
            return True
        return bool(number < self.high if self.high_open else number <= self.high)


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
class Coordinate:
    """One name: its fixed range, or how the ends follow from the coordinates before it."""

    name: str
    ends: Ends | None
    low: Value | None = None
    high: Value | None = None
    domain: Interval | Integers | None = None

    def range(self, at: At) -> Ends | None:
        """The range at a point whose earlier coordinates are known; None where it has none."""
        if self.ends is not None:
            return self.ends
        low, high = (None if end is None else value_at(end, at) for end in (self.low, self.high))
        if (self.low and low is None) or (self.high and high is None):
            return None
        return _ends(self.domain, low, high)


@dataclass(frozen=True, slots=True)
class Frame:
    """The names of a claim in an order in which each range is known when its turn comes."""

    coordinates: tuple[Coordinate, ...]
    assume: tuple[Truths, ...]
    places: Places

    def allows(self, values: list[fmpq]) -> bool:
        """Whether coordinates lie in their ranges and satisfy the assumptions."""
        at = [arb(value) for value in values]
        for coordinate, value in zip(self.coordinates, values, strict=True):
            ends = coordinate.range(at)
            if ends is None or not ends.hold(value):
                return False
        return all(holds_at(condition, at) for condition in self.assume)

    def draw(self, random: Random, index: int) -> list[fmpq] | None:
        """The point of an index: the first ones simple, some later ones far out or near edges."""
        for attempt in range(TRIES if self.assume else 3):
            values = self._values(random, index, attempt)
            if values is not None and (not self.assume or self.allows(values)):
                return values
        return None

    def _values(self, random: Random, index: int, attempt: int) -> list[fmpq] | None:
        values: list[fmpq] = []
        at: list[arb] = []
        for order, coordinate in enumerate(self.coordinates):
            ends = coordinate.range(at)
            if ends is None:
                return None
            draw = Draw(random, ends, index, attempt + order, not self.assume)
            value = draw.value(special=index < SPECIAL and attempt < 12)
            if value is None:
                return None
            values.append(value)
            at.append(arb(value))
        return values

    def near(self, values: list[fmpq], random: Random) -> list[fmpq]:
        """A point close by; whole numbers stay."""
        moved = []
        for coordinate, value in zip(self.coordinates, values, strict=True):
            shift = fmpq(random.randrange(-997, 998), NUDGE) * (1 + abs(value))
            moved.append(value if isinstance(coordinate.domain, Integers) else value + shift)
        return moved


@dataclass(frozen=True, slots=True)
class Draw:
    """One coordinate: a simple number of a rank, one far out, one near an end, or any."""

    random: Random
    ends: Ends
    index: int
    rank: int
    far: bool

    def value(self, special: bool) -> fmpq | None:
        """A number in the range, or None where none was found."""
        if self.ends.whole:
            return self._whole()
        if special:
            inside = [value for value in SIMPLE if self.ends.hold(value)]
            if inside:
                return inside[(self.rank + 3 * self.index) % len(inside)]
        if self.far and self.index % 4 in (1, 2):
            side = 1 if self.index % 4 == 1 else -1
            value = fmpq(round(side * 10 ** self.random.uniform(1.0, 3.5)))
            if self.ends.hold(value):
                return value
        return self._any()

    def _any(self) -> fmpq | None:
        edge = self.index % 4 == 3
        for _ in range(64):
            proposal, grain = self._proposal(edge)
            value = fmpq(round(proposal * grain), grain)
            if self.ends.hold(value):
                return value
        return None

    def _proposal(self, edge: bool) -> tuple[float, int]:
        """A number that is probably inside, and how finely it is to be rounded."""
        random, ends = self.random, self.ends
        low, high = (None if end is None else float(end) for end in (ends.low, ends.high))
        if low is not None and high is not None:
            share = random.betavariate(0.25, 0.25) if edge else random.uniform(0.04, 0.96)
            width = high - low
            grain = GRAIN if width > 0.1 else GRAIN * int(10 / max(width, 1e-12) + 1)
            return low + width * share, grain
        spread = random.lognormvariate(-2.0 if edge else 0.0, 1.5 if edge else 0.8)
        if low is not None:
            return low + spread, GRAIN
        if high is not None:
            return high - spread, GRAIN
        narrow = random.random() < 0.35
        return random.uniform(-1, 1) if narrow else random.gauss(0.0, 5 if edge else 1.7), GRAIN

    def _whole(self) -> fmpq | None:
        low, high = self.ends.low, self.ends.high
        if low is None:
            value = self.random.randrange(-3, 4)
        elif high is not None and high - low < 40:
            value = self.random.randint(_floor(low), _floor(high))
        elif self.index + self.rank < len(SIZES):
            value = _floor(low) - 1 + SIZES[self.index + self.rank]
        else:
            value = _floor(low) + self.random.randrange(5)
        made = fmpq(value)
        return made if self.ends.hold(made) else None


def open_frame(given: tuple[Name, ...], assume: tuple[Condition, ...]) -> Frame:
    """The frame of a claim; NotClosed for names that are no numbers, and for equations."""
    waiting, coordinates = list(given), list[Coordinate]()
    places: dict[str, int] = {}
    while waiting:
        ready = [
            name
            for name in waiting
            if name.domain in KNOWN or name.domain.free_names() <= places.keys()
        ]
        if not ready:
            raise NotClosed("domains that mention each other")
        for name in ready:
            coordinates.append(_coordinate(name, places))
        places.update((c.name, place) for place, c in enumerate(coordinates))
        waiting = [name for name in waiting if name not in ready]
    flat = _flat(assume)
    conditions = tuple(prepare_condition(condition, places) for condition in flat)
    return Frame(tuple(coordinates), conditions, places)


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


def _coordinate(name: Name, places: Places) -> Coordinate:
    domain = name.domain
    known = KNOWN.get(domain)
    if not isinstance(name, Symbol):
        raise NotClosed(name.name)
    if known is not None:
        return Coordinate(name.name, known)
    if not isinstance(domain, Interval | Integers):
        raise NotClosed(name.name)
    low, high = _end(domain.lower, places), _end(domain.upper, places)
    if domain.free_names():
        return Coordinate(name.name, None, low, high, domain)
    made = Coordinate(name.name, None, low, high, domain)
    ends = made.range(())
    if ends is None:
        raise NotClosed("a domain whose ends are undefined")
    return replace(made, ends=ends)


def _end(end: Node, places: Places) -> Value | None:
    return None if end == oo or end == Neg(oo) else prepare(end, places)


def _ends(domain: Interval | Integers | None, low: arb | None, high: arb | None) -> Ends:
    if isinstance(domain, Interval):
        return Ends(low, high, domain.lower_open, domain.upper_open)
    return Ends(low, high, low_open=False, high_open=False, whole=True)


def _floor(value: arb) -> int:
    found = value.floor().unique_fmpz()
    if found is None:
        raise NotClosed("an end that is not known exactly")
    return int(found)
