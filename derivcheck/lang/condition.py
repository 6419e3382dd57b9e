"""Conditions: comparisons and their combinations, as in Piecewise, Prob and assumptions."""

from __future__ import annotations

from typing import Any

from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr, Like, expr, is_sympy
from derivcheck.lang.node import Node, node

RELATIONS = ("<", "<=", ">", ">=", "==", "!=")


class Condition(Node):
    """Something that is true or false at a point."""

    __slots__ = ()

    def __bool__(self) -> bool:
        raise AuthorError(
            "a condition has no truth value before its names have values",
            remedy="write And(a < x, x < b) for a < x < b, And/Or/Not for and/or/not",
        )


@node
class Compare(Condition):
    """left REL right, REL one of < <= > >= == !=."""

    relation: str
    left: Expr
    right: Expr


@node
class Truth(Condition):
    """The condition that always holds (or never)."""

    value: bool = True


@node
class Conjunction(Condition):
    """All of the conditions hold."""

    conditions: tuple[Condition, ...]


@node
class Disjunction(Condition):
    """At least one of the conditions holds."""

    conditions: tuple[Condition, ...]


@node
class Negation(Condition):
    """The condition does not hold."""

    condition: Condition


@node
class Piecewise(Expr):
    """The value of the first branch whose condition holds; undefined where none does."""

    branches: tuple[tuple[Expr, Condition], ...]


def piecewise(*branches: tuple[Like, Condition | bool]) -> Piecewise:
    """Piecewise((value, condition), ..., (value, True))."""
    return Piecewise(tuple((expr(value), condition(when)) for value, when in branches))


def condition(value: Any) -> Condition:
    """The condition a value stands for: a node, a truth value, or a SymPy relation."""
    if value is False:
        # x == y is the structural equality of nodes, and nobody writes a case that never holds.
        raise AuthorError("this condition never holds", remedy="write Eq(x, y) for an equation")
    if value is True:
        return Truth()
    if isinstance(value, Condition):
        return value
    if is_sympy(value):
        from derivcheck.lang.foreign import condition_from_sympy

        return condition_from_sympy(value)
    raise AuthorError(f"{value!r} is not a condition", remedy="write a comparison such as x > 0")


def Eq(left: Like, right: Like) -> Compare:
    """left == right, as a condition."""
    return Compare("==", expr(left), expr(right))


def Ne(left: Like, right: Like) -> Compare:
    """left != right, as a condition."""
    return Compare("!=", expr(left), expr(right))


def And(*conditions: Condition | bool) -> Conjunction:
    """All of the conditions."""
    return Conjunction(tuple(condition(c) for c in conditions))


def Or(*conditions: Condition | bool) -> Disjunction:
    """Any of the conditions."""
    return Disjunction(tuple(condition(c) for c in conditions))


def Not(value: Condition | bool) -> Negation:
    """The contrary."""
    return Negation(condition(value))
