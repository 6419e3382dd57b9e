"""Two balls: related, not related, or not to be told apart within their error bounds."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.core.claim import Relation
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.digits import shown
from derivcheck.numeric.judgement import Judgement
from derivcheck.numeric.scaling import ldexp

SEPARATION = 10.0
"""A refutation needs a gap of so many times the error bounds."""


RELATIVE = 1e-9
"""... and of so much relative to the sides."""


USEFUL = 1e-6
"""Error bounds larger than this, relative to the sides, tell nothing."""


ABSOLUTE = 1e-9
"""Bounds below this tell something even where both sides are 0."""


def compare(relation: Relation, left: Ball, right: Ball) -> Judgement:
    """The judgement from two balls."""
    with np.errstate(all="ignore"):
        return _compared(relation, *balls.align(left, right))


def _compared(relation: Relation, left: Ball, right: Ball) -> Judgement:
    texts = (shown(left), shown(right))
    errors = (_largest(left.error()), _largest(right.error()))
    # Sides are related only where both are defined, whatever the other one is.
    if left.undefined().any() or right.undefined().any():
        return Judgement("disagrees", np.inf, 0.0, *texts, *errors, special=True)
    if left.unknown().any() or right.unknown().any():
        return Judgement("open", 0.0, np.inf, *texts, *errors)
    base = Judgement("open", 0.0, 0.0, *texts, *errors)
    if left.infinite().any() or right.infinite().any():
        return _infinite(relation, left, right, base)
    return _finite(relation, left, right, base)


def _largest(values: Any) -> float:
    return float(np.max(values)) if np.size(values) else 0.0


def _infinite(relation: Relation, left: Ball, right: Ball, base: Judgement) -> Judgement:
    """Infinities are ordered: -oo < oo, oo == oo; against a finite number they are unrelated.

    Of a vector the components that are finite are compared as well.
    """
    either = left.infinite() | right.infinite()
    both = left.infinite() & right.infinite()
    if np.any(either & ~(both & _ordered(relation, left.mid, right.mid))):
        texts = (base.lhs, base.rhs)
        return Judgement("disagrees", np.inf, 0.0, *texts, special=True)
    if np.all(either):
        return _with(base, "agrees", 0.0, 0.0)
    # Where infinity was compared, two numbers that are related stand in for it.
    low, high = (1.0, 0.0) if relation == ">" else (0.0, 1.0 if relation == "<" else 0.0)
    return _finite(relation, _at(left, either, low), _at(right, either, high), base)


def _ordered(relation: Relation, left: Any, right: Any) -> Any:
    orders = {"==": np.equal, "<=": np.less_equal, ">=": np.greater_equal}
    return (orders | {"<": np.less, ">": np.greater})[relation](left, right)


def _at(ball: Ball, places: Any, value: float) -> Ball:
    """The ball with a number put at some places."""
    mid, rad = np.where(places, value, ball.mid), np.where(places, 0.0, ball.rad)
    exponents = None if ball.scale is None else np.where(places, 0, ball.scale)
    return Ball(mid, rad, exponents, ball.rank)


def _finite(relation: Relation, left: Ball, right: Ball, base: Judgement) -> Judgement:
    gap = left - right
    # All in units of the larger side: densities of size 1e-400 are compared like others.
    ((first, _), (second, _), (off, error)), exp = balls.common(left, right, gap)
    size = np.maximum(np.abs(first), np.abs(second))
    if relation in ("<=", "<"):
        violation = off
    elif relation in (">=", ">"):
        violation = -off
    else:
        violation = np.abs(off)
    floor = ABSOLUTE if exp is None else ldexp(np.full(np.shape(size), ABSOLUTE), -exp)
    useful = bool(np.all(error <= np.maximum(USEFUL * size, floor)))
    plain = _largest(np.abs(gap.value())), _largest(gap.error())
    separated = violation > SEPARATION * error + RELATIVE * size
    if np.any(separated):
        return _with(base, "disagrees", *plain)
    if relation in ("<", ">") and np.any((off == 0) & (error == 0)):
        return _with(base, "disagrees", *plain)
    strict = relation in ("<", ">")
    fine = np.all(violation < -error) if strict else np.all(violation <= error)
    unit = 1.0 if exp is None else np.exp2(np.clip(exp, -900, 900))
    slack = float(-np.max(violation * unit))
    if relation == "==":
        return _with(base, "agrees" if fine and useful else "open", *plain)
    clear = useful or bool(np.all(violation < -error))
    return _with(base, "agrees" if fine and clear else "open", *plain, slack)


def _with(base: Judgement, kind: Any, gap: float, bound: float, slack: float = np.inf) -> Judgement:
    return Judgement(
        kind, gap, bound, base.lhs, base.rhs, base.lhs_error, base.rhs_error, slack=slack
    )
