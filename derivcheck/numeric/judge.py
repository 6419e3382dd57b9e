"""Both sides of a statement at a point, by the most rigorous means there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from derivcheck.core.claim import Statement
from derivcheck.numeric.certify import certify
from derivcheck.numeric.compare import compare
from derivcheck.numeric.evaluate import evaluate_in, make_scope
from derivcheck.numeric.judgement import Judgement
from derivcheck.numeric.scope import Effort


def judge(
    statement: Statement, environment: Mapping[str, Any], effort: Effort, deadline: float | None
) -> Judgement:
    """Enclosures where the sides are closed forms, balls otherwise."""
    rigorous = certify(statement, environment)
    if rigorous is not None:
        return rigorous
    values = {name: _plain(value) for name, value in environment.items()}
    scope = make_scope(values, effort, deadline)
    return compare(
        statement.relation, evaluate_in(statement.lhs, scope), evaluate_in(statement.rhs, scope)
    )


def _plain(value: Any) -> Any:
    from derivcheck.numeric.points import as_ball

    return as_ball(value)
