"""A supremum is at least each value of its function, an infimum at most: one value may do."""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import REAL, Neg, Symbol, oo
from derivcheck.lang.calculus import Range
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.node import Node, fresh_name
from derivcheck.lang.optimum import Optimum
from derivcheck.symbolic.context import Context, OutOfReach
from derivcheck.symbolic.coupling import oblige
from derivcheck.symbolic.lower import lower, open_scope
from derivcheck.symbolic.monotone import places
from derivcheck.symbolic.rule import Example, Reduction, Rule

MOST = 3
"""More points than this are not put in."""


def by_a_value(goal: Goal, context: Context) -> Iterator[Reduction]:
    """The goal with the value at one point of the range for an optimum that is beyond it."""
    for place in places(goal, lambda part: isinstance(part, Optimum)):
        best = place.part
        if not (isinstance(best, Optimum) and isinstance(best.region, Range)):
            continue
        if place.helps != {"Sup": 1, "Inf": -1}.get(best.kind) or not _is_defined(goal, context):
            continue
        known = place.bound | {name.name for name in goal.given}
        for point in _points(best, place.other, known):
            changed = place.put(expr(best.body.substitute({best.variable.name: point})))
            yield Reduction((*_within(best.region, point, goal, place.bound), changed))


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


def _within(region: Range, point: Expr, goal: Goal, bound: frozenset[str]) -> Iterator[Goal]:
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
