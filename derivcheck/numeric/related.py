"""Two enclosures: related, not related, or not to be told apart at this precision."""

from __future__ import annotations

from math import inf

from flint import arb

from derivcheck.core.claim import Relation
from derivcheck.numeric.judgement import Judgement

ENOUGH_BITS = 256


def related(relation: Relation, left: arb, right: arb, bits: int) -> Judgement | None:
    """The judgement from enclosures made with so many bits, or None where more are needed."""
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
    texts = (digits(left), digits(right))
    if fails:
        return Judgement(
            "disagrees", abs(float(gap.mid())), sum(errors), *texts, *errors, certified=True
        )
    if holds:
        return Judgement("agrees", 0.0, sum(errors), *texts, *errors, certified=True, slack=slack)
    if bits < ENOUGH_BITS or not narrow(gap, left, right, bits):
        return None
    if relation in ("<", ">"):
        return Judgement("open", 0.0, sum(errors), *texts, *errors, slack=slack)
    return Judgement(
        "agrees", float(gap.abs_upper()), sum(errors), *texts, *errors, certified=True, slack=slack
    )


def narrow(gap: arb, left: arb, right: arb, bits: int) -> bool:
    """Whether two sides are equal to more digits than any slip would leave."""
    if gap.abs_upper() <= arb(2) ** (-bits // 2) * (abs(left) + abs(right)).abs_upper():
        return True
    return bool(left.contains(0) and right.contains(0) and gap.abs_upper() < 1e-30)


def undefined(left: arb | None, right: arb | None) -> Judgement:
    """The judgement where a side (None) is undefined."""
    texts = ["undefined" if side is None else digits(side) for side in (left, right)]
    return Judgement("disagrees", inf, 0.0, texts[0], texts[1], special=True, certified=True)


def digits(value: arb) -> str:
    """Twelve digits of the middle."""
    return str(value.mid().str(12, radius=False))
