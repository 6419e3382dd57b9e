"""prove_matrix(goal): a proof of a relation between numbers, vectors or matrices, or None."""

from __future__ import annotations

from dataclasses import dataclass

import sympy

from derivcheck.core.claim import Goal
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix import (
    lower_divergence,
    lower_linear,
    lower_optimum,
    lower_random,
)
from derivcheck.symbolic.matrix.assume import assume
from derivcheck.symbolic.matrix.compare import difference, standard_zero, vanishes
from derivcheck.symbolic.matrix.functions import logarithm
from derivcheck.symbolic.matrix.inequality import is_above_zero, is_at_least_zero
from derivcheck.symbolic.matrix.lower import lower
from derivcheck.symbolic.matrix.mat import Mat, Value
from derivcheck.symbolic.matrix.scope import Scope
from derivcheck.symbolic.matrix.vocabulary import mentions_matrices
from derivcheck.symbolic.matrix.workspace import Workspace, Zero

READERS = (lower_divergence, lower_linear, lower_optimum, lower_random)
"""The modules that teach `lower` its nodes."""


@dataclass(frozen=True, slots=True)
class MatrixProof:
    """What became of a goal: the rules used, what is trusted, what is left to the reader."""

    proved: bool
    rules: tuple[str, ...] = ()
    trusts: tuple[str, ...] = ()
    side_conditions: tuple[str, ...] = ()
    reason: str = ""


def prove_matrix(goal: Goal, zero: Zero = standard_zero) -> MatrixProof | None:
    """The proof of a goal about vectors or matrices; None where there are none in it.

    `zero` decides whether a SymPy expression over scalar atoms is 0.
    """
    if not mentions_matrices(goal.statement):
        return None
    workspace = Workspace(zero)
    try:
        reason = _attempt(goal, workspace)
    except OutOfReach as limit:
        reason = str(limit)
    named = goal.by and not goal.by.startswith("lemma:")
    if named and not reason and goal.by not in workspace.used:
        reason = f"the proof does not use {goal.by}"
    return MatrixProof(
        proved=not reason,
        rules=tuple(workspace.used),
        trusts=("sympy.expand", "sympy.together"),
        side_conditions=tuple(workspace.conditions),
        reason=reason,
    )


def _attempt(goal: Goal, workspace: Workspace) -> str:
    """Empty where the goal is proved, else why it is open."""
    assume(goal.assume, workspace)
    scope = Scope(workspace)
    left, right = lower(goal.statement.lhs, scope), lower(goal.statement.rhs, scope)
    if goal.statement.relation == "==":
        return _equal(left, right, workspace)
    return _ordered(goal.statement.relation, left, right, workspace)


def _equal(left: Value, right: Value, workspace: Workspace) -> str:
    workspace.use("matrix.words")
    gap = difference(left, right)
    if vanishes(gap, workspace) or _equal_logarithms(left, right, workspace):
        return ""
    return "the normal forms of the two sides differ"


def _equal_logarithms(left: Value, right: Value, workspace: Workspace) -> bool:
    """Positive products are compared by their logarithms, where determinants and forms add."""
    if isinstance(left, Mat) or isinstance(right, Mat):
        return False
    if not (left.is_positive and right.is_positive):
        return False
    gap = logarithm(left, workspace) - logarithm(right, workspace)
    return vanishes(sympy.expand(gap), workspace)


def _ordered(relation: str, left: Value, right: Value, workspace: Workspace) -> str:
    if isinstance(left, Mat) or isinstance(right, Mat):
        return "an order of matrices"
    gap = left - right if relation in (">", ">=") else right - left
    shown = is_above_zero if relation in ("<", ">") else is_at_least_zero
    return "" if shown(gap, workspace) else "no certificate for the inequality"
