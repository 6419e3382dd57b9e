"""The kernel: it alone compares. A goal is proved when nothing is left between its two sides."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.core.claim import Goal
from derivcheck.symbolic.context import Context, OutOfReach
from derivcheck.symbolic.lower import lower, open_scope
from derivcheck.symbolic.manifest import manifest
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.search import certified
from derivcheck.symbolic.veil import veil
from derivcheck.symbolic.zero import is_zero


def settle(goal: Goal, context: Context) -> bool:
    """Whether the normal forms of both sides are related as the goal says.

    False means "not shown". Obligations met on the way stay in the context: a goal with an open
    obligation is not proved, and no certificate is looked for.
    """
    scope = open_scope(goal, context)
    statement = goal.statement
    left = normal(lower(statement.lhs, scope), context)
    right = normal(lower(statement.rhs, scope), context)
    return not context.obligations and related(left, statement.relation, right, context)


def related(left: Any, relation: str, right: Any, context: Context) -> bool:
    """Whether two normal forms are shown to be related."""
    if left.has(sympy.nan, sympy.zoo) or right.has(sympy.nan, sympy.zoo):
        raise OutOfReach("an expression that mixes infinities")
    if veil(left, context).is_infinite or veil(right, context).is_infinite:
        return _infinite(left, relation, right)
    if relation == "==":
        return left == right or is_zero(left - right, context)
    gap = right - left if "<" in relation else left - right
    strict = "=" not in relation
    if manifest(gap, strict, context) or (not strict and is_zero(gap, context)):
        return True
    return certified(gap, strict, context)


def _infinite(left: Any, relation: str, right: Any) -> bool:
    """Two infinite sides; one that is infinite against a finite other makes a step false."""
    if relation == "==":
        return bool(left == right and left in (sympy.oo, -sympy.oo))
    low, high = (left, right) if "<" in relation else (right, left)
    if low == high:
        return "=" in relation
    return bool(low == -sympy.oo and high == sympy.oo)
