"""A thorough search for violations of an inequality: an exchange of one unknown after another.

From several starts every name in turn takes the archetype that leaves the least slack, until none
helps (coordinate descent over a finite menu). It is dear, and for bounds that nothing proves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from itertools import combinations, islice, product

import numpy as np

from derivcheck.core.claim import Goal, Name
from derivcheck.core.evidence import NumericEvidence
from derivcheck.lang.law import UnknownLaw
from derivcheck.numeric.archetypes import archetypes
from derivcheck.numeric.judgement import Judgement
from derivcheck.numeric.points import Point, scalars, setting_of
from derivcheck.numeric.witness import allowed

BEST = 4
"""Starts: the best among points whose laws are all of one kind, ..."""
MIXED = 8
"""... and points drawn at random."""
PAIRS = 600
"""Exchanges of two unknowns at once."""
GLANCED = 40
"""Points for a guess, and for an equation of which other points tell nothing."""
ROUNDS = 3


@dataclass(slots=True)
class Exchange:
    """The search for one goal: `confirm` makes evidence of a violation that stands, `budget` is how
    many points may be judged from each start.
    """

    goal: Goal
    judge: Callable[[Point], Judgement]
    confirm: Callable[[Point, Judgement], NumericEvidence | None]
    budget: int
    found: NumericEvidence | None = None

    def search(self, start: Point, seed: int) -> NumericEvidence | None:
        """From the point itself, from laws of one kind, and from archetypes drawn at random."""
        generator = setting_of(self.goal).generator(seed, 20_011)
        for point in self._starts(start, generator):
            if self.found is None:
                self._descend(point)
        for point in islice(self._pairs(start), PAIRS):
            if self.found is None:
                self._slack(point)
        return self.found

    def glance(self, start: Point) -> NumericEvidence | None:
        """Laws of one kind alone, for guesses."""
        for point in islice(self._aligned(start), GLANCED):
            self._slack(point)
        return self.found

    def draws(self, start: Point, seed: int) -> NumericEvidence | None:
        """Archetypes of all names drawn at random alone: for an equation that nothing tells of."""
        generator = setting_of(self.goal).generator(seed, 20_011)
        for _ in range(GLANCED):
            if self.found is None:
                self._slack(self._at_random(start, generator))
        return self.found

    def _at_random(self, start: Point, generator: np.random.Generator) -> Point:
        return self._chosen(start, lambda name, count: int(generator.integers(count)))

    def _starts(self, start: Point, generator: np.random.Generator) -> Iterator[Point]:
        yield start
        made = ((self._slack(point), k, point) for k, point in enumerate(self._aligned(start)))
        yield from (point for _, _, point in nsmallest(BEST, made))
        for _ in range(MIXED):
            yield self._at_random(start, generator)

    def _aligned(self, start: Point) -> Iterator[Point]:
        """All laws of one kind, or all families of one kind and the other laws plain; numbers at 0
        or 1, and functions constant.
        """
        counts = [sum(1 for _ in archetypes(self.goal, name, start)) for name in self._names()]
        for kind, families, value in product(range(max(counts, default=0)), (False, True), (0, 1)):
            if self.found is None:
                yield self._chosen(start, partial(_of_kind, kind, families, value))

    def _pairs(self, start: Point) -> Iterator[Point]:
        """Two unknown laws or functions of all kinds, all others of the first, numbers at 0."""
        corner = self._chosen(start, lambda name, count: 0)
        numbers = scalars(self.goal.given)
        unknown = [name for name in self._names() if name not in numbers]
        for one, other in combinations(reversed(unknown), 2):
            for point in self._exchanged(corner, one):
                yield from self._exchanged(point, other)

    def _chosen(self, start: Point, choose: Callable[[Name, int], int]) -> Point:
        """Archetypes for all names; where one breaks an assumption, the value of the start."""
        point = start
        for name in self._names():
            options = list(archetypes(self.goal, name, point))
            if options:
                candidate = point.replaced(name.name, options[choose(name, len(options))])
                point = candidate if allowed(self.goal, candidate) else point
        return point

    def _names(self) -> list[Name]:
        """The names that the statement is about."""
        statement = self.goal.statement
        used = statement.lhs.free_names() | statement.rhs.free_names()
        return [name for name in self.goal.given if name.name in used]

    def _descend(self, point: Point) -> None:
        """Exchanges as long as one of them leaves less slack."""
        left = self.budget
        slack = self._slack(point)
        for _ in range(ROUNDS):
            before = point
            for name in self._names():
                centre = point
                for candidate in self._exchanged(centre, name):
                    if left <= 0 or self.found is not None:
                        return
                    left -= 1
                    made = self._slack(candidate)
                    if made < slack:
                        point, slack = candidate, made
            if point is before:
                return

    def _exchanged(self, point: Point, name: Name) -> Iterator[Point]:
        """The point with each archetype for the name that the assumptions admit."""
        for value in archetypes(self.goal, name, point):
            candidate = point.replaced(name.name, value)
            if allowed(self.goal, candidate):
                yield candidate

    def _slack(self, point: Point) -> float:
        """How far the bound is from failing; a failure that stands is kept."""
        made = self.judge(point)
        if made.kind == "disagrees" and not made.special:
            self.found = self.confirm(point, made)
        return made.slack


def _of_kind(kind: int, families: bool, value: int, name: Name, count: int) -> int:
    """Which archetype a name takes: laws (or only `families`) that of a kind, all else a value."""
    if not isinstance(name, UnknownLaw):
        return min(value, count - 1)
    return min(kind, count - 1) if name.domain.given or not families else 0
