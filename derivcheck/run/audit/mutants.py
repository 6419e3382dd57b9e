"""The mutants of a step: statements that differ from it by one mistake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr
from derivcheck.lang.node import Node
from derivcheck.lang.shape import check_statement
from derivcheck.run.audit.operator import Operator
from derivcheck.run.audit.operators import OPERATORS
from derivcheck.run.edits import edited


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed statement, and the name of the operator that changed it."""

    operator: str
    statement: Statement


def mutants(goal: Goal, operators: tuple[Operator, ...] = OPERATORS) -> Iterator[Mutant]:
    """The mutants of a goal's right side, each statement once, every one well formed.

    A statement whose shapes do not fit is none: an author would be told of it at once.
    """
    seen = {goal.statement}
    for operator in operators:
        for statement in _made(operator, goal):
            if statement not in seen and _fits(statement):
                yield Mutant(operator.name, statement)
            seen.add(statement)


def _made(operator: Operator, goal: Goal) -> Iterator[Statement]:
    if operator.whole:
        yield from operator.whole(goal)
    at = operator.at
    if at:

        def local(node: Node) -> Iterator[tuple[Node, None]]:
            return ((changed, None) for changed in at(node, goal))

        for right, _ in edited(goal.statement.rhs, local, inside_names=True):
            if isinstance(right, Expr):
                yield replace(goal.statement, rhs=right)


def _fits(statement: Statement) -> bool:
    try:
        check_statement(statement.lhs, statement.relation, statement.rhs)
    except AuthorError:
        return False
    return True
