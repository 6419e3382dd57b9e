"""Relations between closed forms, decided by enclosures of growing precision."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from flint import arb

from derivcheck.core.claim import Statement
from derivcheck.lang.expression import Expr
from derivcheck.numeric.arb_functions import Undefined, Unsure
from derivcheck.numeric.enclosure import PRECISIONS, at_precision, closed_form, enclose
from derivcheck.numeric.judgement import Judgement
from derivcheck.numeric.related import related, undefined
from derivcheck.numeric.scope import FunctionInstance


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
        return undefined(left, right)
    return related(statement.relation, left, right, bits)


def _side(expression: Expr, known: Mapping[str, Any]) -> arb | None:
    try:
        return enclose(expression, known)
    except Undefined:
        return None
