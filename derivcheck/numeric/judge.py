"""Both sides of a statement at a point, by the most rigorous means there are."""

from __future__ import annotations

from derivcheck.core.claim import Statement
from derivcheck.numeric.certify import certify
from derivcheck.numeric.compare import compare
from derivcheck.numeric.evaluate import evaluate_in
from derivcheck.numeric.judgement import Judgement
from derivcheck.numeric.points import Point
from derivcheck.numeric.scope import Effort


def judge(statement: Statement, point: Point, effort: Effort, deadline: float | None) -> Judgement:
    """Enclosures where the sides are closed forms, balls otherwise."""
    rigorous = certify(statement, point.values)
    if rigorous is not None:
        return rigorous
    scope = point.scope(effort, deadline)
    return compare(
        statement.relation, evaluate_in(statement.lhs, scope), evaluate_in(statement.rhs, scope)
    )
