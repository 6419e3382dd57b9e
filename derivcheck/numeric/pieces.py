"""Points in each piece of a statement: on either side of every kink that its numbers decide.

sign(a - 2*b) is sign(a - b) but for a between b and 2*b, which a dozen points may all miss.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product

import numpy as np

from derivcheck.core.claim import Goal
from derivcheck.lang.algebra import Sub, Symbol
from derivcheck.lang.condition import Compare
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Call
from derivcheck.lang.node import Node
from derivcheck.numeric.evaluate import evaluate_in
from derivcheck.numeric.points import Point, scalars
from derivcheck.numeric.scope import Effort
from derivcheck.numeric.witness import allowed

MOST = 6
"""Pieces that are looked into beyond those where points lie anyway."""
NAMES = 3
"""Numbers that are moved to get there."""
VALUES = tuple(Fraction(*pair) for pair in ((1, 1), (2, 1), (-1, 1), (-2, 1), (3, 1), (-3, 1),
                                            (1, 2), (-1, 2), (3, 2)))  # fmt: skip

Pattern = tuple[float, ...]


def pieces(goal: Goal, tried: list[Point]) -> Iterator[Point]:
    """Points where the numbers whose signs matter have signs that no point tried gives them."""
    switches = list(_switches(goal))
    if not switches or not tried:
        return
    seen = {_pattern(switches, point) for point in tried}
    used = frozenset[str]().union(*(switch.free_names() for switch in switches))
    names = [name.name for name in scalars(goal.given) if name.name in used][:NAMES]
    found = 0
    for values in product(VALUES, repeat=len(names)):
        moved = dict(zip(names, values, strict=True))
        point = Point({**tried[0].values, **moved}, special=True)
        pattern = _pattern(switches, point)
        if pattern in seen or 0.0 in pattern or not allowed(goal, point):
            continue
        seen.add(pattern)
        yield point
        found += 1
        if found == MOST:
            return


def _switches(goal: Goal) -> Iterator[Expr]:
    """Numbers, made of given numbers alone, whose signs decide which piece a point lies in."""
    known = set(scalars(goal.given))
    listed: dict[Expr, None] = {}
    for side in (goal.statement.lhs, goal.statement.rhs):
        for node in side.walk():
            listed |= dict.fromkeys(_decided(node))
    for switch in listed:
        if switch.free_names() and all(n in known for n in switch.walk() if isinstance(n, Symbol)):
            yield switch


def _decided(node: Node) -> Iterator[Expr]:
    if isinstance(node, Call) and node.name in ("sign", "Abs", "Heaviside"):
        yield node.arguments[0]
    elif isinstance(node, Call) and node.name in ("Max", "Min"):
        yield from (Sub(a, b) for a, b in pairwise(node.arguments))
    elif isinstance(node, Compare):
        yield Sub(node.left, node.right)


def _pattern(switches: list[Expr], point: Point) -> Pattern:
    """The signs of the switches at a point; 0 where one is not known."""
    scope = point.scope(Effort(), None)
    signs = (evaluate_in(switch, scope).sign() for switch in switches)
    return tuple(float(np.nan_to_num(sign)) if np.size(sign) == 1 else 0.0 for sign in signs)
