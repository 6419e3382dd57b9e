"""Equations by calculus: where a difference has derivative 0, its value at one point decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import inf

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import Neg, Number, Symbol, oo
from derivcheck.lang.calculus import derivative
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.domain import Interval
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import Call
from derivcheck.lang.node import Binder
from derivcheck.lang.probability import RandomBinder
from derivcheck.symbolic.context import Context, OutOfReach
from derivcheck.symbolic.lower import lower, open_scope
from derivcheck.symbolic.rule import Example, Reduction, Rule
from derivcheck.symbolic.smooth import is_smooth

SIMPLER_DERIVED = frozenset({"atan", "asin", "acos", "erf", "log", "softplus", "tan"})
"""Functions whose derivatives are easier to compare than they are."""

POINTS = tuple(Fraction(*pair) for pair in ((0, 1), (1, 1), (1, 2), (-1, 1), (2, 1)))
"""Where the two sides are compared, the plainest first."""


def by_derivative(goal: Goal, context: Context) -> Iterator[Reduction]:
    """Equal derivatives in one name, and equal values at one point of its interval."""
    sides = goal.statement.lhs, goal.statement.rhs
    goal = replace(goal, by="")
    if goal.statement.relation != "==" or not _is_worth_it(sides):
        return
    free = sides[0].free_names() | sides[1].free_names()
    assumed = frozenset[str]().union(*(c.free_names() for c in goal.assume))
    for name in goal.given:
        if not isinstance(name, Symbol) or name.name not in free - assumed:
            continue
        point = _inside(name)
        if point is not None and _is_smooth(goal, name, context):
            yield Reduction((_derived(goal, name), _at(goal, name, point)))


def _is_worth_it(sides: tuple[Expr, Expr]) -> bool:
    """Whether the sides are closed forms with a function whose derivative is simpler than it."""
    parts = [part for side in sides for part in side.walk()]
    if any(isinstance(part, Binder | RandomBinder | Divergence) for part in parts):
        return False
    return any(isinstance(part, Call) and part.name in SIMPLER_DERIVED for part in parts)


def _inside(name: Symbol) -> Number | None:
    """A simple number inside the name's interval, if its ends are numbers or infinite."""
    domain = name.domain
    if not isinstance(domain, Interval):
        return None
    low, high = _bound(domain.lower), _bound(domain.upper)
    if low is None or high is None:
        return None
    return next((Number(point) for point in POINTS if low < point < high), None)


def _bound(end: Expr) -> Fraction | float | None:
    if isinstance(end, Neg):
        inner = _bound(end.operand)
        return None if inner is None else -inner
    if isinstance(end, Number):
        return end.value
    return inf if end == oo else None


def _is_smooth(goal: Goal, name: Symbol, context: Context) -> bool:
    with context.attempt() as trial:
        scope = open_scope(goal, trial)
        try:
            gap = lower(goal.statement.lhs, scope) - lower(goal.statement.rhs, scope)
        except OutOfReach:
            return False
        symbols = list(scope.values[name.name].free_symbols)
        return len(symbols) == 1 and is_smooth(gap, symbols[0], trial)


def _derived(goal: Goal, name: Symbol) -> Goal:
    left = derivative(goal.statement.lhs, name)
    return replace(goal, statement=Statement(left, "==", derivative(goal.statement.rhs, name)))


def _at(goal: Goal, name: Symbol, point: Number) -> Goal:
    left = expr(goal.statement.lhs.substitute({name.name: point}))
    right = expr(goal.statement.rhs.substitute({name.name: point}))
    return replace(goal, statement=Statement(left, "==", right))


RULES = (
    Rule(
        name="equality.derivative",
        statement="Two differentiable functions on an interval are equal if their derivatives are "
        "and they agree at one point.",
        source="The mean value theorem, Rudin, Principles of Mathematical Analysis, 5.11",
        holds=(
            Example("x: real", "atan(sinh(x)) == 2*atan(tanh(x/2))"),
            Example("x: in (-1, 1)", "atan(2*x/(1 - x**2)) == 2*atan(x)"),
        ),
        fails=(
            Example("x: nonzero", "atan(x) + atan(1/x) == pi/2"),
            Example("x: real", "atan(2*x/(1 - x**2)) == 2*atan(x)"),
            Example("x: real", "atan(sinh(x)) == 2*atan(tanh(x/2)) + pi"),
        ),
        reduce=by_derivative,
    ),
)
