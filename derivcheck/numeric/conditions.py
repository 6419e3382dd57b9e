"""Conditions and piecewise expressions, in three values: true, false, undecided."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.lang.condition import (
    Compare,
    Condition,
    Conjunction,
    Disjunction,
    Negation,
    Piecewise,
    Truth,
)
from derivcheck.lang.errors import EngineError
from derivcheck.lang.linear import PositiveDefinite
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.scope import Scope

ROUNDING = 1e-12
"""Numbers that agree this closely, relative to their size, count as equal in a condition: an
equation among the assumptions is solved only up to rounding."""


def decide(condition: Condition, scope: Scope) -> Any:
    """1 where the condition holds, 0 where it fails, NaN where that cannot be told."""
    if isinstance(condition, Truth):
        return np.float64(condition.value)
    if isinstance(condition, Compare):
        return compare(
            condition.relation, scope.value(condition.left), scope.value(condition.right)
        )
    if isinstance(condition, Conjunction):
        return _fold(np.minimum, [scope.holds(c) for c in condition.conditions], 1.0)
    if isinstance(condition, Disjunction):
        return _fold(np.maximum, [scope.holds(c) for c in condition.conditions], 0.0)
    if isinstance(condition, Negation):
        return 1.0 - scope.holds(condition.condition)
    if isinstance(condition, PositiveDefinite):
        return _positive_definite(scope.value(condition.matrix))
    raise EngineError(f"no meaning for the condition {type(condition).__name__}")


def _positive_definite(a: Ball) -> Any:
    """1 where symmetric with positive eigenvalues, up to rounding."""
    values = np.nan_to_num(balls.as_matrix(a).value())
    skew = np.abs(values - np.swapaxes(values, -1, -2)).max(axis=(-1, -2))
    least = np.linalg.eigvalsh((values + np.swapaxes(values, -1, -2)) / 2)
    size = np.abs(values).max(axis=(-1, -2))
    good = (skew <= ROUNDING * (1 + size)) & (least[..., 0] > ROUNDING * (1 + size))
    return good.astype(np.float64)


def _fold(join: Any, truths: list[Any], decisive: float) -> Any:
    """The minimum (maximum) of truths; one that decides alone outweighs an undecided one."""
    made: Any = np.float64(decisive)
    stop = 1.0 - decisive
    for truth in truths:
        joined = join(made, truth)
        made = np.where((made == stop) | (truth == stop), stop, joined)
    return made


def compare(relation: str, left: Ball, right: Ball) -> Any:
    """left REL right as 1, 0 or NaN."""
    gap = balls.sub(left, right)
    same = left.infinite() & right.infinite() & (left.mid == right.mid)
    sign = np.where(same, 0.0, gap.sign())
    sign = np.where(left.undefined() | right.undefined(), np.nan, sign)
    close = np.isnan(sign) & _close(gap, left, right)
    sign = np.where(close, 0.0, sign)
    if gap.rank:
        return _all_equal(relation, sign)
    holds = {
        "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0,
        "==": sign == 0, "!=": sign != 0,
    }[relation]  # fmt: skip
    return np.where(np.isnan(sign), np.nan, holds.astype(np.float64))


def _close(gap: Ball, left: Ball, right: Ball) -> Any:
    size = np.maximum(np.abs(left.value()), np.abs(right.value()))
    small = np.abs(gap.value()) + gap.error() <= ROUNDING * (1 + size)
    return small & ~gap.undefined()


def _all_equal(relation: str, sign: Any) -> Any:
    equal = np.where(np.isnan(sign), np.nan, (sign == 0).astype(np.float64)).min(axis=(-2, -1))
    return 1.0 - equal if relation == "!=" else equal


def piecewise(node: Piecewise, scope: Scope) -> Ball:
    """The first branch whose condition holds; undefined where none does.

    A branch is evaluated where it is not chosen too, and what it is there does not matter.
    """
    made = balls.ball(np.nan)
    for value, condition in reversed(node.branches):
        truth = scope.holds(condition)
        if np.all(truth == 0):
            continue
        branch = scope.value(value)
        made = balls.where(np.nan_to_num(truth) > 0, branch, made)
        made = balls.where(np.isnan(truth), balls.UNKNOWN, made)
    return made
