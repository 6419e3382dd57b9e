"""Points where names coincide: there a strict inequality may fail that holds everywhere else.

KL(p, q) > 0 is false for p = q, and x**2 > 0 at 0; random points find neither. Names of one domain
are given one value, numbers the simplest ones (0 and 1 in all combinations, if they are few),
vectors the value 0, unknown functions a constant. What is equal then by its form is set to 0, since
quadrature would leave an error bound around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import REAL, ZERO, Add, Mul, Neg, Number, Sub, Symbol
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.domain import Domain, FunctionDomain, VectorDomain
from derivcheck.lang.expression import expr
from derivcheck.lang.node import Node
from derivcheck.numeric.points import Point, draw, scalars
from derivcheck.numeric.scope import FunctionInstance
from derivcheck.numeric.witness import allowed

FEW = 3
"""Real numbers up to so many are tried at 0 and 1 each by itself."""
SIMPLEST = tuple(Fraction(*pair) for pair in ((0, 1), (1, 1), (1, 2), (-1, 1), (2, 1)))


def coincidences(goal: Goal, seed: int) -> Iterator[tuple[Goal, Point]]:
    """Admissible points where names of one domain share one value, and the goal as it is there."""
    start = draw(goal, seed, 0)
    if start is None:
        return
    there = replace(goal, statement=_merged(goal))
    shared = _shared(goal, start)
    constant = _with_constants(goal, shared)
    numbers = [None, *SIMPLEST] if scalars(goal.given) else [None]
    for point in (shared,) if constant is None else (shared, constant):
        for value in numbers:
            candidate = point if value is None else _at(goal, point, value)
            if allowed(goal, candidate):
                yield there, candidate
    for point in _corners(goal, start):
        if allowed(goal, point):
            yield goal, point


def _corners(goal: Goal, start: Point) -> Iterator[Point]:
    """Vectors at 0; a few real numbers at 0 or 1, each by itself."""
    vectors = {
        name.name: np.zeros_like(start.values[name.name])
        for name in goal.given
        if isinstance(name.domain, VectorDomain) and not name.domain.positive
    }
    if vectors:
        yield Point({**start.values, **vectors}, start.special)
    sides = (goal.statement.lhs, goal.statement.rhs, *goal.assume)
    used = frozenset[str]().union(*(side.free_names() for side in sides))
    numbers = [name.name for name in scalars(goal.given) if name.name in used]
    if 1 < len(numbers) <= FEW:
        for chosen in product(SIMPLEST[:2], repeat=len(numbers)):
            yield Point({**start.values, **dict(zip(numbers, chosen, strict=True))}, start.special)


def _shared(goal: Goal, start: Point) -> Point:
    """The point with the value of the first name of each domain for all of them."""
    first: dict[Domain, Any] = {}
    values = dict(start.values)
    for name in goal.given:
        values[name.name] = first.setdefault(name.domain, values[name.name])
    return Point(values, start.special)


def _at(goal: Goal, point: Point, value: Fraction) -> Point:
    """The point with all real numbers at one value."""
    names = {name.name for name in scalars(goal.given)}
    values = {key: value if key in names else old for key, old in point.values.items()}
    return Point(values, point.special)


def _with_constants(goal: Goal, point: Point) -> Point | None:
    """The point with unknown functions of no declared kind constant at 0; None without such."""
    values = dict(point.values)
    for name in goal.given:
        domain = name.domain
        if isinstance(name, Symbol) and isinstance(domain, FunctionDomain) and _is_plain(domain):
            known = values[name.name]
            values[name.name] = FunctionInstance(known.parameters, Number(Fraction(0)))
    return None if values == dict(point.values) else Point(values, point.special)


def _is_plain(domain: FunctionDomain) -> bool:
    return not domain.kind and domain.value == REAL


def _merged(goal: Goal) -> Statement:
    """The statement with one name for each domain; sides that are one expression then are 0."""
    first: dict[Domain, Node] = {}
    names = {name.name: first.setdefault(name.domain, name) for name in goal.given}
    left, right = (
        expr(_without_distances(side.substitute(names)))
        for side in (goal.statement.lhs, goal.statement.rhs)
    )
    if left == right:
        left = right = ZERO
    return Statement(left, goal.statement.relation, right)


def _without_distances(node: Node) -> Node:
    """The node with 0 for the divergence of a law from itself, without the zeros that leaves."""
    inside = node.rebuild(_without_distances)
    if isinstance(inside, Divergence) and len(inside.laws) == 2 and inside.kind != "CrossEntropy":
        first, second = inside.laws
        return ZERO if first == second else inside
    if isinstance(inside, Mul) and ZERO in (inside.left, inside.right):
        return ZERO
    if isinstance(inside, Add | Sub) and inside.right == ZERO:
        return inside.left
    if isinstance(inside, Add | Sub) and inside.left == ZERO:
        return inside.right if isinstance(inside, Add) else Neg(inside.right)
    return inside
