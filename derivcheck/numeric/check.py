"""A goal against the numbers: both sides at many points, with unknown laws made known."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice

import numpy as np

from derivcheck.core.claim import Goal
from derivcheck.core.evidence import NumericEvidence
from derivcheck.numeric.assumptions import equations
from derivcheck.numeric.coincide import coincidences
from derivcheck.numeric.enclosure import closed_form
from derivcheck.numeric.exchange import Exchange
from derivcheck.numeric.extremes import extremes
from derivcheck.numeric.judge import judge
from derivcheck.numeric.judgement import Judgement
from derivcheck.numeric.larger_sizes import larger_sizes
from derivcheck.numeric.method import finite_sums, method_of, nesting
from derivcheck.numeric.pieces import pieces
from derivcheck.numeric.points import Point, draw, scalars
from derivcheck.numeric.scope import Effort, OutOfTime
from derivcheck.numeric.search import downhill
from derivcheck.numeric.witness import allowed, generic, other_instances, shrink, unknowns, witness

EXTRA = 6
"""Points more than asked for, to make up for those that had to be left out."""
EXTREMES = 12
"""Extreme instances that a bound is held against."""
EXCHANGES = (120, 60)
"""Points from each start of a thorough search: without binders in one another, and with them."""
SIZES = 4
"""Points whose sizes a thorough search takes."""
MISSES = 3
"""Points in vain before a goal counts as vacuous."""


@dataclass(slots=True)
class Tally:
    """What the points said so far."""

    agreed: list[Judgement] = field(default_factory=list)
    starts: list[tuple[float, Point]] = field(default_factory=list)
    open: int = 0
    excused: int = 0
    misses: int = 0

    @property
    def tried(self) -> int:
        """Points at which both sides were evaluated."""
        return len(self.agreed) + self.open + self.excused


def search(
    goal: Goal, *, seed: int = 0, deadline: float | None = None, quick: bool = False
) -> NumericEvidence | None:
    """A violation of an inequality that a check did not find, searched for more thoroughly.

    None where none is found, and for an equation or a goal with equations among its assumptions.
    A `quick` search is for guesses.
    """
    if goal.statement.relation == "==" or equations(goal.assume)[1]:
        return None
    began = time.monotonic()
    with np.errstate(all="ignore"):
        try:
            evidence = Checker(goal, seed, deadline, not quick).exchange(quick)
        except OutOfTime:
            return None
    return evidence and replace(evidence, seconds=time.monotonic() - began)


def check(
    goal: Goal,
    *,
    seed: int = 0,
    points: int = 12,
    deadline: float | None = None,
    shrinks: bool = True,
) -> NumericEvidence:
    """What the numbers say of a goal.

    `deadline` is a time of `time.monotonic()`; past it the goal is undecided. The same seed gives
    the same evidence. A witness is made small and round only where it `shrinks`, which is dear.
    AuthorError where the goal says something that has no value at all.
    """
    began = time.monotonic()
    checker = Checker(goal, seed, deadline, shrinks)
    with np.errstate(all="ignore"):
        try:
            evidence = checker.run(_count(goal, points))
        except OutOfTime:
            evidence = NumericEvidence("undecided", reason="timeout", method=method_of(goal))
    return replace(evidence, seconds=time.monotonic() - began)


def _count(goal: Goal, points: int) -> int:
    """Fewer points where binders lie in one another: each is dear, and each averages much."""
    depth = max(nesting(goal.statement.lhs), nesting(goal.statement.rhs))
    if depth == 0:
        return points
    return max(4, points // (depth + 1)) if unknowns(goal) else max(4, points // depth)


@dataclass(frozen=True, slots=True)
class Checker:
    """One goal under one seed."""

    goal: Goal
    seed: int
    deadline: float | None
    shrinks: bool = True

    def judge(self, point: Point, effort: Effort | None = None) -> Judgement:
        """Both sides at a point."""
        return judge(self.goal.statement, point, effort or Effort(), self.deadline)

    def run(self, points: int) -> NumericEvidence:
        """All the points, then a search for violations of an inequality."""
        tally = Tally()
        index = 0
        while tally.tried - tally.excused < points and index < points + EXTRA:
            evidence = self.visit(index, tally)
            index += 1
            if evidence is not None:
                return evidence
            if tally.misses >= MISSES and not tally.tried:
                return NumericEvidence(
                    "vacuous", reason="no admissible point was found", method=method_of(self.goal)
                )
        found = self.in_pieces(tally)
        if found is not None:
            return found
        if self.goal.statement.relation != "==":
            found = self.hunt(tally, index)
        elif not tally.agreed and not equations(self.goal.assume)[1]:
            # Simple instances may tell where random ones leave an integral unknown.
            found = self.where_tight(tally) or self.among_archetypes(tally)
        return found or self.conclude(tally)

    def in_pieces(self, tally: Tally) -> NumericEvidence | None:
        """A failure in a piece of the statement where no point lies so far, or at a larger size."""
        if equations(self.goal.assume)[1]:
            return None
        tried = [point for _, point in tally.starts]
        for point in (*pieces(self.goal, tried), *larger_sizes(self.goal, tried)):
            made = self.judge(point)
            if made.kind == "disagrees":
                evidence = self.doubt(point, made, tally)
                if evidence is not None:
                    return evidence
        return None

    def visit(self, index: int, tally: Tally) -> NumericEvidence | None:
        """One point; evidence if it refutes."""
        point = draw(self.goal, self.seed, index)
        if point is None:
            tally.misses += 1
            return None
        made = self.judge(point)
        if made.kind == "agrees":
            tally.agreed.append(made)
            tally.starts.append((made.slack, point))
        elif made.kind == "open":
            tally.open += 1
            tally.starts.append((made.slack, point))
        else:
            return self.doubt(point, made, tally)
        return None

    def doubt(self, point: Point, made: Judgement, tally: Tally) -> NumericEvidence | None:
        """Whether a failure counts: repeated with more effort, nearby, with other instances."""
        if not made.certified:
            made = self.judge(point, Effort().harder())
            if made.kind != "disagrees":
                tally.open += 1
                return None
        if made.special and unknowns(self.goal):
            other = other_instances(self.goal, point, self.seed, self.judge)
            if other is not None:
                tally.excused += 1
                return None
        if not generic(self.goal, point, self.seed, self.judge):
            tally.excused += 1
            return None
        return self.refute(point, made, tally)

    def refute(self, point: Point, made: Judgement, tally: Tally) -> NumericEvidence:
        """The evidence of a failure, at a point made small."""
        if self.shrinks:
            point, made = self.shrunk(point, made)
        return NumericEvidence(
            "disagrees",
            points=tally.tried + 1,
            instances=self.instances(tally.tried + 1),
            max_error=made.gap,
            bound=made.bound,
            method=method_of(self.goal),
            rigour="rigorous" if made.certified else "quadrature",
            witness=witness(self.goal, point, made),
        )

    def shrunk(self, point: Point, made: Judgement) -> tuple[Point, Judgement]:
        """The failure at a plainer point, if it shows there."""
        budget = 60 if closed_form(self.goal.statement.lhs) else 24
        small = shrink(self.goal, point, self.seed, self.judge, budget)
        if small is not point:
            again = self.judge(small)
            if again.kind == "disagrees":
                return small, again
        return point, made

    def hunt(self, tally: Tally, index: int) -> NumericEvidence | None:
        """More points for an inequality, and steps downhill from the tightest."""
        sides = (self.goal.statement.lhs, self.goal.statement.rhs)
        cheap = sum(map(nesting, sides)) == 0
        for extra in range((20 if unknowns(self.goal) else 60) if cheap else 4):
            evidence = self.visit(index + extra, tally)
            if evidence is not None:
                return evidence
        if equations(self.goal.assume)[1]:
            return None
        if self.goal.statement.relation in ("<", ">"):
            found_equal = self.where_equal(tally)
            if found_equal is not None:
                return found_equal
        tight = self.where_tight(tally)
        if tight is not None:
            return tight
        budget = (60 if unknowns(self.goal) else 240) if cheap else 9
        if not cheap and all(map(finite_sums, sides)):
            budget = 360
        found = downhill(self.goal, tally.starts, self.judge, budget)
        if found is None:
            return None
        return self.doubt(found[0], found[1], tally)

    def exchange(self, quick: bool = False) -> NumericEvidence | None:
        """A violation among archetypes of what is unknown, for different sizes."""
        made = self.exchanges(Tally())
        for start in self.of_different_sizes():
            found = made.glance(start) if quick else made.search(start, self.seed)
            if quick or found is not None:
                return found
        return None

    def among_archetypes(self, tally: Tally) -> NumericEvidence | None:
        """A failure of an equation for archetypes of what is unknown."""
        start = draw(self.goal, self.seed, 0)
        return None if start is None else self.exchanges(tally).draws(start, self.seed)

    def exchanges(self, tally: Tally) -> Exchange:
        """What exchanges unknowns, with failures confirmed as others are."""
        deep = max(map(nesting, (self.goal.statement.lhs, self.goal.statement.rhs))) > 1

        def confirm(point: Point, made: Judgement) -> NumericEvidence | None:
            return self.doubt(point, made, tally)

        return Exchange(self.goal, self.judge, confirm, EXCHANGES[deep])

    def of_different_sizes(self) -> Iterator[Point]:
        """The first points, one for each choice of sizes and integers among them."""
        numbers = {name.name for name in scalars(self.goal.given)}
        seen = set()
        for index in range(SIZES):
            point = draw(self.goal, self.seed, index)
            if point is None:
                continue
            exact = {n: v for n, v in point.values.items() if isinstance(v, Fraction)}
            sizes = tuple(sorted((n, v) for n, v in exact.items() if n not in numbers))
            if sizes not in seen:
                seen.add(sizes)
                yield point

    def where_tight(self, tally: Tally) -> NumericEvidence | None:
        """A point with extreme laws, functions or sequences where a bound fails.

        One for which a side is undefined or infinite is none that the bound speaks of.
        """
        if not tally.starts:
            return None
        for point in islice(extremes(self.goal, tally.starts[0][1]), EXTREMES):
            if not allowed(self.goal, point):
                continue
            made = self.judge(point)
            if made.kind == "disagrees" and not made.special:
                evidence = self.doubt(point, made, tally)
                if evidence is not None:
                    return evidence
        return None

    def where_equal(self, tally: Tally) -> NumericEvidence | None:
        """A point where both sides of a strict inequality are finite and exactly equal.

        One such point is enough: unlike an undefined side it is no gap in the domain.
        """
        for there, point in coincidences(self.goal, self.seed):
            made = judge(there.statement, point, Effort(), self.deadline)
            equal = made.kind == "disagrees" and not made.special
            if equal and self.judge(point).kind != "agrees" and not self.judge(point).special:
                return self.refute(point, made, tally)
        return None

    def conclude(self, tally: Tally) -> NumericEvidence:
        """Agreement needs enough points that tell something."""
        agreed = tally.agreed
        decided = len(agreed) >= max(1, (len(agreed) + tally.open) // 3) and bool(agreed)
        rigorous = bool(agreed) and all(j.certified for j in agreed)
        reason = "" if decided else "the numeric error is too large to tell the sides apart"
        return NumericEvidence(
            "agrees" if decided else "undecided",
            points=len(agreed),
            instances=self.instances(len(agreed)),
            max_error=max((j.gap for j in agreed if np.isfinite(j.gap)), default=0.0)
            if self.goal.statement.relation == "=="
            else 0.0,
            bound=max((j.bound for j in agreed), default=0.0),
            method=method_of(self.goal),
            rigour="rigorous" if rigorous else ("quadrature" if agreed else ""),
            reason=reason,
        )

    def instances(self, points: int) -> int:
        """Instances of unknown laws and functions: one a point."""
        return points if unknowns(self.goal) else 0
