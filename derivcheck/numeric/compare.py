"""Two sides at a point: related, not related, or not to be told apart within the error bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any, Literal

import numpy as np
from flint import arb

from derivcheck.core.claim import Relation, Statement
from derivcheck.lang.expression import Expr
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.enclosure import (
    PRECISIONS,
    Undefined,
    Unsure,
    at_precision,
    closed_form,
    enclose,
)
from derivcheck.numeric.evaluate import evaluate_in, make_scope
from derivcheck.numeric.measure import entry
from derivcheck.numeric.scope import Effort, FunctionInstance

SEPARATION = 10.0
"""A refutation needs a gap of so many times the error bounds."""
RELATIVE = 1e-9
"""... and of so much relative to the sides."""
USEFUL = 1e-6
"""Error bounds larger than this, relative to the sides, tell nothing."""
ABSOLUTE = 1e-9
"""Bounds below this tell something even where both sides are 0."""
ENOUGH_BITS = 256


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a point says: `special` if a side is undefined or infinite against a finite one."""

    kind: Literal["agrees", "disagrees", "open"]
    gap: float = 0.0
    bound: float = 0.0
    lhs: str = ""
    rhs: str = ""
    lhs_error: float = 0.0
    rhs_error: float = 0.0
    special: bool = False
    certified: bool = False
    slack: float = np.inf


def judge(
    statement: Statement, environment: Mapping[str, Any], effort: Effort, deadline: float | None
) -> Judgement:
    """Enclosures where the sides are closed forms, balls otherwise."""
    rigorous = _rigorous(statement, environment)
    if rigorous is not None:
        return rigorous
    values = {name: _plain(value) for name, value in environment.items()}
    scope = make_scope(values, effort, deadline)
    return compare(
        statement.relation, evaluate_in(statement.lhs, scope), evaluate_in(statement.rhs, scope)
    )


def _plain(value: Any) -> Any:
    from derivcheck.numeric.points import as_ball

    return as_ball(value)


def _rigorous(statement: Statement, environment: Mapping[str, Any]) -> Judgement | None:
    """The judgement by Arb, or None where it has none."""
    if not (closed_form(statement.lhs) and closed_form(statement.rhs)):
        return None
    known = {n: v for n, v in environment.items() if isinstance(v, Fraction | FunctionInstance)}
    for bits in PRECISIONS:
        made = at_precision(bits, partial(_at_bits, statement, known, bits))
        if isinstance(made, Judgement):
            return made
    return None


def _at_bits(statement: Statement, known: Mapping[str, Any], bits: int) -> Judgement | None:
    sides: list[arb | None] = []
    try:
        for side in (statement.lhs, statement.rhs):
            sides.append(_side(side, known))
    except Unsure:
        return None
    left, right = sides
    if left is None or right is None:
        texts = ["undefined" if s is None else _digits(s) for s in sides]
        return Judgement("disagrees", np.inf, 0.0, texts[0], texts[1], special=True, certified=True)
    return _enclosed(statement.relation, left, right, bits)


def _side(expression: Expr, known: Mapping[str, Any]) -> arb | None:
    try:
        return enclose(expression, known)
    except Undefined:
        return None


def _enclosed(relation: Relation, left: arb, right: arb, bits: int) -> Judgement | None:
    if not (left.is_finite() and right.is_finite()):
        return None
    gap = left - right
    holds = {
        "==": gap == 0, "<=": gap <= 0, ">=": gap >= 0, "<": gap < 0, ">": gap > 0
    }[relation]  # fmt: skip
    fails = {
        "==": not gap.contains(0), "<=": gap > 0, ">=": gap < 0, "<": gap >= 0, ">": gap <= 0
    }[relation]  # fmt: skip
    slack = float((gap if relation in (">=", ">") else -gap).mid())
    errors = (float(left.rad()), float(right.rad()))
    texts = (_digits(left), _digits(right))
    if fails:
        return Judgement(
            "disagrees", abs(float(gap.mid())), sum(errors), *texts, *errors, certified=True
        )
    if holds:
        return Judgement("agrees", 0.0, sum(errors), *texts, *errors, certified=True, slack=slack)
    if bits < ENOUGH_BITS:
        return None
    # Equal to more digits than any slip would leave.
    narrow = gap.abs_upper() <= arb(2) ** (-bits // 2) * (abs(left) + abs(right)).abs_upper()
    if not narrow and not (left.contains(0) and right.contains(0) and gap.abs_upper() < 1e-30):
        return None
    if relation in ("<", ">"):
        return Judgement("open", 0.0, sum(errors), *texts, *errors, slack=slack)
    return Judgement(
        "agrees", float(gap.abs_upper()), sum(errors), *texts, *errors, certified=True, slack=slack
    )


def _digits(value: arb) -> str:
    return str(value.mid().str(12, radius=False))


def compare(relation: Relation, left: Ball, right: Ball) -> Judgement:
    """The judgement from two balls."""
    left, right = balls.align(left, right)
    texts = (shown(left), shown(right))
    errors = (_largest(left.error()), _largest(right.error()))
    if left.unknown().any() or right.unknown().any():
        return Judgement("open", 0.0, np.inf, *texts, *errors)
    if left.undefined().any() or right.undefined().any():
        return Judgement("disagrees", np.inf, 0.0, *texts, *errors, special=True)
    if left.infinite().any() or right.infinite().any():
        return _infinite(relation, left, right, texts)
    return _finite(relation, left, right, Judgement("open", 0.0, 0.0, *texts, *errors))


def _largest(values: Any) -> float:
    return float(np.max(values)) if np.size(values) else 0.0


def _infinite(relation: Relation, left: Ball, right: Ball, texts: tuple[str, str]) -> Judgement:
    same = np.all(left.infinite() == right.infinite()) and np.all(
        ~left.infinite() | (left.mid == right.mid)
    )
    if same and relation in ("==", "<=", ">="):
        return Judgement("agrees", 0.0, 0.0, *texts)
    return Judgement("disagrees", np.inf, 0.0, *texts, special=True)


def _finite(relation: Relation, left: Ball, right: Ball, base: Judgement) -> Judgement:
    gap = left - right
    # All in units of the larger side: densities of size 1e-400 are compared like others.
    exp = np.maximum(np.maximum(left.exp, right.exp), gap.exp)
    size = np.maximum(
        np.abs(balls.ldexp(left.mid, left.exp - exp)),
        np.abs(balls.ldexp(right.mid, right.exp - exp)),
    )
    off, error = balls.ldexp(gap.mid, gap.exp - exp), balls.ldexp(gap.rad, gap.exp - exp)
    if relation in ("<=", "<"):
        violation = off
    elif relation in (">=", ">"):
        violation = -off
    else:
        violation = np.abs(off)
    floor = balls.ldexp(np.full(np.shape(size), ABSOLUTE), -exp)
    useful = bool(np.all(error <= np.maximum(USEFUL * size, floor)))
    plain = _largest(np.abs(gap.value())), _largest(gap.error())
    separated = violation > SEPARATION * error + RELATIVE * size
    if np.any(separated):
        return _with(base, "disagrees", *plain)
    if relation in ("<", ">") and np.any((off == 0) & (error == 0)):
        return _with(base, "disagrees", *plain)
    strict = relation in ("<", ">")
    fine = np.all(violation < -error) if strict else np.all(violation <= error)
    slack = float(-np.max(violation * np.exp2(np.clip(exp, -900, 900))))
    if relation == "==":
        return _with(base, "agrees" if fine and useful else "open", *plain)
    clear = useful or bool(np.all(violation < -error))
    return _with(base, "agrees" if fine and clear else "open", *plain, slack)


def _with(base: Judgement, kind: Any, gap: float, bound: float, slack: float = np.inf) -> Judgement:
    return Judgement(
        kind, gap, bound, base.lhs, base.rhs, base.lhs_error, base.rhs_error, slack=slack
    )


def shown(value: Ball) -> str:
    """A value as text: undefined, oo, -oo, digits, rows of a matrix."""
    if not value.rank:
        return _one(value)
    rows, columns = value.matrix
    entries = [[_one(entry(value, i, j)) for j in range(columns)] for i in range(rows)]
    if columns == 1:
        return f"Vector({', '.join(row[0] for row in entries)})"
    return f"[{'; '.join(' '.join(row) for row in entries)}]"


def _one(value: Ball) -> str:
    if value.undefined().any():
        return "undefined"
    if value.unknown().any():
        return "unknown"
    if value.infinite().any():
        return "oo" if np.all(value.mid > 0) else "-oo"
    number = float(np.ravel(value.value())[0])
    mantissa, exponent = float(np.ravel(value.mid)[0]), int(np.ravel(value.exp)[0])
    if number == 0.0 and mantissa != 0.0 and exponent > -(10**6):
        return f"{mantissa:.6g}*2**({exponent})"
    return f"{number:.12g}"
