"""Exact rational numbers drawn from ranges: simple ones, some far out, some near an end, any."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from flint import arb, fmpq

from derivcheck.numeric.columns import NotClosed

SIMPLE = tuple(
    fmpq(*pair)
    for pair in (
        (1, 1), (1, 2), (2, 1), (-1, 1), (0, 1), (3, 1), (1, 3), (-2, 1), (3, 2), (-1, 2), (4, 1)
    )
)  # fmt: skip
SIZES = (2, 1, 3, 2, 3, 1, 4)
GRAIN = 1000
"""Random numbers are multiples of 1/GRAIN: exact, and short to read."""


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


def _floor(value: arb) -> int:
    found = value.floor().unique_fmpz()
    if found is None:
        raise NotClosed("an end that is not known exactly")
    return int(found)
