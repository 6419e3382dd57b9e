"""Transport distances by certificate pairs: a coupling above, a 1-Lipschitz function below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.core.claim import Goal, Relation, Statement
from derivcheck.lang.algebra import REAL, ZERO, Symbol
from derivcheck.lang.condition import Compare
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.domain import Integers, Interval
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import Call, sqrt
from derivcheck.lang.law import Law
from derivcheck.lang.laws.dirac import Dirac
from derivcheck.lang.node import Binder, Node, fresh_name
from derivcheck.lang.probability import Binding, Expectation, RandomBinder
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.coupling import (
    Maps,
    above,
    below,
    oblige,
    proposals,
    read_maps,
    shift_length,
)
from derivcheck.symbolic.pushforward import parts, plain
from derivcheck.symbolic.rule import Example, Reduction, Rule


def by_certificate(goal: Goal, context: Context) -> Iterator[Reduction]:
    """W1(p, q) against a value by the author's coupling, potential, or both."""
    given = dict(goal.certificate)
    statement = distance_first(goal.statement)
    if statement is None or not isinstance(statement.lhs, Divergence):
        return
    p, q = statement.lhs.laws
    needed = valid(p, q)
    if statement.relation in ("==", "<=", "<"):
        maps = read_maps(given["coupling"]) if "coupling" in given else None
        upper = above(maps, p, q, statement.rhs, _at(statement.relation, "<=")) if maps else None
        if upper is None:
            return
        needed += upper
    if statement.relation in ("==", ">=", ">"):
        potential = given.get("potential")
        relation = _at(statement.relation, ">=")
        lower = (
            below(potential, p, q, statement.rhs, relation) if isinstance(potential, Expr) else None
        )
        if lower is None:
            return
        needed += lower
    yield Reduction(tuple(oblige(one, goal) for one in needed))


def _at(relation: Relation, weak: Relation) -> Relation:
    return weak if relation == "==" else relation


def distance_first(statement: Statement) -> Statement | None:
    """The statement with W1 on its left."""
    turned: dict[Relation, Relation] = {"==": "==", "<=": ">=", ">=": "<=", "<": ">", ">": "<"}
    for left, relation, right in (
        (statement.lhs, statement.relation, statement.rhs),
        (statement.rhs, turned[statement.relation], statement.lhs),
    ):
        if isinstance(left, Divergence) and left.kind == "W1":
            return Statement(left, relation, right)
    return None


def by_shift(goal: Goal, context: Context) -> Iterator[Reduction]:
    """W1 between a law and its translate, by the coupling and the potential of the shift."""
    for node, bound in _distances(goal, ("W1",)):
        p, q = node.laws
        for maps, potential in proposals(p, q):
            value = shift_length(p, q)
            upper = above(maps, p, q, value, "<=")
            lower = below(potential, p, q, value, ">=")
            if upper is not None and lower is not None:
                needed = [*valid(p, q), *upper, *lower]
                changed = put_for(goal, node, value)
                yield Reduction((*obligations(needed, goal, bound), changed))


def comonotone(goal: Goal, context: Context) -> Iterator[Reduction]:
    """On the line, and for W2 component by component, the nondecreasing coupling is optimal."""
    for node, bound in _distances(goal, ("W1", "W2")):
        p, q = node.laws
        if parts(p) is not None and node.kind == "W1":
            continue
        for maps, _ in proposals(p, q):
            value = _comonotone_cost(maps, node.kind)
            needed = obligations(valid(p, q), goal, bound)
            yield Reduction((*needed, put_for(goal, node, value)))


def to_point(goal: Goal, context: Context) -> Iterator[Reduction]:
    """A law and a point mass have one coupling: the distances are means of that to the point."""
    for node, bound in _distances(goal, ("W1", "W2")):
        for law, other in (node.laws, node.laws[::-1]):
            mass = plain(other)
            if not isinstance(mass, Dirac) or not isinstance(law.support, Interval | Integers):
                continue
            taken = goal.statement.lhs.names | goal.statement.rhs.names
            x = Symbol(fresh_name("x", taken), REAL)
            gap = x - mass.point
            body = Call("Abs", (gap,)) if node.kind == "W1" else gap**2
            mean: Expr = Expectation((Binding(x, law),), body)
            value = mean if node.kind == "W1" else sqrt(mean)
            needed = obligations(valid(law, other), goal, bound)
            yield Reduction((*needed, put_for(goal, node, value)))


def _comonotone_cost(maps: Maps, kind: str) -> Expr:
    pairs = [(a, b) for a, b in zip(maps.left, maps.right, strict=True) if a != b]
    if kind == "W1":
        return _mean(maps, Call("Abs", (pairs[0][0] - pairs[0][1],))) if pairs else ZERO
    total: Expr = ZERO
    for a, b in pairs:
        total = total + _mean(maps, (a - b) ** 2)
    return sqrt(total)


def _mean(maps: Maps, body: Expr) -> Expr:
    """The mean over the source variables that occur."""
    bindings = tuple(b for b in maps.source if b.variable.name in body.free_names())
    return Expectation(bindings, body) if bindings else body


def valid(p: Law, q: Law) -> list[Statement]:
    """The comparisons that the parameters of the laws must satisfy."""
    conditions = (*p.conditions(), *q.conditions())
    return [
        Statement(c.left, c.relation, c.right)  # type: ignore[arg-type]
        for c in conditions
        if isinstance(c, Compare) and c.relation != "!="
    ]


def _distances(goal: Goal, kinds: tuple[str, ...]) -> Iterator[tuple[Divergence, frozenset[str]]]:
    """The distances in a statement, each with those of its names that a binder binds there."""
    seen = []
    for side in (goal.statement.lhs, goal.statement.rhs):
        for part, bound in _walk(side, frozenset()):
            found = isinstance(part, Divergence) and part.kind in kinds
            if found and part not in seen:
                seen.append(part)
                yield part, part.free_names() & bound  # type: ignore[misc]


def _walk(part: Node, bound: frozenset[str]) -> Iterator[tuple[Node, frozenset[str]]]:
    yield part, bound
    if isinstance(part, Binder):
        bound = bound | {part.variable.name}
    elif isinstance(part, RandomBinder):
        bound = bound | {binding.variable.name for binding in part.bindings}
    for child in part.children():
        yield from _walk(child, bound)


def obligations(statements: list[Statement], goal: Goal, bound: frozenset[str]) -> Iterator[Goal]:
    """The statements as goals; what holds under a binder must hold for all reals in its place.

    The names that the binder binds are renamed, so that no assumption on a given name of the same
    spelling helps.
    """
    names = frozenset(name.name for name in goal.given)
    fresh = {name: Symbol(fresh_name(f"{name}_bound", names), REAL) for name in bound}
    for one in statements:
        sides = one.lhs.substitute(fresh), one.rhs.substitute(fresh)
        yield oblige(Statement(expr(sides[0]), one.relation, expr(sides[1])), goal)


def put_for(goal: Goal, old: Node, new: Node) -> Goal:
    """The goal with an expression put for an equal one, also under binders."""

    def visit(part: Node) -> Node:
        return new if part == old else part.rebuild(visit)

    lhs, rhs = visit(goal.statement.lhs), visit(goal.statement.rhs)
    if not (isinstance(lhs, Expr) and isinstance(rhs, Expr)):
        raise TypeError("a side of a statement is an expression")
    return replace(
        goal, statement=Statement(lhs, goal.statement.relation, rhs), by="", certificate=()
    )


SEGMENT_0, SEGMENT_T = (
    "Independent(Dirac(0), Uniform(0, 1))",
    "Independent(Dirac(t), Uniform(0, 1))",
)
SEGMENTS = f"W1({SEGMENT_0}, {SEGMENT_T})"
MOVED = "E[y:Uniform(0, 1)](Norm(Vector(0, y) - Vector(t, y)))"
COLLAPSED = "E[y:Uniform(0, 1)](Norm(Vector(0, y) - Vector(0, y)))"
SIGN = f"E[x:{SEGMENT_T}](sign(t)*x[1]) - E[x:{SEGMENT_0}](sign(t)*x[1])"
STEEP = f"E[x:{SEGMENT_T}](2*sign(t)*x[1]) - E[x:{SEGMENT_0}](2*sign(t)*x[1])"

RULES = (
    Rule(
        name="transport.certificate",
        statement="W1(p, q) <= E |X - Y| for maps X, Y of a shared source with the laws p and q; "
        "W1(p, q) >= E[x:q](f(x)) - E[x:p](f(x)) for f with |grad f| <= 1. By hand: "
        "using={'coupling': E[u:source](Norm(X - Y)), 'potential': E[x:q](f) - E[x:p](f)}.",
        source="Villani, Topics in Optimal Transportation, theorem 1.14 and remark 7.5",
        holds=(
            Example(
                "t: real", f"{SEGMENTS} == Abs(t)", (), (("coupling", MOVED), ("potential", SIGN))
            ),
            Example("t: real", f"{SEGMENTS} <= Abs(t)", (), (("coupling", MOVED),)),
            Example("t: real", f"{SEGMENTS} >= Abs(t)", (), (("potential", SIGN),)),
        ),
        fails=(
            Example("t: real", f"{SEGMENTS} >= 2*Abs(t)", (), (("potential", STEEP),)),
            Example("t: real", f"{SEGMENTS} <= 1", (), (("coupling", COLLAPSED),)),
            Example("t: real", f"{SEGMENTS} == Abs(t)", (), (("coupling", MOVED),)),
        ),
        reduce=by_certificate,
    ),
    Rule(
        name="transport.shift",
        statement="W1 between a law and its translate by d is |d|: the coupling moves every point "
        "by d, the function f(x) = <d, x>/|d| is 1-Lipschitz.",
        source="Villani, Topics in Optimal Transportation, theorem 1.14 and remark 7.5",
        holds=(
            Example("t: real", f"{SEGMENTS} == Abs(t)"),
            Example("a: real; b: real", "W1(Dirac(a), Dirac(b)) == Abs(a - b)"),
            Example(
                "m: real; n: real; s: positive", "W1(Normal(m, s), Normal(n, s)) == Abs(m - n)"
            ),
        ),
        fails=(
            Example("t: real", f"{SEGMENTS} == t**2"),
            Example("m: real; n: real; s: positive", "W1(Normal(m, s), Normal(n, s)) == m - n"),
            Example(
                "m: real; n: real; s: positive; r: positive",
                "W1(Normal(m, s), Normal(n, r)) == Abs(m - n)",
            ),
        ),
        reduce=by_shift,
    ),
    Rule(
        name="transport.point",
        statement="A law p and the point mass at a have one coupling: W1 is E |x - a|, and W2 "
        "squared is E (x - a)**2.",
        source="Villani, Topics in Optimal Transportation, section 1.1.1",
        holds=(
            Example("a: real; p: density", "W1(p, Dirac(a)) == E[x:p](Abs(x - a))"),
            Example("a m: real; s: positive", "W2(Dirac(a), Normal(m, s))**2 == (m - a)**2 + s**2"),
        ),
        fails=(
            Example("a: real; p: density", "W1(p, Dirac(a)) == E[x:p](x - a)"),
            Example("a m: real; s: positive", "W2(Dirac(a), Normal(m, s)) == Abs(m - a)"),
        ),
        reduce=to_point,
    ),
    Rule(
        name="transport.comonotone",
        statement="On the line the coupling of two nondecreasing images of one source is optimal "
        "for every convex cost; squared W2 adds up over independent components.",
        source="Villani, Topics in Optimal Transportation, theorem 2.18",
        holds=(
            Example(
                "m: real; n: real; s: positive; r: positive",
                "W2(Normal(m, s), Normal(n, r)) == sqrt((m - n)**2 + (s - r)**2)",
            ),
            Example(
                "a: positive; b: positive",
                "W1(Exponential(a), Exponential(b)) == Abs(1/a - 1/b)",
            ),
        ),
        fails=(
            Example(
                "m: real; n: real; s: positive; r: positive",
                "W2(Normal(m, s), Normal(n, r)) == sqrt((m - n)**2 + s**2 - r**2)",
            ),
        ),
        reduce=comonotone,
    ),
)
