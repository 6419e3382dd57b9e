"""Many guesses about one step of algebra, held against a few of its points in double precision."""

from __future__ import annotations

import math
from collections.abc import Mapping

from derivcheck.core.claim import Statement
from derivcheck.lang.expression import Expr
from derivcheck.numeric.doubles import Doubles
from derivcheck.numeric.rigorous import kinds
from derivcheck.numeric.sheet import Sheet

LOOKED_AT = (4, 8)
"""Points for a first look: neither simple, far out nor near an edge."""
SAMPLED = (4, 8, 0, 3, 7)
SURVEYED = 10
CLOSE = 1e-7
"""Relative gap beyond which two sides count as different."""


class QuickSieve:
    """The points of one false step; a guess that passes is for the enclosures to confirm."""

    def __init__(self, statement: Statement, sheet: Sheet) -> None:
        self._sheet = sheet
        self._statement = statement
        self._points = {
            place: Doubles(values, statement.lhs, statement.rhs)
            for place in {*LOOKED_AT, *SAMPLED}
            if (values := self._numbers(place)) is not None
        }

    def plausible(self, statement: Statement) -> bool:
        """Whether the first points do not tell the sides apart; False means very likely false."""
        return all(
            _plausible(statement, self._points[place])
            for place in LOOKED_AT
            if place in self._points
        )

    def values(self, expression: Expr) -> tuple[float | None, ...]:
        """What an expression is worth at each of the first points, where that is known."""
        found = (
            self._points[place].value(expression) for place in SAMPLED if place in self._points
        )
        return tuple(value if math.isfinite(value) else None for value in found)

    def verdicts(self, statement: Statement) -> tuple[tuple[Mapping[str, float], bool], ...]:
        """Points, as the values of their numbers, and whether the statement holds there."""
        found = kinds(statement, self._sheet, SURVEYED)
        numbers = ((self._numbers(place), kind) for place, kind in found if kind != "open")
        return tuple((values, kind == "agrees") for values, kind in numbers if values is not None)

    def _numbers(self, place: int) -> Mapping[str, float] | None:
        point = self._sheet.points.get(place)
        if point is None:
            return None
        return {name: float(value) for name, value in point.at.items()}


def _plausible(statement: Statement, point: Doubles) -> bool:
    left, right = point.value(statement.lhs), point.value(statement.rhs)
    if not (math.isfinite(left) and math.isfinite(right)):
        return not math.isfinite(left)
    slack = CLOSE * max(abs(left), abs(right))
    if statement.relation == "==":
        return abs(left - right) <= slack
    return left <= right + slack if "<" in statement.relation else left + slack >= right
