"""Wrong versions of every verified claim, made by machine: each must be refuted by the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from derivcheck.core.claim import Claim, Goal, Statement
from derivcheck.lang.algebra import Constant, Neg, Number
from derivcheck.lang.expression import Expr
from derivcheck.lang.linear import MatrixCall
from derivcheck.lang.node import Node
from derivcheck.lang.shape import SCALAR, shape
from derivcheck.numeric.check import check
from derivcheck.run.catalog import catalog
from derivcheck.run.load import load

DERIVATIONS = Path(__file__).parents[2] / "derivations"
VERIFIED = [entry for entry in catalog((str(DERIVATIONS),)) if entry.expect == "verified"]


def steps(claim: Claim) -> Iterator[Goal]:
    """Goals whose right side is finite and not zero by its form, the shortest first."""
    every = [goal for _, goal in claim.goals()]
    goals = [goal for goal in every if not _is_special(goal.statement.rhs)] or every
    yield from sorted(goals, key=lambda goal: sum(1 for _ in goal.statement.rhs.walk()))


def _is_special(side: Node) -> bool:
    infinite = isinstance(side, Constant) and side.name == "oo"
    zeros = isinstance(side, MatrixCall) and side.operation in ("Zeros", "Identity")
    return infinite or zeros or (isinstance(side, Neg) and _is_special(side.operand))


def mutants(goal: Goal) -> tuple[Statement, ...]:
    """Three statements that are false wherever the true one holds with finite sides."""
    left, relation, right = goal.statement.lhs, goal.statement.relation, goal.statement.rhs
    if _is_special(right):
        finite = tuple(Statement(left, "==", Number(Fraction(n))) for n in (0, 1))
        return (*finite, Statement(left, "==", -right))
    if relation != "==":
        lower: Expr = left - 1 if "<" in relation else left + 1
        return (
            Statement(left, relation, lower),
            Statement(lower, "==", left),
            Statement(2 * left + 1, "==", 2 * left),
        )
    if shape(right) != SCALAR:
        return tuple(Statement(left, "==", factor * right) for factor in (2, 3, -1))
    return (
        Statement(left, "==", right + 1),
        Statement(left, "==", right - 1),
        Statement(2 * left + 1, "==", 2 * right),
    )


@pytest.mark.parametrize("entry", VERIFIED, ids=[entry.id for entry in VERIFIED])
def test_mutants_are_refuted(entry: object) -> None:
    """The numbers behind a claim would agree with anything."""
    goals = list(steps(load(entry)))  # type: ignore[arg-type]
    assert goals
    wrong = [replace(goals[0], statement=made, by="", certificate=()) for made in mutants(goals[0])]
    verdicts = [check(goal, seed=0) for goal in wrong]
    assert [found.status for found in verdicts] == ["disagrees"] * len(wrong)
    assert all(found.witness for found in verdicts)
