"""Case splits: what holds for u <= 0 and for u >= 0 holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.core.claim import Goal
from derivcheck.lang.algebra import ZERO, Symbol
from derivcheck.lang.condition import Compare, Condition, Conjunction, Piecewise
from derivcheck.lang.domain import Nonzero
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Call
from derivcheck.lang.node import Node
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Reduction, Rule

MOST_SPLITS = 4
"""More splits than this on one step are given up; each doubles or trebles the work."""

HALVES = ("<=", ">=")
THIRDS = ("<", "==", ">")


def split(goal: Goal, context: Context) -> Iterator[Reduction]:
    """The goal once for each case of the first comparison that it turns on."""
    if context.splits >= MOST_SPLITS:
        return
    context.splits += 1
    found = list(_comparisons(goal))
    for left, right, relations in found:
        if not _is_split(left, right, goal):
            # Where one part needs strict cases and another does not, strict ones serve both.
            if relations == HALVES:
                relations = max((r for a, b, r in found if (a, b) == (left, right)), key=len)
            yield Reduction(tuple(_case(goal, Compare(r, left, right)) for r in relations))
            return


def _case(goal: Goal, condition: Condition) -> Goal:
    return replace(goal, assume=(*goal.assume, condition), by="")


def _comparisons(goal: Goal) -> Iterator[tuple[Expr, Expr, tuple[str, ...]]]:
    """Pairs of numbers whose order may matter, with the relations that cover all cases."""
    for condition in _flat(goal.assume):
        if condition.relation == "!=":
            yield condition.left, condition.right, ("<", ">")
    known = frozenset(name.name for name in goal.given)
    sides = (goal.statement.lhs, goal.statement.rhs)
    # Innermost first: |t| before | |t| - s |.
    parts = [part for side in sides for part in reversed(list(side.walk()))]
    turning = [found for part in parts for found in _turning(part)]
    turning = [(a, b, r) for a, b, r in turning if a.free_names() | b.free_names() <= known]
    involved = frozenset[str]().union(*(a.free_names() | b.free_names() for a, b, _ in turning))
    yield from _nonzero_names(goal, involved)
    yield from turning
    yield from _nonzero_names(goal, sides[0].free_names() | sides[1].free_names())


def _nonzero_names(
    goal: Goal, names: frozenset[str]
) -> Iterator[tuple[Expr, Expr, tuple[str, ...]]]:
    for name in goal.given:
        if isinstance(name, Symbol) and isinstance(name.domain, Nonzero) and name.name in names:
            yield name, ZERO, ("<", ">")


def _turning(part: Node) -> Iterator[tuple[Expr, Expr, tuple[str, ...]]]:
    if isinstance(part, Call) and part.name == "Abs":
        yield part.arguments[0], ZERO, HALVES
    elif isinstance(part, Call) and part.name in ("sign", "Heaviside"):
        yield part.arguments[0], ZERO, THIRDS
    elif isinstance(part, Call) and part.name in ("Max", "Min"):
        for pair in zip(part.arguments, part.arguments[1:], strict=False):
            yield *pair, HALVES
    elif isinstance(part, Piecewise):
        for _, when in part.branches:
            for comparison in _compared(when):
                yield comparison.left, comparison.right, THIRDS


def _flat(conditions: tuple[Condition, ...]) -> Iterator[Compare]:
    for condition in conditions:
        if isinstance(condition, Compare):
            yield condition
        elif isinstance(condition, Conjunction):
            yield from _flat(condition.conditions)


def _compared(condition: Condition) -> Iterator[Compare]:
    return (part for part in condition.walk() if isinstance(part, Compare))


def _is_split(left: Expr, right: Expr, goal: Goal) -> bool:
    """Whether the order of the two is among the assumptions already."""
    pairs = {left, right}
    return any({c.left, c.right} == pairs and c.relation != "!=" for c in _flat(goal.assume))


RULES = (
    Rule(
        name="cases.sign",
        statement="A statement is proved case by case: u <= v or u >= v for |u - v|, max(u, v) and "
        "min(u, v); u < v, u = v or u > v for signs and piecewise values; u < v or u > v for u "
        "and v assumed to differ.",
        source="Trichotomy of the real numbers",
        holds=(
            Example("a: real; b: real", "Max(a, b) == (a + b + Abs(a - b))/2"),
            Example("a: real; b: real", "Max(a, b) + Min(a, b) == a + b"),
            Example("x: real", "Piecewise((x, x > 0), (0, True)) == Max(x, 0)"),
            Example("t: nonzero", "Derivative(Abs(t), t) == sign(t)"),
            Example(
                "t: real; u: real",
                "Limit(Abs(t - u)/e, e, 0, '+') == oo",
                ("t != u",),
            ),
        ),
        fails=(
            Example("a: real; b: real", "Max(a, b) == (a + b - Abs(a - b))/2"),
            Example("a: real; b: real", "Abs(a + b) >= Abs(a) + Abs(b)"),
            Example("t: nonzero", "Derivative(Abs(t), t) == 1"),
            Example("t: real; u: real", "Limit((t - u)/e**2, e, 0, '+') == oo", ("t != u",)),
            Example("x: real", "sign(x - x) == 1"),
        ),
        reduce=split,
    ),
)
