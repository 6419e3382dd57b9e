"""Steps of pure algebra against the numbers: Arb enclosures at exact points, nothing else.

The rules are those of the general check (as many points, a failure on a null set is none, a
witness made small), without NumPy and SciPy, and with one set of points for all steps of a claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from flint import arb

from derivcheck.core.claim import Relation, Statement
from derivcheck.core.evidence import NumericEvidence, Witness
from derivcheck.lang.domain import Integers
from derivcheck.lang.functions import Call
from derivcheck.lang.node import Named, Node
from derivcheck.numeric.arb_functions import Unsure
from derivcheck.numeric.exact_draw import SIMPLE
from derivcheck.numeric.exact_points import Point
from derivcheck.numeric.judgement import Judgement
from derivcheck.numeric.related import narrow, related, undefined
from derivcheck.numeric.sheet import BITS, POINTS, Sheet, precision, value_at

PRECISIONS = (512, 1024, 2048)
"""Tried in turn where the first does not tell the sides apart."""
EXTRA = 6
"""Points more than asked for, to make up for those that had to be left out."""
HUNTED = 60
"""Points more for an inequality, which may fail in a corner."""
MISSES = 3
"""Points in vain before a goal counts as vacuous."""
NUDGES = 3
BUDGET = 60
"""Evaluations spent on making a witness small."""
METHOD = "interval arithmetic"
ROUND = tuple(sorted(SIMPLE, key=lambda v: (abs(v) > 1, v != 1, v != 0, abs(float(v)), v < 0)))
"""Numbers a witness is shrunk to, the plainest first."""
DIGITS = BITS // 2
"""Bits to which both sides are known where they count as equal without a closer look."""

Kind = Literal["agrees", "apart", "disagrees", "open"]
"""What a point says; apart: both sides are defined, and what separates them is not their edge."""
JUMPING = ("sign", "Heaviside", "binomial")
"""Functions with jumps where they are defined; the others are continuous there."""


def check(statement: Statement, sheet: Sheet) -> NumericEvidence:
    """What the numbers say of a statement; NotClosed where a side is no closed form."""
    with precision(BITS):
        return _Check(statement, sheet).run()


def kinds(statement: Statement, sheet: Sheet, count: int) -> list[tuple[int, Kind]]:
    """What each of the first points says of a statement, by its index."""
    with precision(BITS):
        checks = _Check(statement, sheet)
        points = ((index, sheet.points.get(index)) for index in range(count))
        return [(index, checks.kind(point)) for index, point in points if point is not None]


@dataclass(slots=True)
class _Check:
    statement: Statement
    sheet: Sheet
    agreed: int = 0
    open: int = 0
    excused: int = 0
    largest: float = 0.0
    bound: float = 0.0
    jumps: bool | None = None

    def run(self) -> NumericEvidence:
        """All the points, together where they plainly agree, else one by one."""
        first = self.sheet.points.get(0)
        begun = first is not None and self.kind(first) == "agrees"
        if begun and self.statement.relation == "==" and self.agree():
            return self.conclude()
        return self.one_by_one()

    def agree(self) -> bool:
        """Whether both sides are the same at all points, to many digits."""
        sheet, statement = self.sheet, self.statement
        left, right = sheet.column(statement.lhs), sheet.column(statement.rhs)
        if left is None or right is None:
            return False
        gaps = [a - b for a, b in zip(left, right, strict=True)]
        if not all(0 in gap for gap in gaps):
            return False
        if any(value.rel_accuracy_bits() < DIGITS for value in (*left, *right)):
            return False
        self.agreed = len(gaps)
        self.largest = float(max(gap.abs_upper() for gap in gaps))
        self.bound = float(max(gap.rad() for gap in gaps))
        return True

    def one_by_one(self) -> NumericEvidence:
        """Each point by itself, until enough are decided or one refutes."""
        wanted = POINTS + (HUNTED if self.statement.relation != "==" else 0)
        misses = index = 0
        while self.agreed < wanted and index < wanted + EXTRA:
            point = self.sheet.points.get(index)
            index += 1
            if point is not None:
                found = self.visit(point)
                if found is not None:
                    return found
                continue
            misses += 1
            if misses >= MISSES and not self.agreed + self.open + self.excused:
                return NumericEvidence(
                    "vacuous", reason="no admissible point was found", method=METHOD
                )
        return self.conclude()

    def visit(self, point: Point) -> NumericEvidence | None:
        """One point; evidence if it refutes."""
        kind = self.kind(point)
        if kind == "agrees":
            self.agreed += 1
        elif kind == "open":
            self.open += 1
        elif not self.persists(point, kind):
            self.excused += 1
        else:
            return self.refute(point)
        return None

    def kind(self, point: Point) -> Kind:
        """What a point says, with the largest gap and bound kept."""
        statement = self.statement
        try:
            left, right = value_at(statement.lhs, point), value_at(statement.rhs, point)
        except Unsure:
            return self.finer(point).kind
        if left is None or right is None:
            return "disagrees"
        gap = left - right
        if statement.relation != "==":
            plain = _ordered(statement.relation, gap)
            if plain is not None:
                return plain
        elif 0 not in gap:
            return "apart" if gap.is_finite() else self.finer(point).kind
        elif narrow(gap, left, right, BITS):
            self.largest = max(self.largest, float(gap.abs_upper()))
            self.bound = max(self.bound, float(left.rad()) + float(right.rad()))
            return "agrees"
        made = related(statement.relation, left, right, BITS)
        return self.finer(point).kind if made is None else made.kind

    def finer(self, point: Point) -> Judgement:
        """The judgement at higher precision; open where none is high enough."""
        for bits in PRECISIONS:
            with precision(bits):
                made = judge(self.statement, self.sheet.frame.point(point.values), bits)
            if made is not None:
                return made
        return Judgement("open")

    def persists(self, point: Point, kind: Kind) -> bool:
        """Whether the failure is one nearby too: on a null set of numbers it is none."""
        frame, certain = self.sheet.frame, kind == "apart" and self.continuous()
        if all(isinstance(c.domain, Integers) for c in frame.coordinates):
            return True
        random, tried = Random(10_007), 0
        for _ in range(8 * NUDGES):
            moved = frame.near(point, random)
            if not frame.allows(moved):
                continue
            if certain:
                return True
            if self.kind(moved) in ("agrees", "open"):
                return False
            tried += 1
            if tried == NUDGES:
                return True
        return tried > 0

    def continuous(self) -> bool:
        """Whether both sides are continuous wherever they are defined."""
        if self.jumps is None:
            self.jumps = any(map(_jumps, (self.statement.lhs, self.statement.rhs)))
        return not self.jumps

    def refute(self, point: Point) -> NumericEvidence:
        """The evidence of a failure, at a point made small."""
        point = self.shrink(point)
        made = judge(self.statement, point, BITS) or self.finer(point)
        return NumericEvidence(
            "disagrees",
            points=self.agreed + self.open + self.excused + 1,
            max_error=made.gap,
            bound=made.bound,
            method=METHOD,
            rigour="rigorous",
            witness=self.witness(point, made),
        )

    def shrink(self, point: Point) -> Point:
        """The same failure at smaller and rounder numbers, one coordinate after the other."""
        budget, frame = BUDGET, self.sheet.frame
        for place, coordinate in enumerate(frame.coordinates):
            if isinstance(coordinate.domain, Integers):
                continue
            for value in ROUND:
                if budget <= 0 or point.values[place] == value:
                    break
                values = (*point.values[:place], value, *point.values[place + 1 :])
                candidate = frame.point(values)
                if not frame.allows(candidate):
                    continue
                budget -= 1 + NUDGES
                found = self.kind(candidate)
                if found in ("apart", "disagrees") and self.persists(candidate, found):
                    point = candidate
                    break
        return point

    def witness(self, point: Point, made: Judgement) -> Witness:
        """The point in words, with both sides."""
        listed = tuple(
            (coordinate.name, str(value))
            for coordinate, value in zip(self.sheet.frame.coordinates, point.values, strict=True)
        )
        return Witness(
            listed, made.lhs, made.rhs, made.lhs_error, made.rhs_error, certified=made.certified
        )

    def conclude(self) -> NumericEvidence:
        """Agreement needs enough points that tell something."""
        decided = self.agreed >= max(1, (self.agreed + self.open) // 3)
        return NumericEvidence(
            "agrees" if decided else "undecided",
            points=self.agreed,
            max_error=self.largest,
            bound=self.bound,
            method=METHOD,
            rigour="rigorous" if self.agreed else "",
            reason="" if decided else "the enclosures are too wide to tell the sides apart",
        )


def _ordered(relation: Relation, gap: arb) -> Kind | None:
    """What the sign of left - right says of an inequality, where it is known."""
    rise = gap if "<" in relation else -gap
    if not rise.is_finite():
        return None
    if rise < 0 or ("=" in relation and rise <= 0):
        return "agrees"
    if rise > 0:
        return "apart"
    return "disagrees" if "=" not in relation and rise >= 0 else None


def _jumps(node: Node) -> bool:
    """Whether an expression may have jumps where it is defined."""
    if isinstance(node, Named):
        return False
    return (isinstance(node, Call) and node.name in JUMPING) or any(map(_jumps, node.children()))


def judge(statement: Statement, point: Point, bits: int) -> Judgement | None:
    """The judgement at a point, whose coordinates are enclosed at this precision."""
    try:
        left, right = value_at(statement.lhs, point), value_at(statement.rhs, point)
    except Unsure:
        return None
    if left is None or right is None:
        return undefined(left, right)
    return related(statement.relation, left, right, bits)
