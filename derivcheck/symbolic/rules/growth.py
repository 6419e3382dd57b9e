"""Inequalities between positive sides, through their logarithms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Call, log
from derivcheck.symbolic.context import Context, OutOfReach
from derivcheck.symbolic.lower import lower, open_scope
from derivcheck.symbolic.rule import Example, Reduction, Rule
from derivcheck.symbolic.sign import is_positive


def through_logarithms(goal: Goal, context: Context) -> Iterator[Reduction]:
    """log(lhs) <= log(rhs) for positive sides of which one has a power among its factors."""
    left, relation, right = goal.statement.lhs, goal.statement.relation, goal.statement.rhs
    if relation == "==" or _is_logarithm(left) or _is_logarithm(right):
        return
    with context.attempt() as trial:
        scope = open_scope(goal, trial)
        try:
            sides = lower(left, scope), lower(right, scope)
        except OutOfReach:
            return
        if not any(_is_power(side) for side in sides):
            return
        if all(is_positive(side, trial) for side in sides):
            statement = Statement(log(left), relation, log(right))
            yield Reduction((replace(goal, statement=statement, by=""),))


def _is_logarithm(side: Expr) -> bool:
    return isinstance(side, Call) and side.name == "log"


def _is_power(side: Any) -> bool:
    """Whether exponentials or powers beyond squares are factors of a side."""
    bases = (factor.as_base_exp() for factor in sympy.Mul.make_args(side))
    return any(not exponent.is_Integer or abs(exponent) > 2 for _, exponent in bases)


RULES = (
    Rule(
        name="logarithm.both-sides",
        statement="u <= v for positive u and v if log(u) <= log(v).",
        source="NIST Digital Library of Mathematical Functions, 4.2",
        holds=(
            Example("x: in (-oo, 1)", "exp(x) <= 1/(1 - x)"),
            Example("x y: positive", "2/(1/x + 1/y) <= sqrt(x*y)"),
        ),
        fails=(
            Example("x: in (-oo, 1)", "exp(x) >= 1/(1 - x)"),
            Example("x: real", "exp(x) <= 1 + x"),
        ),
        reduce=through_logarithms,
    ),
)
