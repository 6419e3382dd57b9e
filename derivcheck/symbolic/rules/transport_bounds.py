"""Transport distances in inequalities: above the distance of the means, below any coupling."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import ONE, REAL, Number, Symbol
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Call
from derivcheck.lang.law import Law
from derivcheck.lang.node import fresh_name
from derivcheck.lang.probability import Binding, Expectation
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.coupling import Maps, above, dilation, oblige, read_maps
from derivcheck.symbolic.monotone import places
from derivcheck.symbolic.pushforward import has_mean
from derivcheck.symbolic.rule import Example, Reduction, Rule
from derivcheck.symbolic.rules.transport import distance_first, obligations, valid

MINUS_ONE = Number(Fraction(-1))
TURNS = ((ONE, ONE), (ONE, MINUS_ONE), (MINUS_ONE, ONE), (MINUS_ONE, MINUS_ONE))
"""Which of the two maps take the source with the other sign."""


def _cost_above(goal: Goal) -> tuple[Law, Law, Expr, Maps] | None:
    """p, q, the mean and its maps of W1(p, q) <= E |X - Y|."""
    statement = distance_first(goal.statement)
    if statement is None or statement.relation != "<=":
        return None
    maps = read_maps(statement.rhs)
    if maps is None or not isinstance(statement.lhs, Divergence):
        return None
    p, q = statement.lhs.laws
    return p, q, statement.rhs, maps


def by_the_coupling(goal: Goal, context: Context) -> Iterator[Reduction]:
    """W1(p, q) <= E |X - Y| as it stands: X must have the law p and Y the law q."""
    read = _cost_above(goal)
    if read is None:
        return
    p, q, cost, maps = read
    for signs in TURNS:
        needed = above(maps, p, q, cost, "<=", signs)
        if needed is not None:
            yield Reduction(tuple(oblige(one, goal) for one in (*valid(p, q), *needed)))


def by_a_wider_coupling(goal: Goal, context: Context) -> Iterator[Reduction]:
    """W1(p, q) <= E |X - Y| where X and Y have the laws p and q dilated by one factor t >= 1.

    With m and n the means, m + (X - m)/t and n + (Y - n)/t are a coupling of p and q, and their
    difference is (1 - 1/t)*(m - n) + (X - Y)/t, where |m - n| = |E(X - Y)| <= E |X - Y|.
    """
    read = _cost_above(goal)
    if read is None:
        return
    p, q, cost, maps = read
    slope = dilation(maps.left, p, maps.source)
    slope = dilation(maps.right, q, maps.source) if slope is None else slope
    if slope is None:
        return
    for first, second in TURNS:
        t = first * slope
        needed = above(maps, p, q, cost, "<=", (slope, second * slope))
        if needed is not None:
            wider = Statement(t, ">=", ONE)
            yield Reduction(tuple(oblige(one, goal) for one in (*valid(p, q), wider, *needed)))


def by_means(goal: Goal, context: Context) -> Iterator[Reduction]:
    """The distance of the means for a W1 of which a smaller one would do."""
    for place in places(goal, _is_distance):
        if place.helps == 1 and isinstance(place.part, Divergence):
            p, q = place.part.laws
            if has_mean(p) and has_mean(q):
                x = Symbol(fresh_name("x", place.part.free_names()), REAL)
                first, second = (Expectation((Binding(x, law),), x) for law in (p, q))
                changed = place.put(Call("Abs", (first - second,)))
                needed = obligations(valid(p, q), goal, place.bound)
                yield Reduction((*needed, changed))


def _is_distance(part: Expr) -> bool:
    return isinstance(part, Divergence) and part.kind == "W1"


LAWS = "m n: real; s b: positive"
NORMAL = "W1(Normal(m, s), Normal(n, b))"

RULES = (
    Rule(
        name="transport.coupling",
        statement="W1(p, q) <= E |X - Y| for maps X, Y of a shared source with the laws p and q; "
        "where the source is symmetric, of the source with the other sign as well.",
        source="Villani, Topics in Optimal Transportation, section 1.1.1",
        holds=(
            Example(
                LAWS,
                f"{NORMAL} <= E[z:Normal(0, 1)](Abs(m + s*z - (n - b*z)))",
            ),
            Example(
                LAWS,
                f"E[z:Normal(0, b)](Abs(m - s*z/b - (n + z))) >= {NORMAL}",
            ),
        ),
        fails=(
            Example(
                LAWS,
                f"{NORMAL} <= E[z:Normal(0, 1)](Abs(m + s*z - (n - s*z)))",
            ),
            Example(
                LAWS,
                "W1(Gumbel(m, s), Gumbel(n, b)) <= E[z:Gumbel(0, 1)](Abs(m - s*z - (n - b*z)))",
            ),
        ),
        reduce=by_the_coupling,
    ),
    Rule(
        name="transport.dilation",
        statement="W1(p, q) <= E |X - Y| for maps X, Y of a shared source with the laws p and q "
        "dilated about their means by one factor t >= 1; for symmetric sources.",
        source="Shaked and Shanthikumar, Stochastic Orders, section 3.A (convex order)",
        holds=(
            Example(LAWS, f"{NORMAL} <= E[z:Normal(0, 2)](Abs(m + s*z - (n + b*z)))"),
            Example(
                f"{LAWS}; a: real",
                f"{NORMAL} <= "
                "E[z:Normal(1, 1)](Abs(m - (1 + a**2)*s*(z - 1) - (n + (1 + a**2)*b*(z - 1))))",
            ),
        ),
        fails=(
            Example(LAWS, f"{NORMAL} <= E[z:Normal(0, 1/2)](Abs(m + s*z - (n + b*z)))"),
            Example(LAWS, f"{NORMAL} <= E[z:Normal(0, 1)](Abs(m + 2*s*z - (n + b*z)))"),
            Example(LAWS, f"{NORMAL} <= E[z:Normal(1, 2)](Abs(m + s*z - (n + b*z)))"),
            Example(
                LAWS,
                "W1(Gumbel(m, s), Gumbel(n, b)) <= E[z:Gumbel(0, 2)](Abs(m + s*z - (n + b*z)))",
            ),
        ),
        reduce=by_a_wider_coupling,
    ),
    Rule(
        name="transport.means",
        statement="W1(p, q) >= |E[x:p](x) - E[x:q](x)|: the function f(x) = x is 1-Lipschitz.",
        source="Villani, Topics in Optimal Transportation, theorem 1.14",
        holds=(
            Example(LAWS, f"{NORMAL} >= Abs(m - n)"),
            Example(
                "m n a: real; s b: positive",
                "W1(Normal(m, s), Normal(a, s)) <= W1(Normal(n, b), Normal(a, s)) + Abs(m - n)",
            ),
        ),
        fails=(
            Example(LAWS, f"{NORMAL} > Abs(m - n)"),
            Example(LAWS, f"{NORMAL} <= Abs(m - n)"),
        ),
        reduce=by_means,
    ),
)
