"""Sizes past what is drawn by chance."""

from __future__ import annotations

import pytest

from derivcheck.numeric.check import check
from derivcheck.symbolic.example import read_goal


@pytest.mark.parametrize(
    ("names", "step"),
    [
        ("n: natural", "Sum(Piecewise((k, k <= 7), (0, True)), (k, 1, n)) == n*(n + 1)/2"),
        ("n: natural; a: real sequence",
         "Sum(Piecewise((a[k], k <= 7), (0, True)), (k, 1, n)) == Sum(a[k], (k, 1, n))"),
        ("n: natural", "Min(n, 20) == n"),
        ("n: natural", "factorial(n) <= n**7"),
        ("n: natural; p: density", "E[x:p](Min(n, 6)) == n"),
    ],
)  # fmt: skip
def test_what_fails_at_a_larger_size_is_refuted(names: str, step: str) -> None:
    """A step that holds for sizes up to a constant of its own would be supported."""
    assert check(read_goal(names, step)).status == "disagrees"


@pytest.mark.parametrize(
    ("names", "step"),
    [
        ("n: natural", "Sum(k, (k, 1, n)) == n*(n + 1)/2"),
        ("n: natural; p: pmf on 0..n", "Sum(Min(p(k), 7), (k, 0, n)) == 1"),
        ("n: natural", "7**n >= n**7/9000"),
    ],
)
def test_larger_sizes_keep_to_the_domains(names: str, step: str) -> None:
    """A true step would be refuted outside the domain of its integers."""
    assert check(read_goal(names, step)).status == "agrees"


def test_larger_sizes_keep_to_the_assumptions() -> None:
    """A step for small sizes would be refuted at large ones."""
    assert check(read_goal("n: natural", "Min(n, 7) == n", ("n <= 7",))).status == "agrees"
