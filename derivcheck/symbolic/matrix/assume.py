"""What the assumptions of a claim say of letters: definite, invertible, larger, equal."""

from __future__ import annotations

from collections.abc import Iterator

import sympy

from derivcheck.lang.algebra import ZERO, Symbol
from derivcheck.lang.condition import Compare, Condition, Conjunction
from derivcheck.lang.domain import Integers, VectorDomain
from derivcheck.lang.expression import Expr
from derivcheck.lang.linear import MatrixCall, PositiveDefinite
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import Segment
from derivcheck.symbolic.matrix.compare import difference
from derivcheck.symbolic.matrix.letter import Letter, Word
from derivcheck.symbolic.matrix.lower import lower, lower_mat, lower_number
from derivcheck.symbolic.matrix.mat import Mat, of_letter
from derivcheck.symbolic.matrix.scope import Scope
from derivcheck.symbolic.matrix.workspace import Workspace


def assume(conditions: tuple[Condition, ...], workspace: Workspace) -> None:
    """Note the facts; an assumption that is not understood adds none."""
    listed = [part for condition in conditions for part in _parts(condition)]
    # Set before anything is lowered: signs that hold on all but a null set depend on it.
    workspace.equations = any(_may_be_thin(condition) for condition in listed)
    for condition in listed:
        if isinstance(condition, PositiveDefinite):
            _definite(condition, workspace)
    for condition in listed:
        if isinstance(condition, Compare):
            _compare(condition, workspace)


def _may_be_thin(condition: Condition) -> bool:
    """Whether the points that satisfy a condition may be a null set."""
    if isinstance(condition, Compare):
        return condition.relation == "=="
    return not isinstance(condition, PositiveDefinite)


def _parts(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, Conjunction):
        for part in condition.conditions:
            yield from _parts(part)
    else:
        yield condition


def _definite(condition: PositiveDefinite, workspace: Workspace) -> None:
    if isinstance(condition.matrix, Symbol):
        workspace.definite.add(condition.matrix.name)
    else:
        workspace.definite_sums.append(lower_mat(condition.matrix, Scope(workspace)))


def _compare(condition: Compare, workspace: Workspace) -> None:
    left, right, relation = condition.left, condition.right, condition.relation
    if relation in ("<", "<="):
        left, right, relation = right, left, {"<": ">", "<=": ">="}[relation]
    if relation == "==":
        _equation(left, right, workspace)
    elif relation == "!=":
        _regular(left, right, workspace)
    else:
        _order(left, relation, right, workspace)


def _order(left: Expr, relation: str, right: Expr, workspace: Workspace) -> None:
    scope = Scope(workspace)
    if relation == ">":
        _regular(left, right, workspace)
    if _is_size(left) and _is_size(right):
        workspace.larger.append((lower_number(left, scope), lower_number(right, scope)))
    try:
        gap = sympy.expand(lower_number(left, scope) - lower_number(right, scope))
    except OutOfReach:
        # Not understood here, so nothing is concluded from it.
        return
    if relation == ">":
        workspace.facts.append(gap)


def _regular(left: Expr, right: Expr, workspace: Workspace) -> None:
    """det M > 0 or det M != 0: M is invertible; v != 0 or |v| > 0: v is not 0."""
    if right != ZERO:
        return
    vector = left
    if isinstance(vector, MatrixCall) and vector.operation == "Norm":
        (vector,) = vector.arguments
    if isinstance(vector, Symbol) and isinstance(vector.domain, VectorDomain):
        workspace.nonzero_vectors.add(vector.name)
    if isinstance(left, MatrixCall) and left.operation == "Determinant":
        workspace.regular.append(lower_mat(left.arguments[0], Scope(workspace)))


def _equation(left: Expr, right: Expr, workspace: Workspace) -> None:
    scope = Scope(workspace)
    gap = difference(lower(left, scope), lower(right, scope))
    if not isinstance(gap, Mat):
        _solve(gap, workspace)
        return
    workspace.relations.append(gap)
    letter = _orthogonal(gap)
    if letter is not None:
        workspace.regular.append(of_letter(letter))
        other: Word = (letter, letter.transpose)
        turned = ((other, sympy.S.One), ((), sympy.S.NegativeOne))
        workspace.relations.append(Mat(letter.rows, letter.rows, turned))


def _orthogonal(gap: Mat) -> Letter | None:
    """Q of Q'Q - 1, Q square: then Q Q' = 1 as well."""
    words = dict(gap.terms)
    pairs = [word for word in words if len(word) == 2 and word[0] == word[1].transpose]
    if len(words) != 2 or len(pairs) != 1 or words.get(()) != -words[pairs[0]]:
        return None
    letter = pairs[0][1]
    return letter if letter.rows == letter.columns else None


def _solve(gap: sympy.Expr, workspace: Workspace) -> None:
    """An equation between numbers gives the value of an inner product in it."""
    atoms = [s for s in gap.free_symbols if isinstance(workspace.atoms.get(s), Segment)]
    for symbol in sorted(atoms, key=str):
        found = sympy.solve(gap, symbol)
        if len(found) == 1 and not found[0].has(symbol):
            workspace.values[symbol] = found[0]
            return


def _is_size(value: Expr) -> bool:
    return isinstance(value, Symbol) and isinstance(value.domain, Integers)
