"""Numbers made of vectors of symbolic size stand for any numbers; ill-defined ones stay out."""

from __future__ import annotations

import pytest

from derivcheck.symbolic.example import read_goal
from derivcheck.symbolic.prove import prove

SIZES = "n: natural; m: natural; x: vector(n); y: vector(n); A: matrix(m, n)"


@pytest.mark.parametrize(
    "step",
    [
        "exp(Norm(x - y)) >= 1",
        "softplus(Dot(x, y)) > Dot(x, y)",
        "Dot(x, x) + exp(Dot(x, y)) > 0",
        "Sum(sigmoid((A @ x)[i])*(A @ y)[i]**2, (i, 1, m)) >= 0",
        "Sum(log(1 + exp(x[i])), (i, 1, n)) >= Sum(x[i], (i, 1, n))",
        "Sum(exp(x[i]), (i, 1, n)) >= Sum(exp(x[i]), (i, 2, n))",
        "Sum(exp(x[i]), (i, 1, n)) >= Sum(exp(x[i]), (i, 1, n - 1))",
    ],
)
def test_what_holds_for_all_numbers_holds_for_these(step: str) -> None:
    """Inequalities of elementwise functions of a vector would be out of reach."""
    assert prove(read_goal(SIZES, step)).status == "proved"


@pytest.mark.parametrize(
    "step",
    [
        "exp(Dot(x, y)) >= 1",
        "Sum(x[i + 1]**2, (i, 1, n)) >= 0",
        "Sum(exp((A @ x)[i]), (i, 1, m + 1)) >= 0",
        "Sum(exp(x[i]), (i, 0, n)) >= Sum(exp(x[i]), (i, 1, n))",
        "Sum(exp(x[i]), (i, 1, m)) >= 0",
        "Norm(x)/Norm(x) >= 1 + Norm(y)/m",
        "E[z:MultivariateNormal(y, Identity(n))](exp(Norm(z))) >= 2",
        "exp(Norm(Inverse(A @ Transpose(A)) @ A @ x)) >= 1",
    ],
)
def test_false_or_undefined_ones_stay_open(step: str) -> None:
    """An index out of range, or a singular inverse, would count as a number."""
    assert prove(read_goal(SIZES, step)).status == "open"
