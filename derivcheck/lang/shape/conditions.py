"""Shapes within conditions and statements: equal shapes for ==, numbers for an order."""

from __future__ import annotations

from derivcheck.lang.algebra import Number
from derivcheck.lang.condition import (
    Compare,
    Condition,
    Conjunction,
    Disjunction,
    Negation,
    Truth,
)
from derivcheck.lang.errors import AuthorError, EngineError, ShapeError
from derivcheck.lang.expression import Expr
from derivcheck.lang.linear import PositiveDefinite
from derivcheck.lang.shape.context import Context


def check_condition(condition: Condition, context: Context) -> None:
    """Raise ShapeError where something within a condition does not fit."""
    try:
        _check(condition, context)
    except AuthorError as error:
        if error.culprit is None:
            error.culprit = condition
        raise


def check_relation(left: Expr, relation: str, right: Expr, context: Context) -> None:
    """Equality of equal shapes, the number 0 being the zero of any; an order of numbers only."""
    first, second = context.shape(left), context.shape(right)
    if relation in ("==", "!="):
        if first.sizes != second.sizes and not (_is_zero(left) or _is_zero(right)):
            raise ShapeError(f"cannot equate {first} and {second}")
    elif not (first.is_number and second.is_number):
        raise ShapeError(f"{relation} compares numbers, not {first} and {second}")


def _check(condition: Condition, context: Context) -> None:
    match condition:
        case Compare(relation=relation, left=left, right=right):
            check_relation(left, relation, right, context)
        case Conjunction(conditions=parts) | Disjunction(conditions=parts):
            for part in parts:
                check_condition(part, context)
        case Negation(condition=part):
            check_condition(part, context)
        case PositiveDefinite(matrix=matrix):
            if not (shape := context.shape(matrix)).is_square:
                raise ShapeError(f"only square matrices are positive definite, not {shape}")
        case Truth():
            pass
        case _:
            raise EngineError(f"no rule for the shapes in {type(condition).__name__}")


def _is_zero(side: Expr) -> bool:
    return isinstance(side, Number) and side.value == 0
