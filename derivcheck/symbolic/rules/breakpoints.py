"""Integrals of piecewise functions, split where the pieces meet; sums that pick out one term."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy.core.relational import Relational

from derivcheck.symbolic.bounded import sign_shown
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.terms import limits
from derivcheck.symbolic.veil import over_range

KINKS = (sympy.Abs, sympy.sign, sympy.Heaviside, sympy.Max, sympy.Min, sympy.Piecewise)


def split_integral(value: Any, context: Context) -> Any:
    """The integral over each stretch between breakpoints, the pieces put in."""
    if len(value.limits) != 1 or not value.function.has(*KINKS):
        return None
    x, lower, upper = limits(value)
    kinks = [k for k in value.function.atoms(*KINKS) if k.has(x)]
    turning = {u for kink in kinks for u in _turning(kink)}
    points = _inside(turning, x, (lower, upper), context) if kinks else None
    if points is None:
        return None
    made = []
    for left, right in zip((lower, *points), (*points, upper), strict=True):
        y = over_range(x, left, right, context)
        body = resolve(value.function.xreplace({x: y}), y, context)
        if body.atoms(*KINKS) and any(k.has(y) for k in body.atoms(*KINKS)):
            return None
        made.append(value.func(body, (y, left, right)))
    return sympy.Add(*made)


def _turning(kink: Any) -> Iterator[Any]:
    """The expressions at whose zeros a kink changes its branch."""
    if isinstance(kink, sympy.Max | sympy.Min):
        for i, a in enumerate(kink.args):
            yield from (a - b for b in kink.args[i + 1 :])
    elif isinstance(kink, sympy.Piecewise):
        for part in kink.atoms(Relational):
            yield from _either_side(part.lhs - part.rhs)
    else:
        yield kink.args[0]


def _either_side(u: Any) -> Iterator[Any]:
    """A difference with each absolute value |v| in it as v and as -v."""
    inner = min(u.atoms(sympy.Abs), key=str, default=None)
    if inner is None:
        yield u
        return
    for side in (1, -1):
        yield from _either_side(u.xreplace({inner: side * inner.args[0]}))


def _inside(turning: set[Any], x: Any, ends: tuple[Any, Any], context: Context) -> list[Any] | None:
    """The breakpoints strictly inside the range in order; None if that cannot be told."""
    found: list[Any] = []
    for u in sorted(turning, key=str):
        if not u.has(x):
            continue
        poly = u.as_poly(x)
        if poly is None or poly.degree() != 1 or any(c.has(x) for c in poly.all_coeffs()):
            return None
        a, b = poly.all_coeffs()
        point = sympy.cancel(-b / a)
        place = _place(point, ends, context)
        if place is None:
            return None
        if place and point not in found:
            found.append(point)
    return _sorted(found, context)


def _place(point: Any, ends: tuple[Any, Any], context: Context) -> bool | None:
    """Whether a point lies strictly inside the range, where that is shown."""
    lower, upper = ends
    if _at_most(point, lower, context) or _at_most(upper, point, context):
        return False
    above = lower == -sympy.oo or sign_shown(point - lower, True, context)
    below = upper == sympy.oo or sign_shown(upper - point, True, context)
    return True if above and below else None


def _at_most(a: Any, b: Any, context: Context) -> bool:
    return not (a.is_infinite or b.is_infinite) and sign_shown(b - a, False, context)


def _sorted(points: list[Any], context: Context) -> list[Any] | None:
    ordered: list[Any] = []
    for point in points:
        later = [i for i, other in enumerate(ordered) if sign_shown(other - point, False, context)]
        earlier = [other for other in ordered if sign_shown(point - other, False, context)]
        if len(later) + len(earlier) < len(ordered):
            return None
        ordered.insert(later[0] if later else len(ordered), point)
    return ordered


def resolve(value: Any, y: Any, context: Context) -> Any:
    """The value with each kink replaced by the branch that y, in its range, is on."""
    for kink in sorted(value.atoms(*KINKS), key=lambda k: (sympy.count_ops(k), str(k))):
        if kink.has(y):
            branch = _branch(kink, context)
            if branch is not None:
                return resolve(value.xreplace({kink: branch}), y, context)
    return value


def _branch(kink: Any, context: Context) -> Any:
    if isinstance(kink, sympy.Piecewise):
        return _piece(kink, context)
    if isinstance(kink, sympy.Max | sympy.Min):
        side = 1 if isinstance(kink, sympy.Max) else -1
        return next((a for a in kink.args if _leads(a, kink.args, side, context)), None)
    sign = _sign(kink.args[0], context)
    if sign is None:
        return None
    if isinstance(kink, sympy.Abs):
        return sign * kink.args[0]
    return sympy.Integer(sign) if isinstance(kink, sympy.sign) else sympy.Integer((1 + sign) // 2)


def _leads(a: Any, others: tuple[Any, ...], side: int, context: Context) -> bool:
    return all(a == b or sign_shown(side * (a - b), False, context) for b in others)


def _sign(u: Any, context: Context) -> int | None:
    if sign_shown(u, True, context):
        return 1
    return -1 if sign_shown(-u, True, context) else _sign_at_ends(u, context)


def _sign_at_ends(u: Any, context: Context) -> int | None:
    """The sign inside a range of what is linear in its variable: one end has it, none another."""
    for y in sorted(u.free_symbols & set(context.ranges), key=str):
        ends, poly = context.ranges[y], u.as_poly(y)
        affine = poly is not None and poly.degree() == 1 and all(end.is_finite for end in ends)
        if y.is_integer or not affine:
            continue
        at_ends = [sympy.expand(u.xreplace({y: end})) for end in ends]
        for side in (1, -1):
            weak = all(sign_shown(side * value, False, context) for value in at_ends)
            if weak and any(sign_shown(side * value, True, context) for value in at_ends):
                return side
    return None


def _piece(kink: Any, context: Context) -> Any:
    for value, condition in kink.args:
        holds = _truth(condition, context)
        if holds is None:
            return None
        if holds:
            return value
    return None


def _truth(condition: Any, context: Context) -> bool | None:
    """Whether a condition holds almost everywhere on a stretch, True or False where shown."""
    if condition in (sympy.true, sympy.false):
        return bool(condition)
    if isinstance(condition, sympy.And | sympy.Or):
        parts = [_truth(part, context) for part in condition.args]
        decisive = isinstance(condition, sympy.Or)
        if decisive in parts:
            return decisive
        return None if None in parts else not decisive
    if isinstance(condition, sympy.Not):
        inner = _truth(condition.args[0], context)
        return None if inner is None else not inner
    if not isinstance(condition, Relational):
        return None
    sign = _sign(condition.lhs - condition.rhs, context)
    if sign is None:
        return None
    if isinstance(condition, sympy.Eq | sympy.Ne):
        return isinstance(condition, sympy.Ne)
    return (sign > 0) == isinstance(condition, sympy.Gt | sympy.Ge)


def pick_out(value: Any, context: Context) -> Any:
    """A sum whose body has a case j == k: that term, and the sum of the other case."""
    if len(value.limits) != 1:
        return None
    j, lower, upper = limits(value)
    for kink in sorted(value.function.atoms(sympy.Piecewise), key=str):
        first, condition = kink.args[0]
        k = _solved(condition, j)
        if k is None or not k.is_integer or kink.args[-1].cond != sympy.true:
            continue  # without a case for all else there is no sum of all else
        if not (sign_shown(k - lower, False, context) and sign_shown(upper - k, False, context)):
            continue
        others = sympy.Piecewise(*kink.args[1:])
        rest = value.function.xreplace({kink: others})
        chosen = value.function.xreplace({kink: first})
        term = chosen.xreplace({j: k}) - rest.xreplace({j: k})
        return term + (value.func(rest, (j, lower, upper)) if rest != 0 else 0)
    return None


def _solved(condition: Any, j: Any) -> Any:
    """k, if the condition is j == k."""
    if not isinstance(condition, sympy.Eq):
        return None
    for left, right in ((condition.lhs, condition.rhs), (condition.rhs, condition.lhs)):
        if left == j and not right.has(j):
            return right
    return None


RULES = (
    Rule(
        name="integral.breakpoints",
        statement="The integral of a piecewise function is the sum of the integrals over the "
        "stretches between its breakpoints.",
        source="Additivity of the integral, Rudin, Real and Complex Analysis, 1.29",
        holds=(
            Example(
                "a: real; b: real", "Prob[x:Uniform(0, 1)](a < x < b) == b - a", ("0 < a < b < 1",)
            ),
            Example(
                "f: function",
                "Integral(Heaviside(x)*f(x), (x, -1, 1)) == Integral(f(x), (x, 0, 1))",
            ),
            Example("a b: in (0, 1)", "Prob[x:Uniform(0, 1)](a < x < b) == b - a", ("a < b",)),
            Example("a: in (0, 1)", "Integral(Abs(x - a), (x, 0, 1)) == a**2 - a + 1/2"),
        ),
        fails=(
            Example("a: real; b: real", "Prob[x:Uniform(0, 1)](a < x < b) == b - a"),
            Example(
                "f: function", "Integral(Abs(x)*f(x), (x, -1, 1)) == Integral(x*f(x), (x, -1, 1))"
            ),
        ),
        on=(sympy.Integral,),
        rewrite=split_integral,
    ),
    Rule(
        name="sum.kronecker",
        statement="A sum over j with a case j == k has that case once, for k in the range.",
        source="Graham, Knuth, Patashnik, Concrete Mathematics, section 2.4",
        holds=(
            Example(
                "n: natural; k: natural; f: function",
                "Sum(Piecewise((f(j), j == k), (0, True)), (j, 1, n)) == f(k)",
                ("k <= n",),
            ),
        ),
        fails=(
            Example(
                "n: natural; k: natural; f: function",
                "Sum(Piecewise((f(j), j == k), (0, True)), (j, 1, n)) == f(k)",
            ),
        ),
        on=(sympy.Sum,),
        rewrite=pick_out,
    ),
)
