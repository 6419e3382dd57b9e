"""Closed forms in Arb: refutations down to the last digit, and none without ground."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivcheck import Abs, Max, atan, exp, factorial, log, pi, real, sigmoid, sqrt, tanh
from derivcheck.core.claim import Relation, Statement
from derivcheck.lang.expression import Expr, expr
from derivcheck.numeric.certify import certify

x, y = real("x y")
AT = {"x": Fraction(13, 10), "y": Fraction(-7, 3)}


@pytest.mark.parametrize(
    ("lhs", "relation", "rhs", "kind"),
    [
        (exp(x) / 10**20, "==", 0, "disagrees"),
        (1 / factorial(904), "==", 1 / factorial(906), "disagrees"),
        (tanh(x), "==", 2 * sigmoid(2 * x) - 1, "agrees"),
        (4 * (4 * atan(expr(Fraction(1, 5))) - atan(expr(Fraction(1, 239)))), "==", pi, "agrees"),
        (sqrt(x**2), "==", x, "agrees"),
        (sqrt(y**2), "==", y, "disagrees"),
        (log(x * y), "==", log(x) + log(y), "disagrees"),
        (Max(x, y), "==", (x + y + Abs(x - y)) / 2, "agrees"),
        (x + expr(Fraction(1, 10**40)), "==", x, "disagrees"),
        (log(x), "<=", x - 1, "agrees"),
    ],
)  # fmt: skip
def test_closed_forms_are_decided(lhs: Expr, relation: Relation, rhs: object, kind: str) -> None:
    """Broken if an identity were refuted, or a slip of 1e-40 let pass."""
    made = certify(Statement(lhs, relation, expr(rhs)), AT)
    assert made is not None
    assert made.kind == kind
    assert made.certified
