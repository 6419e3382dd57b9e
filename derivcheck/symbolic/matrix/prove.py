"""prove_matrix(goal): a proof of a relation between numbers, vectors or matrices, or None."""

from __future__ import annotations

from dataclasses import dataclass

import sympy

from derivcheck.core.claim import Goal
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.condition import Compare, Condition, Conjunction
from derivcheck.lang.domain import Integers
from derivcheck.lang.linear import MatrixCall, PositiveDefinite
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix import (
    lower_divergence,
    lower_linear,
    lower_optimum,
    lower_random,
)
from derivcheck.symbolic.matrix.compare import difference, standard_zero, vanishes
from derivcheck.symbolic.matrix.functions import logarithm
from derivcheck.symbolic.matrix.inequality import is_above_zero, is_at_least_zero
from derivcheck.symbolic.matrix.lower import lower, lower_mat, lower_number
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
    return MatrixProof(
        proved=not reason,
        rules=tuple(workspace.used),
        trusts=("sympy.expand", "sympy.together"),
        side_conditions=tuple(workspace.conditions),
        reason=reason,
    )


def _attempt(goal: Goal, workspace: Workspace) -> str:
    """Empty where the goal is proved, else why it is open."""
    workspace = _assume(goal, workspace)
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


def _assume(goal: Goal, workspace: Workspace) -> Workspace:
    """The workspace with the facts of the goal's assumptions."""
    for condition in goal.assume:
        _note(condition, workspace)
    return workspace


def _note(condition: Condition, workspace: Workspace) -> None:
    scope = Scope(workspace)
    if isinstance(condition, Conjunction):
        for part in condition.conditions:
            _note(part, workspace)
    elif isinstance(condition, PositiveDefinite):
        if isinstance(condition.matrix, Symbol):
            workspace.definite.add(condition.matrix.name)
    elif isinstance(condition, Compare):
        if condition.relation == "==":
            workspace.equations = True
        _compare(condition, scope)


def _compare(condition: Compare, scope: Scope) -> None:
    workspace = scope.workspace
    left, right, relation = condition.left, condition.right, condition.relation
    if relation in ("<", "<="):
        left, right, relation = right, left, {"<": ">", "<=": ">="}[relation]
    if isinstance(left, MatrixCall) and left.operation == "Determinant":
        if relation in (">", "!=") and lower_number(right, scope) == 0:
            workspace.regular.append(lower_mat(left.arguments[0], scope))
    if relation in (">", ">=") and _is_size(left) and _is_size(right):
        workspace.larger.append((lower_number(left, scope), lower_number(right, scope)))
    if relation == ">":
        gap = sympy.expand(lower_number(left, scope) - lower_number(right, scope))
        workspace.facts.append(gap)


def _is_size(value: object) -> bool:
    return isinstance(value, Symbol) and isinstance(value.domain, Integers)
