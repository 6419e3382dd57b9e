"""Agreement from error bounds, never from a tolerance."""

from __future__ import annotations

import numpy as np
import pytest

from derivcheck.core.claim import Relation
from derivcheck.numeric.ball import Ball, exact_radius, rational
from derivcheck.numeric.compare import compare


@pytest.mark.parametrize(
    ("left", "relation", "right", "kind"),
    [
        ((1.0, 1e-12), "==", (1.0 + 1e-12, 1e-12), "agrees"),
        ((1.0, 1e-12), "==", (1.001, 1e-12), "disagrees"),
        ((1.0, 1e-3), "==", (1.001, 1e-3), "open"),
        ((1.0, np.inf), "==", (1.0, 0.0), "open"),
        ((np.nan, 0.0), "==", (np.nan, 0.0), "disagrees"),
        ((np.inf, 0.0), "==", (np.inf, 0.0), "agrees"),
        ((np.inf, 0.0), "==", (1.0, 0.0), "disagrees"),
        ((np.inf, 0.0), ">=", (1.0, 0.0), "disagrees"),
        ((1.0, 1e-12), "<=", (2.0, 0.5), "agrees"),
        ((1.0, 1e-12), "<", (1.0, 1e-12), "open"),
        ((1.0, 0.0), "<", (1.0, 0.0), "disagrees"),
        ((2.0, 1e-12), "<=", (1.0, 1e-12), "disagrees"),
        ((2.0, 1e-12), ">=", (1.0, 1e-12), "agrees"),
        ((2.0, 1e-12), ">", (1.0, 1e-12), "agrees"),
        ((1.0, 1e-12), ">=", (2.0, 1e-12), "disagrees"),
        ((1.0, 0.0), ">", (1.0, 0.0), "disagrees"),
        ((-np.inf, 0.0), "<", (-np.inf, 0.0), "disagrees"),
        ((-np.inf, 0.0), "<=", (-np.inf, 0.0), "agrees"),
        ((-np.inf, 0.0), "<", (np.inf, 0.0), "agrees"),
        ((-np.inf, 0.0), "==", (np.inf, 0.0), "disagrees"),
        ((-np.inf, 0.0), ">=", (np.inf, 0.0), "disagrees"),
        ((np.inf, 0.0), ">", (-np.inf, 0.0), "agrees"),
        ((-np.inf, 0.0), "<", (1.0, 0.0), "disagrees"),
        ((0.0, 1e-3), "<=", (0.0, 1e-3), "open"),
    ],
)
def test_the_bounds_decide(
    left: tuple[float, float], relation: Relation, right: tuple[float, float], kind: str
) -> None:
    """Broken if undefined agreed, a wide bound told something, or a clear gap did not."""
    with np.errstate(all="ignore"):
        made = compare(relation, exact_radius(*left), exact_radius(*right))
    assert made.kind == kind


def test_tiny_sides_are_compared_relative_to_their_size() -> None:
    """Broken if two numbers of size 10**-400 agreed because both are small."""
    from fractions import Fraction

    made = compare("==", rational(Fraction(1, 10**400)), rational(Fraction(2, 10**400)))
    assert made.kind == "disagrees"


@pytest.mark.parametrize(
    ("left", "relation", "right", "kind"),
    [
        ((np.inf, 1.0), "==", (np.inf, 1.0), "agrees"),
        ((np.inf, 1.0), "==", (np.inf, 2.0), "disagrees"),
        ((1.0, -np.inf), "<", (2.0, np.inf), "agrees"),
        ((2.0, -np.inf), "<", (1.0, np.inf), "disagrees"),
        ((2.0, np.inf), ">", (1.0, -np.inf), "agrees"),
        ((1.0, np.inf), ">", (1.0, -np.inf), "disagrees"),
        ((1.0, np.inf), "<=", (1.0, 1.0), "disagrees"),
    ],
)
@pytest.mark.parametrize("scaled", [False, True])
def test_infinity_hides_no_other_component(
    left: tuple[float, ...], relation: Relation, right: tuple[float, ...], kind: str, scaled: bool
) -> None:
    """Broken if vectors that are infinite in one place agreed whatever stands in the others."""
    pair = [Ball(np.array(side), np.zeros(2)) for side in (left, right)]
    if scaled:
        pair = [Ball(ball.mid, ball.rad, np.zeros(2, dtype=np.int64)) for ball in pair]
    assert compare(relation, *pair).kind == kind
