"""Sums over one range are ordered if their terms are, means under one law if what is averaged is.

It is shown for a new name that may be any index, any value of the variable.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.calculus import Sum
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.domain import Integers, Interval
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.law import UnknownLaw
from derivcheck.lang.node import Named, fresh_name
from derivcheck.lang.probability import Expectation
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Reduction, Rule


def termwise(goal: Goal, context: Context) -> Iterator[Reduction]:
    """The terms of both sums compared at a new integer of the range."""
    left, relation, right = goal.statement.lhs, goal.statement.relation, goal.statement.rhs
    if relation not in ("<=", ">=") or not (isinstance(left, Sum) and isinstance(right, Sum)):
        return
    if left.region != right.region:
        return
    taken = {name.name for name in goal.given} | _names(left) | _names(right)
    domain = Integers(left.region.lower, left.region.upper)
    index = Symbol(fresh_name(left.variable.name, taken), domain)
    terms = Statement(_at(left, index), relation, _at(right, index))
    yield Reduction((replace(goal, statement=terms, given=(*goal.given, index), by=""),))


def averaged(goal: Goal, context: Context) -> Iterator[Reduction]:
    """Means with means inside, compared at a new value of the outer variable.

    The law is an unknown one: a density on an interval, so that a null set there is a null set of
    the law, or a mass function. Means of plain values are left to the monotony of the integral.
    """
    left, relation, right = goal.statement.lhs, goal.statement.relation, goal.statement.rhs
    if relation not in ("<=", ">="):
        return
    if not (isinstance(left, Expectation) and isinstance(right, Expectation)):
        return
    if len(left.bindings) != 1 or len(right.bindings) != 1 or not _is_nested(left.body, right.body):
        return
    first, second = left.bindings[0], right.bindings[0]
    if first.law != second.law or not isinstance(first.law, UnknownLaw):
        return
    domain = first.law.domain
    if len(domain.variables) != 1 or not isinstance(domain.variables[0], Interval | Integers):
        return
    taken = {name.name for name in goal.given} | _names(left) | _names(right)
    value = Symbol(fresh_name(first.variable.name, taken), domain.variables[0])
    sides = (
        expr(side.body.substitute({one.variable.name: value}))
        for side, one in ((left, first), (right, second))
    )
    low, high = sides
    statement = Statement(low, relation, high)
    yield Reduction((replace(goal, statement=statement, given=(*goal.given, value), by=""),))


def _is_nested(*bodies: Expr) -> bool:
    return any(isinstance(part, Expectation | Divergence) for b in bodies for part in b.walk())


def _names(side: Expr) -> set[str]:
    return {part.name for part in side.walk() if isinstance(part, Named)}


def _at(total: Sum, index: Symbol) -> Expr:
    return expr(total.body.substitute({total.variable.name: index}))


RULES = (
    Rule(
        name="sum.termwise",
        statement="f(k) <= g(k) for every k of a range implies that the sum of f over the range is "
        "at most that of g.",
        source="Graham, Knuth, Patashnik, Concrete Mathematics, section 2.3",
        holds=(
            Example(
                "n: natural; m: natural; f: function(2)",
                "Sum(exp(Sum(f(i, k), (i, 1, m))), (k, 1, n)) >= "
                "Sum(1 + Sum(f(i, k), (i, 1, m)), (k, 1, n))",
            ),
        ),
        fails=(
            Example(
                "n: natural; m: natural; w: real sequence; f: function(2)",
                "Sum(w[k]**2 + Sum(f(i, k), (i, 1, m))**2, (k, 1, n)) >= "
                "Sum(3*w[k]*Sum(f(i, k), (i, 1, m)), (k, 1, n))",
            ),
            Example(
                "n: natural; m: natural; f: function(2)",
                "Sum(exp(Sum(f(i, k), (i, 1, m))), (k, 1, n)) >= "
                "Sum(1 + 2*Sum(f(i, k), (i, 1, m)), (k, 1, n))",
            ),
            Example(
                "n: natural; m: natural; w: positive sequence",
                "Sum(w[k], (k, 1, n)) <= Sum(w[k], (k, 1, m))",
            ),
        ),
        reduce=termwise,
    ),
    Rule(
        name="expectation.termwise",
        statement="f(x) <= g(x) for every value of x implies that the mean of f is at most that of "
        "g under one law.",
        source="Rudin, Real and Complex Analysis, 1.24",
        holds=(
            Example(
                "r p: density; q: density(1 | 1); f: positive function(2)",
                "E[x:r](E[z:q | x](log(f(x, z))) - KL(q | x, p)) <= E[x:r](log(E[z:p](f(x, z))))",
            ),
            Example(
                "r p: density; q: density(1 | 1); f: positive function(2)",
                "E[x:r](log(E[z:p](f(x, z)))) >= E[x:r](E[z:q | x](log(f(x, z))) - 2*KL(q | x, p))",
            ),
        ),
        fails=(
            Example(
                "r p: density; q: density(1 | 1); f: positive function(2)",
                "E[x:r](E[z:q | x](log(f(x, z))) - KL(q | x, p)/2) <= E[x:r](log(E[z:p](f(x, z))))",
            ),
            Example(
                "r s p: density; q: density(1 | 1); f: positive function(2)",
                "E[x:r](E[z:q | x](log(f(x, z))) - KL(q | x, p)) <= E[x:s](log(E[z:p](f(x, z))))",
            ),
        ),
        reduce=averaged,
    ),
)
