"""The point that refutes a step: plain, and a failure still."""

from __future__ import annotations

import pytest

from derivcheck.core.evidence import Witness
from derivcheck.numeric.check import check
from derivcheck.symbolic.example import read_goal


def witness(given: str, step: str) -> Witness:
    """The witness against a step."""
    found = check(read_goal(given, step)).witness
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("given", "step", "point"),
    [
        ("x y: real", "(x + y)**2 == x**2 + y**2", {"x": "1", "y": "1"}),
        (
            "p q: density; f: function",
            "E[x:p](f(x)) == E[x:q](f(x))",
            {"p": "Normal(0, 1)", "q": "Normal(1, 1)", "f": "(x) -> x"},
        ),
        (
            "f: convex function; p: density",
            "f(E[x:p](x)) >= E[x:p](f(x))",
            {"f": "(x) -> x**2", "p": "Normal(0, 1)"},
        ),
        (
            "p: density(1 | 1); z: real",
            "E[x:p | z](x) == E[x:p | z](x**2)",
            {"p": "| given_1 : Normal(given_1, 1)", "z": "1"},
        ),
        (
            "p q: density on (0, 1)",
            "TV(p, q) == KL(p, q)",
            {"p": "Uniform(0, 1)", "q": "Beta(2, 1)"},
        ),
        (
            "n: natural; w: positive sequence",
            "Sum(w[k], (k, 1, n))**2 == Sum(w[k]**2, (k, 1, n))",
            {"n": "2", "w": "1, 1, 1, 1, 1, ..."},
        ),
        (
            "n: natural; A: matrix(n, n); x: vector(n)",
            "A @ x == Transpose(A) @ x",
            {"n": "2", "A": "[1 1; 0 1]", "x": "Vector(1, 1)"},
        ),
    ],
)
def test_the_point_is_plain(given: str, step: str, point: dict[str, str]) -> None:
    """A reader would have to believe a mixture with two decimals instead of checking by hand."""
    assert dict(witness(given, step).point) == point


@pytest.mark.parametrize(
    ("given", "step"),
    [
        ("x: real", "x**2 == x + 1"),
        ("p q: density", "KL(p, q) == KL(q, p)"),
        ("p: density on (0, oo); s: positive", "E[x:p](x) == s"),
    ],
)
def test_the_sides_differ_by_more_than_their_errors(given: str, step: str) -> None:
    """A plainer point would be shown at which nothing fails."""
    found = witness(given, step)
    gap = abs(float(found.lhs) - float(found.rhs))
    assert gap > 10 * (found.lhs_error + found.rhs_error)


def test_algebra_is_certified() -> None:
    """Interval arithmetic would go unmentioned where it decided."""
    assert witness("x: real; f: function", "f(x) == x + 7").certified


def test_a_finite_failure_stays_finite() -> None:
    """A step that is wrong would be called undefined at a point picked for being simple."""
    found = witness("x: positive", "1/x == 2/x")
    assert "undefined" not in (found.lhs, found.rhs)


def test_zero_within_its_error_is_called_zero() -> None:
    """-2.8e-17 against 1 would be shown, and a reader wonder about the -2.8e-17."""
    assert witness("p: density", "E[x:p](x - E[y:p](y)) == 1").lhs == "0"


def test_vectors_that_solve_an_equation_can_be_moved() -> None:
    """A false step about a vector with an assumption would end in an error of ours."""
    goal = read_goal(
        "n: natural; q: positive vector(n); x: real",
        "x + Sum(q[k], (k, 1, n)) == x",
        assume=("Sum(q[k], (k, 1, n)) == 1",),
    )
    assert check(goal).status == "disagrees"


def test_a_guess_is_refuted_without_a_small_point() -> None:
    """Every wrong guess about a false step would pay for a witness that nobody sees."""
    goal = read_goal("p q: density; f: function", "E[x:p](f(x)) == E[x:q](f(x))")
    found, small = check(goal, shrinks=False), check(goal)
    assert found.status == small.status == "disagrees"
    assert found.witness is not None and small.witness is not None
    assert "Normal(0, 1)" in dict(small.witness.point).values()
    assert found.witness.point != small.witness.point
