"""A supremum is at least each value of its function, an infimum at most: one value may do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import REAL, Add, Neg, Sub, Symbol, oo
from derivcheck.lang.calculus import Integral, Range, Sum
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.node import Node, fresh_name
from derivcheck.lang.optimum import Optimum
from derivcheck.lang.probability import Expectation
from derivcheck.symbolic.context import Context, OutOfReach
from derivcheck.symbolic.coupling import oblige
from derivcheck.symbolic.lower import lower, open_scope
from derivcheck.symbolic.rule import Example, Reduction, Rule

MOST = 3
"""More points than this are not put in."""

Put = Callable[[Expr], Expr]
Place = tuple[Optimum, int, frozenset[str], Put]
"""An optimum in a side, whether the side grows (1) or falls (-1) with it, the names bound around it
and the side with something else in its place.
"""


def by_a_value(goal: Goal, context: Context) -> Iterator[Reduction]:
    """The goal with the value at one point of the range for an optimum that is beyond it."""
    left, relation, right = goal.statement.lhs, goal.statement.relation, goal.statement.rhs
    if relation == "==":
        return
    upward = 1 if "<" in relation else -1
    for side, other, large in ((left, right, -upward), (right, left, upward)):
        for best, sense, bound, put in _places(side, 1, frozenset(), lambda part: part):
            beyond = {"Sup": 1, "Inf": -1}.get(best.kind)
            if beyond != sense * large or not _is_defined(goal, context):
                continue
            for point in _points(best, other, bound | {name.name for name in goal.given}):
                made = put(expr(best.body.substitute({best.variable.name: point})))
                sides = (made, right) if side is left else (left, made)
                statement = Statement(sides[0], relation, sides[1])
                changed = replace(goal, statement=statement, by="", certificate=())
                within = _within(best.region, point, goal, bound)
                yield Reduction((*within, changed))


def _places(part: Expr, sense: int, bound: frozenset[str], put: Put) -> Iterator[Place]:
    """The optima with which a side is monotone: through sums, and under integrals and means."""
    match part:
        case Optimum(region=Range()):
            yield part, sense, bound, put
        case Add(left=a, right=b):
            yield from _places(a, sense, bound, lambda new: put(Add(new, b)))
            yield from _places(b, sense, bound, lambda new: put(Add(a, new)))
        case Sub(left=a, right=b):
            yield from _places(a, sense, bound, lambda new: put(Sub(new, b)))
            yield from _places(b, -sense, bound, lambda new: put(Sub(a, new)))
        case Neg(operand=a):
            yield from _places(a, -sense, bound, lambda new: put(Neg(new)))
        case Integral(body=a, variable=x, region=Range(lower=Neg(operand=low), upper=high)) if (
            low == oo == high
        ):
            yield from _places(a, sense, bound | {x.name}, lambda new: put(replace(part, body=new)))
        case Sum(body=a, variable=x):
            yield from _places(a, sense, bound | {x.name}, lambda new: put(replace(part, body=new)))
        case Expectation(bindings=bindings, body=a):
            names = bound | {binding.variable.name for binding in bindings}
            yield from _places(a, sense, names, lambda new: put(replace(part, body=new)))


def _is_defined(goal: Goal, context: Context) -> bool:
    """Whether both sides can be read, the function on the whole of its range included."""
    with context.attempt() as trial:
        trial.obligations.clear()
        scope = open_scope(goal, trial)
        try:
            for side in (goal.statement.lhs, goal.statement.rhs):
                lower(side, scope)
        except OutOfReach:
            return False
        return not trial.obligations


def _points(best: Optimum, other: Expr, known: frozenset[str]) -> list[Expr]:
    """Expressions of the other side at which parts of the function are parts of that side too."""
    name = best.variable.name
    parts = {part for part in best.body.walk() if name in part.free_names()}
    parts -= {best.body, Symbol(name, best.variable.domain)}
    there = set(other.walk())
    found: dict[Expr, int] = {}
    for point in there:
        if isinstance(point, Expr) and point.free_names() <= known and point.free_names():
            shared = sum(part.substitute({name: point}) in there for part in parts)
            if shared and point not in parts:
                found[point] = shared
    return sorted(found, key=lambda point: (-found[point], str(point)))[:MOST]


def _within(region: Any, point: Expr, goal: Goal, bound: frozenset[str]) -> Iterator[Goal]:
    """That the point lies in the range, whatever number each of the bound names is.

    They are renamed, so that no assumption on a given name of the same spelling helps.
    """
    taken = frozenset(name.name for name in goal.given)
    fresh: dict[str, Node] = {
        name: Symbol(fresh_name(f"{name}_bound", taken), REAL) for name in bound
    }
    for low, high in ((region.lower, point), (point, region.upper)):
        if Neg(oo) != low and high != oo:
            sides = expr(low.substitute(fresh)), expr(high.substitute(fresh))
            yield oblige(Statement(sides[0], "<=", sides[1]), goal)


GAN = "p(x)*log(sigmoid(h(x))) + q(x)*log(1 - sigmoid(h(x)))"

RULES = (
    Rule(
        name="optimum.value",
        statement="Sup f >= f(t) and Inf f <= f(t) for every t in the range; so under sums, "
        "integrals and means, with a t for every point.",
        source="Rudin, Principles of Mathematical Analysis, definition 1.8",
        holds=(
            Example(
                "p q: density; h: function",
                f"Integral({GAN}, (x, -oo, oo)) <= "
                "Integral(Sup(p(x)*log(y) + q(x)*log(2 - y), (y, 0, 1)), (x, -oo, oo))",
            ),
            Example(
                "p: density; h: function; f: function(2)",
                "E[x:p](f(x, h(x))**2) >= E[x:p](Inf(f(x, y)**2 - 1, (y, -oo, oo)))",
            ),
        ),
        fails=(
            Example(
                "p q: density; h: function",
                f"Integral({GAN}, (x, -oo, oo)) <= "
                "Integral(Sup(p(x)*log(y) + q(x)*log(2 - y), (y, 1/2, 1)), (x, -oo, oo))",
            ),
            Example(
                "p: density; h: function; f: function(2)",
                "E[x:p](f(x, h(x))**2) >= E[x:p](Inf(f(x, y)**2 + 1, (y, -oo, oo)))",
            ),
            Example(
                "p: density; h: function; f: function(2)",
                "E[x:p](f(x, h(x))**2) <= E[x:p](Inf(f(x, y)**2 + 1, (y, -oo, oo)))",
            ),
        ),
        reduce=by_a_value,
    ),
)
