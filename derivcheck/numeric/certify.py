"""Relations between closed forms, decided by enclosures of growing precision."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
from flint import arb

from derivcheck.core.claim import Relation, Statement
from derivcheck.lang.expression import Expr
from derivcheck.numeric.arb_functions import Undefined, Unsure
from derivcheck.numeric.enclosure import PRECISIONS, at_precision, closed_form, enclose
from derivcheck.numeric.judgement import Judgement
from derivcheck.numeric.scope import FunctionInstance

ENOUGH_BITS = 256


def certify(statement: Statement, environment: Mapping[str, Any]) -> Judgement | None:
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
