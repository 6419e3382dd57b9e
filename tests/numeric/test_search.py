"""The search for violations moves numbers, and elements of sequences, vectors and matrices."""

from __future__ import annotations

import pytest

from derivcheck.numeric.check import check
from derivcheck.symbolic.example import read_goal

BOUNDS = (
    # Completing the square: the bound is attained at w = a/c, and a little more is too much.
    ("a w: vector(3)", "Sum(w[k]**2/2 - w[k]*a[k], (k, 1, 3))", "-Norm(a)**2/2"),
    ("n: natural; a w: real sequence", "Sum((w[k] - a[k])**2, (k, 1, n))", "0"),
    ("X: matrix(2, 2); w v: vector(2)", "Norm(X @ w - v)**2", "0"),
)


@pytest.mark.parametrize(("given", "left", "bound"), BOUNDS)
def test_a_bound_that_is_missed_by_little_is_refuted(given: str, left: str, bound: str) -> None:
    """Random vectors leave slack; only a search finds where the bound is tight."""
    assert check(read_goal(given, f"{left} >= {bound}")).status == "agrees"
    assert check(read_goal(given, f"{left} >= {bound} + 1/10")).status == "disagrees"


def test_positive_elements_stay_positive() -> None:
    """Broken if a step took an element of a positive sequence below 0."""
    given = "n: natural; a: positive sequence; u: positive vector(3)"
    assert check(read_goal(given, "Sum(a[k], (k, 1, n)) > 0")).status == "agrees"
    assert check(read_goal(given, "Sum(u[k], (k, 1, 3)) > 0")).status == "agrees"
