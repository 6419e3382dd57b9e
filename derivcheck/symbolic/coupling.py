"""A pair of certificates for a transport distance: a coupling above it, a potential below it.

Both are written as the author would: the coupling as its cost, E[u:source](Norm(X - Y)) with the
maps X, Y of the shared source; the potential as E[x:q](f(x)) - E[x:p](f(x)). Reading them gives
obligations: that X has the law p and Y the law q, and that f is 1-Lipschitz.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce

from derivcheck.core.claim import Goal, Relation, Statement
from derivcheck.core.derivation import collect_names
from derivcheck.lang.algebra import ONE, REAL, ZERO, Add, Number, Sub, Symbol
from derivcheck.lang.calculus import derivative
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import Call, sqrt
from derivcheck.lang.law import Law
from derivcheck.lang.linear import MatrixCall, VectorOf
from derivcheck.lang.node import Node, fresh_name
from derivcheck.lang.probability import Binding, Expectation
from derivcheck.lang.sequences import Index
from derivcheck.symbolic.pushforward import affine, is_even, parts, plain

Pair = tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Maps:
    """Two maps of a shared source: (X(u), Y(u)) is a coupling of their laws."""

    source: tuple[Binding, ...]
    left: Pair
    right: Pair

    def cost(self) -> Expr:
        """The mean distance E |X - Y|."""
        gaps = [a - b for a, b in zip(self.left, self.right, strict=True) if a != b]
        if not gaps:
            return ZERO
        length = (
            Call("Abs", (gaps[0],)) if len(gaps) == 1 else sqrt(reduce(Add, [g**2 for g in gaps]))
        )
        return Expectation(self.source, length)


def read_maps(written: Node) -> Maps | None:
    """The maps of a coupling written as E[u:source](Norm(X - Y)), or Abs(X - Y) on the line."""
    if not isinstance(written, Expectation):
        return None
    match written.body:
        case MatrixCall(operation="Norm", arguments=(Sub(left=a, right=b),)):
            pass
        case Call(name="Abs", arguments=(Sub(left=a, right=b),)):
            pass
        case _:
            return None
    left, right = _entries(a), _entries(b)
    return Maps(written.bindings, left, right) if len(left) == len(right) else None


def _entries(value: Expr) -> Pair:
    return value.entries if isinstance(value, VectorOf) else (value,)


def marginal(
    values: Pair, law: Law, source: tuple[Binding, ...], factor: Expr = ONE
) -> list[Statement] | None:
    """What must hold for the values to have the law; None if that is not seen.

    Components are constants (point masses) or affine images of different source variables, so they
    are independent. Of symmetric laws a factor is admitted: -1 leaves them as they are, any other
    dilates them about their means.
    """
    laws = parts(law) or (plain(law),)
    if len(laws) != len(values):
        return None
    names = {binding.variable.name: plain(binding.law) for binding in source}
    if any(binding.law.free_names() & set(names) for binding in source):
        return None
    used: list[str] = []
    needed = []
    for value, component in zip(values, laws, strict=True):
        image = affine(component)
        variables = sorted(value.free_names() & set(names))
        if image.source is None and not variables:
            needed.append(Statement(value, "==", image.location))
        elif len(variables) == 1 and image.source is not None:
            origin = affine(names[variables[0]])
            if origin.source != image.source or (factor != ONE and not is_even(origin.source)):
                return None
            u = Symbol(variables[0], REAL)
            standard = (u - origin.location) / origin.scale
            moved = standard if factor == ONE else factor * standard
            needed.append(Statement(value, "==", image.at(moved)))
            used += variables
        else:
            return None
    return needed if len(set(used)) == len(used) else None


def read_potential(written: Node, p: Law, q: Law) -> tuple[Symbol, Expr] | None:
    """The variable and function of a potential E[x:p](f) - E[x:q](f), in either order."""
    if not isinstance(written, Sub):
        return None
    match written.left, written.right:
        case (
            Expectation(bindings=(Binding(variable=x, law=first),), body=f),
            Expectation(bindings=(Binding(variable=y, law=second),), body=g),
        ) if {plain(first), plain(second)} == {plain(p), plain(q)}:
            return (x, f) if x.name == y.name and f == g else None
    return None


def slope_bound(x: Symbol, f: Expr, dimension: int, taken: frozenset[str]) -> Statement:
    """|grad f|**2 <= 1 everywhere, so that f is 1-Lipschitz in the Euclidean norm."""
    names: list[str] = []
    for k in range(1, dimension + 1):
        names.append(fresh_name(f"{x.name}_{k}", taken | f.free_names() | set(names)))
    points = [Symbol(name, REAL) for name in names]
    inside = _put(f, x, points, scalar=dimension == 1)
    squares: list[Expr] = [derivative(inside, point) ** 2 for point in points]
    return Statement(reduce(Add, squares), "<=", ONE)


def _put(value: Node, x: Symbol, points: list[Symbol], *, scalar: bool) -> Expr:
    def visit(part: Node) -> Node:
        if isinstance(part, Index) and isinstance(part.base, Symbol) and part.base.name == x.name:
            (index,) = part.indices
            if isinstance(index, Number) and 1 <= index.value <= len(points):
                return points[int(index.value) - 1]
        if scalar and isinstance(part, Symbol) and part.name == x.name:
            return points[0]
        return part.rebuild(visit)

    made = visit(value)
    if not isinstance(made, Expr):
        raise TypeError("a potential is an expression")
    return made


def oblige(statement: Statement, goal: Goal) -> Goal:
    """A statement as a goal under the assumptions of another, for all values of its own names."""
    sides: list[Node] = [statement.lhs, statement.rhs]
    known = {name.name for name in goal.given}
    extra = tuple(
        replace(name, domain=REAL) if isinstance(name, Symbol) else name
        for name in collect_names(sides)
        if name.name not in known
    )
    return replace(goal, statement=statement, given=(*goal.given, *extra), by="", certificate=())


def above(
    maps: Maps,
    p: Law,
    q: Law,
    value: Expr,
    relation: Relation,
    factors: tuple[Expr, Expr] = (ONE, ONE),
) -> list[Statement] | None:
    """What shows that the distance is at most the value: the marginals and the cost."""
    left = marginal(maps.left, p, maps.source, factors[0])
    right = marginal(maps.right, q, maps.source, factors[1])
    if left is None or right is None:
        return None
    return [*left, *right, Statement(maps.cost(), relation, value)]


def dilation(values: Pair, law: Law, source: tuple[Binding, ...]) -> Expr | None:
    """By how much affine images of source variables are wider than a law, or the negative of that.

    The slope is told by the values at 0 and 1; that they are affine is for `marginal` to ask.
    """
    names = {binding.variable.name: plain(binding.law) for binding in source}
    for value, component in zip(values, parts(law) or (plain(law),), strict=False):
        variables = sorted(value.free_names() & set(names))
        image = affine(component)
        if len(variables) == 1 and image.source is not None:
            at_0, at_1 = (expr(value.substitute({variables[0]: end})) for end in (ZERO, ONE))
            return (at_1 - at_0) * affine(names[variables[0]]).scale / image.scale
    return None


def below(written: Expr, p: Law, q: Law, value: Expr, relation: Relation) -> list[Statement] | None:
    """What shows that the distance is at least the value: the slope of f and its means."""
    found = read_potential(written, p, q)
    if found is None:
        return None
    x, f = found
    if any(getattr(getattr(part, "variable", None), "name", "") == x.name for part in f.walk()):
        return None
    bound = slope_bound(x, f, len(parts(p) or (p,)), written.free_names() | value.free_names())
    return [bound, Statement(written, relation, value)]


def proposals(p: Law, q: Law) -> Iterator[tuple[Maps, Expr]]:
    """A coupling and a potential for laws that differ by a shift of their components."""
    left, right = parts(p) or (plain(p),), parts(q) or (plain(q),)
    if len(left) != len(right):
        return
    scalar = parts(p) is None
    source, first, second = [], [], []
    for k, (a, b) in enumerate(zip(left, right, strict=True), start=1):
        u = Symbol(fresh_name(f"u_{k}", p.free_names() | q.free_names()), REAL)
        origin, other = affine(a), affine(b)
        if origin.source != other.source:
            return
        if origin.source is not None:
            source.append(Binding(u, origin.source))
        first.append(origin.at(u))
        second.append(other.at(u))
    shifts = [_shift(a, b) for a, b in zip(left, right, strict=True)]
    yield Maps(tuple(source), tuple(first), tuple(second)), _potential(p, q, shifts, scalar)


def _shift(a: Law, b: Law) -> Expr:
    """By how much the second law lies to the right of the first; 0 if they are written alike."""
    before, after = affine(a).location, affine(b).location
    return ZERO if before == after else after - before


def _potential(p: Law, q: Law, shifts: list[Expr], scalar: bool) -> Expr:
    """f(x) = <d, x>/|d| for the shift d: the difference of its means under q and p."""
    x = Symbol(fresh_name("x", p.free_names() | q.free_names()), REAL)
    entries: list[Expr] = [x] if scalar else [x[k + 1] for k in range(len(shifts))]
    moved = [(d, e) for d, e in zip(shifts, entries, strict=True) if d != ZERO]
    if len(moved) == 1:
        f: Expr = Call("sign", (moved[0][0],)) * moved[0][1]
    else:
        length = sqrt(reduce(Add, [d**2 for d, _ in moved])) if moved else ONE
        products: list[Expr] = [d * e for d, e in moved]
        f = reduce(Add, products or [ZERO]) / length
    return Expectation((Binding(x, q),), f) - Expectation((Binding(x, p),), f)


def shift_length(p: Law, q: Law) -> Expr:
    """The length of the shift between the locations of two laws."""
    pairs = zip(parts(p) or (plain(p),), parts(q) or (plain(q),), strict=True)
    moved = [d for a, b in pairs if (d := _shift(a, b)) != ZERO]
    if len(moved) == 1:
        return Call("Abs", (moved[0],))
    return sqrt(reduce(Add, [d**2 for d in moved])) if moved else ZERO
