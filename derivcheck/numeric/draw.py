"""Numbers drawn from domains: simple ones first, then random ones, some near the edges."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.lang.domain import Domain, Integers, Interval, Nonzero

SIMPLE = (1, Fraction(1, 2), 2, -1, 0, 3, Fraction(1, 3), -2, Fraction(3, 2), Fraction(-1, 2), 4)
SIZES = (2, 1, 3, 2, 3, 1, 4)
DIGITS = 1000
"""Random numbers are multiples of 1/DIGITS: exact, and short to read."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A range of numbers with its ends as doubles."""

    low: float
    high: float
    low_open: bool = True
    high_open: bool = True
    holes: tuple[float, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether no number lies inside."""
        if self.low == self.high:
            return self.low_open or self.high_open
        return not self.low < self.high  # of a bound that is undefined too

    def holds(self, value: float) -> bool:
        """Whether a number lies inside."""
        above = value > self.low or (value == self.low and not self.low_open)
        below = value < self.high or (value == self.high and not self.high_open)
        return above and below and value not in self.holes


def simple(bounds: Bounds, rank: int) -> Fraction | None:
    """The simple number of a given rank inside the range, counted round and round."""
    inside = [Fraction(v) for v in SIMPLE if bounds.holds(float(v))]
    if not inside and np.isfinite(bounds.low + bounds.high):
        width = Fraction(bounds.high) - Fraction(bounds.low)
        inside = [Fraction(bounds.low) + width / 2 if width else _only(bounds)]
    return inside[rank % len(inside)] if inside else None


def _only(bounds: Bounds) -> Fraction:
    """The one point of a range: 1/3, not the double next to it."""
    return Fraction(bounds.low).limit_denominator(10**6)


def number(bounds: Bounds, generator: np.random.Generator, edge: bool = False) -> Fraction:
    """A random number inside the range; with `edge`, often close to an end."""
    if bounds.low == bounds.high:
        return _only(bounds)
    for _ in range(64):
        value = _rounded(_proposal(bounds, generator, edge), bounds)
        if bounds.holds(float(value)):
            return value
    return Fraction(_inside(bounds, generator))


def far(bounds: Bounds, generator: np.random.Generator, side: int) -> Fraction | None:
    """A number of large size, for steps that fail only far out; None where the range ends there."""
    value = Fraction(round(side * float(10 ** generator.uniform(1.0, 3.5))))
    return value if bounds.holds(float(value)) else None


def _proposal(bounds: Bounds, generator: np.random.Generator, edge: bool) -> float:
    low, high = bounds.low, bounds.high
    if np.isfinite(low) and np.isfinite(high):
        share = generator.beta(0.25, 0.25) if edge else generator.uniform(0.04, 0.96)
        return float(low + (high - low) * share)
    spread = float(np.exp(generator.normal(-2.0 if edge else 0.0, 1.5 if edge else 0.8)))
    if np.isfinite(low):
        return low + spread
    if np.isfinite(high):
        return high - spread
    narrow = generator.uniform() < 0.35
    return float(
        generator.uniform(-1, 1) if narrow else generator.normal(0.0, 5.0 if edge else 1.7)
    )


def _rounded(value: float, bounds: Bounds) -> Fraction:
    width = bounds.high - bounds.low
    grain = DIGITS if not np.isfinite(width) or width > 0.1 else DIGITS * int(10 / width + 1)
    return Fraction(round(value * grain), grain)


def _inside(bounds: Bounds, generator: np.random.Generator) -> float:
    low = bounds.low if np.isfinite(bounds.low) else bounds.high - 1
    high = bounds.high if np.isfinite(bounds.high) else low + 1
    return float(low + (high - low) * generator.uniform(0.1, 0.9))


def whole(
    low: float, high: float, generator: np.random.Generator, rank: int, most: int = 5
) -> Fraction:
    """A small integer in the range: 1, 2, 3 come often, larger ones up to `most` sometimes."""
    if np.isfinite(low) and np.isfinite(high) and high - low < 40:
        return Fraction(int(generator.integers(int(low), int(high) + 1)))
    if np.isneginf(low):
        value = int(generator.integers(-3, 4))
        return Fraction(value if np.isposinf(high) else min(value, int(high)))
    if rank < len(SIZES):
        return Fraction(int(low) - 1 + min(SIZES[rank], most))
    return Fraction(int(low) + int(generator.integers(0, most)))


def bounds_of(domain: Domain, evaluate: Any) -> Bounds | None:
    """The range of an interval or of the numbers without 0; None for other domains."""
    if isinstance(domain, Nonzero):
        return Bounds(-np.inf, np.inf, holes=(0.0,))
    if isinstance(domain, Interval):
        low, high = float(evaluate(domain.lower)), float(evaluate(domain.upper))
        return Bounds(low, high, domain.lower_open, domain.upper_open)
    if isinstance(domain, Integers):
        return Bounds(float(evaluate(domain.lower)), float(evaluate(domain.upper)), False, False)
    return None
