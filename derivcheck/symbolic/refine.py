"""Integrals are additive over their ranges: those over one line are cut at each other's ends."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.gather import one_binder
from derivcheck.symbolic.sign import is_nonnegative

MOST = 6
"""More cuts than this are not put in order."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One integral or sum of a value, times a constant; a sum goes up to the next integer."""

    constant: Any
    binder: Any

    @property
    def value(self) -> Any:
        return self.constant * self.binder

    @property
    def kind(self) -> tuple[Any, bool]:
        """What two stretches must share to lie on one line."""
        return self.binder.func, bool(self.binder.variables[0].is_integer)

    @property
    def step(self) -> Any:
        return sympy.S.One if self.binder.func is sympy.Sum else sympy.S.Zero

    @property
    def ends(self) -> tuple[Any, Any]:
        ((_, lower, upper),) = self.binder.limits
        return lower, upper + self.step

    def cut(self, points: list[Any]) -> Any:
        """The sum of the integrals between the points."""
        x = self.binder.variables[0]
        lower, upper = self.ends
        pairs = zip((lower, *points), (*points, upper), strict=True)
        over = (self._part(x, a, b - self.step) for a, b in pairs)
        return sympy.Add(*(self.constant * part for part in over))

    def _part(self, x: Any, first: Any, last: Any) -> Any:
        """The binder over part of its range; a sum of one term is that term."""
        if self.binder.func is sympy.Sum and first == last:
            return self.binder.function.xreplace({x: first})
        return self.binder.func(self.binder.function, (x, first, last))


def refined(value: Any, context: Context) -> Any:
    """An equal value whose integrals over one line are cut at common points; None if none is.

    A point is common where it is shown to lie within the range; ends that nothing places stay out.
    """
    lines: dict[Any, list[_Stretch]] = defaultdict(list)
    rest = []
    for term in sympy.Add.make_args(sympy.expand(value)):
        constant, binder = one_binder(term)
        if binder is None or len(binder.limits) != 1:
            rest.append(term)
        else:
            stretch = _Stretch(constant, binder)
            lines[stretch.kind].append(stretch)
    made = [_cut(stretches, context) for stretches in lines.values()]
    if all(part is None for part in made):
        return None
    kept = (
        sympy.Add(*(s.value for s in stretches)) if part is None else part  # it may be 0
        for part, stretches in zip(made, lines.values(), strict=True)
    )
    return sympy.Add(*kept, *rest)


def joined(value: Any, context: Context) -> Any:
    """An equal value in which integrals of one thing over ranges that meet are one; else None."""
    parts = [
        _Stretch(*found) if (found := one_binder(term))[1] is not None else term
        for term in sympy.Add.make_args(sympy.expand(value))
    ]
    for left, right in permutations(parts, 2):
        whole = _join(left, right, context)
        if whole is not None:
            rest = [part for part in parts if part not in (left, right)]
            return sympy.Add(whole, *(p.value if isinstance(p, _Stretch) else p for p in rest))
    return None


def _join(left: Any, right: Any, context: Context) -> Any:
    if not (isinstance(left, _Stretch) and isinstance(right, _Stretch)) or left == right:
        return None
    if any(len(part.binder.limits) != 1 for part in (left, right)) or left.kind != right.kind:
        return None
    if left.ends[1] != right.ends[0]:
        return None
    if left.binder.func is sympy.Sum and not _between(left.ends[0], *right.ends, context):
        return None  # over an empty range a sum is 0, not less the sum over the range turned round
    x, y = left.binder.variables[0], right.binder.variables[0]
    other = right.constant * right.binder.function.xreplace({y: x})
    if other != left.constant * left.binder.function:
        return None
    # The names know the ranges they were made for: the whole range needs one that does not.
    free = sympy.Dummy(x.name, **({"integer": True} if x.is_integer else {"real": True}))
    body = left.constant * left.binder.function.xreplace({x: free})
    return left.binder.func(body, (free, left.ends[0], right.binder.limits[0][2]))


def _cut(stretches: list[_Stretch], context: Context) -> Any:
    points = _in_order({end for s in stretches for end in s.ends if not end.is_infinite}, context)
    parts = []
    for stretch in stretches:
        lower, upper = stretch.ends
        inside = [
            p for p in points if p not in (lower, upper) and _between(lower, p, upper, context)
        ]
        parts.append((stretch, inside))
    if not any(inside for _, inside in parts):
        return None
    return sympy.Add(*(stretch.cut(inside) for stretch, inside in parts))


def _in_order(points: set[Any], context: Context) -> list[Any]:
    """The points in increasing order, as far as it is shown; none if there are too many."""
    placed: list[Any] = []
    if not 1 < len(points) <= MOST:
        return sorted(points, key=str) if len(points) == 1 else []
    for point in sorted(points, key=str):
        after = [k for k, other in enumerate(placed) if at_most(point, other, context)]
        before = [k for k, other in enumerate(placed) if at_most(other, point, context)]
        if len(set(after) | set(before)) < len(placed):
            continue
        placed.insert(min(after, default=len(placed)), point)
    return placed


def _between(lower: Any, point: Any, upper: Any, context: Context) -> bool:
    return at_most(lower, point, context) and at_most(point, upper, context)


def at_most(a: Any, b: Any, context: Context) -> bool:
    """Whether a <= b is shown, infinite ends included."""
    if a in (b, -sympy.oo) or b == sympy.oo:
        return True
    return not (a.is_infinite or b.is_infinite) and is_nonnegative(b - a, context)
