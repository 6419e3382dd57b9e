"""Sides that are nowhere real: the step stays open, and nothing breaks."""

from __future__ import annotations

from typing import Any

import pytest

from derivcheck.core.claim import Goal, Relation, Statement
from derivcheck.lang.condition import piecewise
from derivcheck.lang.declare import positive, real
from derivcheck.lang.functions import Abs, Max, log, sqrt
from derivcheck.symbolic.prove import prove

x, y = positive("x"), real("y")


@pytest.mark.parametrize(
    ("left", "relation", "right"),
    [
        (Max(sqrt(-x), x), "==", Max(x, sqrt(-x))),
        (Max(sqrt(y**2), Abs(y) * log(y)), "<", -Max(y, Abs(y) * log(y))),
        (piecewise((x, sqrt(-x) < 1), (x, True)), "==", x),
        (log(Max(log(y), y)), "==", Max(log(y), 2) - x),
    ],
)
def test_what_is_nowhere_real_stays_open(left: Any, relation: Relation, right: Any) -> None:
    """SymPy refuses to order complex numbers: a false step would end in an error of ours."""
    assert prove(Goal(Statement(left, relation, right), (x, y))).status == "open"
