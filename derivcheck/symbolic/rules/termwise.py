"""Sums over one range are ordered if their terms are: shown for an index that is any of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.calculus import Sum
from derivcheck.lang.domain import Integers
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.node import Named, fresh_name
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


def _names(total: Sum) -> set[str]:
    return {part.name for part in total.walk() if isinstance(part, Named)}


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
)
