"""Components of a product with a matrix as sums, where entries of the matrix stand beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import ONE, REAL, MatMul, Symbol
from derivcheck.lang.calculus import Range, Sum
from derivcheck.lang.domain import MatrixDomain, VectorDomain
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.node import Named, Node, fresh_name
from derivcheck.lang.sequences import Index
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Reduction, Rule


def written_out(goal: Goal, context: Context) -> Iterator[Reduction]:
    """The goal with every (A @ x)[i] written as the sum of A[i, k]*x[k] over k."""
    statement = goal.statement
    parts = [*statement.lhs.walk(), *statement.rhs.walk()]
    indexed = [part for part in parts if isinstance(part, Index)]
    listed = [part.base for part in indexed if isinstance(part.base, Symbol)]
    factors = [pair for part in indexed if (pair := _factors(part, goal)) is not None]
    if not any(matrix in listed for matrix, _, _ in factors):
        return
    taken = {part.name for part in parts if isinstance(part, Named)}
    name = fresh_name("k", taken | {given.name for given in goal.given})

    def visit(part: Node) -> Node:
        made = part.rebuild(visit)
        return _sum(made, name, goal) if isinstance(made, Index) else made

    left, right = (expr(visit(side)) for side in (statement.lhs, statement.rhs))
    changed = Statement(left, statement.relation, right)
    yield Reduction((replace(goal, statement=changed, by="", certificate=()),))


def _factors(part: Index, goal: Goal) -> tuple[Symbol, Symbol, Expr] | None:
    """A, x and the size of x of (A @ x)[i], a given matrix and a given vector."""
    match part:
        case Index(
            base=MatMul(
                left=Symbol(domain=MatrixDomain()) as matrix,
                right=Symbol(domain=VectorDomain(size=size)) as vector,
            ),
            indices=(_,),
        ) if matrix in goal.given and vector in goal.given:
            return matrix, vector, expr(size)
    return None


def _sum(part: Index, name: str, goal: Goal) -> Node:
    factors = _factors(part, goal)
    if factors is None:
        return part
    matrix, vector, size = factors
    k = Symbol(name, REAL)
    body = Index(matrix, (part.indices[0], k)) * Index(vector, (k,))
    return Sum(body, k, Range(ONE, size))


GIVEN = "n D: natural; X: matrix(n, D); w: vector(D); a: real sequence"

RULES = (
    Rule(
        name="matrix.components",
        statement="(A @ x)[i] is the sum of A[i, k]*x[k] over k.",
        source="Horn and Johnson, Matrix Analysis, section 0.2",
        holds=(
            Example(
                GIVEN,
                "Sum(a[i]*(X @ w)[i], (i, 1, n)) == "
                "Sum(w[k]*Sum(a[i]*X[i, k], (i, 1, n)), (k, 1, D))",
            ),
        ),
        fails=(
            Example(
                GIVEN,
                "Sum(a[i]*(X @ w)[i], (i, 1, n)) == "
                "2*Sum(w[k]*Sum(a[i]*X[i, k], (i, 1, n)), (k, 1, D))",
            ),
        ),
        reduce=written_out,
    ),
)
