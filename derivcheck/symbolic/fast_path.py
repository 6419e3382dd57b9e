"""The fast path: pure algebra from the author's tree to the field, with no SymPy object built."""

from __future__ import annotations

from dataclasses import dataclass, field

from derivcheck.core.claim import Goal, Statement
from derivcheck.core.evidence import FastPath, SymbolicEvidence
from derivcheck.lang.condition import Condition
from derivcheck.lang.expression import Expr
from derivcheck.lang.node import Node
from derivcheck.symbolic.field.assumed import build_in
from derivcheck.symbolic.field.element import Element, Unfit, add
from derivcheck.symbolic.field.polynomial import TooLarge
from derivcheck.symbolic.field.read import Reader

RULE = "algebra"
LIBRARY = "flint"


def fast_path(goal: Goal) -> FastPath:
    """'proved' where both sides are one element of the field, else 'open'; '' if no algebra."""
    if goal.statement.relation != "==":
        return ""
    return open_algebra(goal.assume).compare(goal.statement)


def open_algebra(assume: tuple[Condition, ...] = ()) -> Algebra:
    """The field of a claim, its assumptions built in where they can be."""
    reader = Reader()
    build_in(assume, reader)
    return Algebra(reader)


@dataclass(frozen=True, slots=True)
class Algebra:
    """The field of one claim; every side is read once, and kept, so that its identity stays."""

    reader: Reader
    sides: dict[int, tuple[Expr, Element, tuple[Node, ...]]] = field(default_factory=dict)

    def compare(self, statement: Statement) -> FastPath:
        """Whether the sides of an equation are one element; '' where they are not in the field."""
        try:
            gap = self.gap(statement.lhs, statement.rhs)
        except (Unfit, TooLarge):
            return ""
        return "proved" if self.reader.atoms.vanishes(gap) else "open"

    def settle(self, statement: Statement) -> SymbolicEvidence:
        """The evidence of the field alone; an inequality is shown by the signs of its terms."""
        try:
            shown = self._shown(statement)
        except (Unfit, TooLarge) as limit:
            return SymbolicEvidence("open", reason=str(limit) or "too large for the field")
        equation = statement.relation == "=="
        if not shown:
            return SymbolicEvidence(
                "open",
                fast_path="open" if equation else "",
                reason="not shown in the field of elementary functions",
            )
        return SymbolicEvidence(
            "proved",
            rules=(RULE,),
            trusts=(LIBRARY,),
            fast_path="proved" if equation else "",
            side_conditions=self._conditions(statement),
        )

    def gap(self, left: Expr, right: Expr) -> Element:
        """left - right; Unfit or TooLarge where a side is beyond the field."""
        return add(self._side(left)[1], self._side(right)[1], self.reader.atoms, -1)

    def _shown(self, statement: Statement) -> bool:
        atoms = self.reader.atoms
        if statement.relation == "==":
            return atoms.vanishes(self.gap(statement.lhs, statement.rhs))
        low, high = statement.lhs, statement.rhs
        if ">" in statement.relation:
            low, high = high, low
        gap = atoms.lowest(self.gap(high, low))
        if not gap.numerator:
            return "=" in statement.relation
        signed = atoms.is_nonnegative if "=" in statement.relation else atoms.is_positive
        return atoms.is_positive(gap.denominator) and signed(gap.numerator)

    def _side(self, side: Expr) -> tuple[Expr, Element, tuple[Node, ...]]:
        key = id(side)
        if key not in self.sides:
            self.reader.conditions.clear()
            made = self.reader.read(side)
            self.sides[key] = side, made, tuple(self.reader.conditions.values())
        return self.sides[key]

    def _conditions(self, statement: Statement) -> tuple[str, ...]:
        divisors = [*self._side(statement.lhs)[2], *self._side(statement.rhs)[2]]
        if not divisors:
            return ()
        from derivcheck.lang.show.text import text

        return tuple(dict.fromkeys(f"{text(divisor)} != 0" for divisor in divisors))
