"""Inequalities between positive sides, through their logarithms or their squares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import ZERO
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


def through_squares(goal: Goal, context: Context) -> Iterator[Reduction]:
    """a**2 <= b**2 with b >= 0 for a <= b where a side is a square root."""
    left, relation, right = goal.statement.lhs, goal.statement.relation, goal.statement.rhs
    if relation not in ("<=", ">=") or not (_is_root(left) or _is_root(right)):
        return
    larger = right if relation == "<=" else left
    squared = Statement(left**2, relation, right**2)
    needed = Statement(larger, ">=", ZERO)
    yield Reduction(tuple(replace(goal, statement=made, by="") for made in (needed, squared)))


def _is_root(side: Expr) -> bool:
    return isinstance(side, Call) and side.name == "sqrt"


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
    Rule(
        name="square.both-sides",
        statement="a <= b for b >= 0 if a**2 <= b**2.",
        source="Monotonicity of the square, Rudin, Principles of Mathematical Analysis, 1.21",
        holds=(
            Example("p: density; f: function", "E[x:p](Abs(f(x))) <= sqrt(E[x:p](f(x)**2))"),
            Example(
                "p: density; f g: function",
                "E[x:p](f(x)*g(x)) <= sqrt(E[x:p](f(x)**2)*E[x:p](g(x)**2))",
            ),
        ),
        fails=(
            Example("p: density; f: function", "E[x:p](Abs(f(x))) >= sqrt(E[x:p](f(x)**2))"),
            Example("x: real; y: positive", "sqrt(y) <= x", ("y <= x**2",)),
        ),
        reduce=through_squares,
    ),
)
