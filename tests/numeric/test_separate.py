"""Statements held against the points of one goal."""

from __future__ import annotations

import time

import pytest

from derivcheck.numeric.check import check
from derivcheck.numeric.separate import Separator
from derivcheck.symbolic.example import read_goal

GAN = "E[x:p](log(sigmoid(h(x)))) + E[x:q](log(sigmoid(-h(x))))"
KL = "KL(p, q) == E[x:p](log(p(x)/q(x)))"


def test_a_wrong_statement_has_a_witness() -> None:
    """A mutant would need a full check each."""
    separator = Separator(read_goal("p q: density", KL))
    wrong = read_goal("p q: density", "KL(p, q) == E[x:q](log(p(x)/q(x)))").statement
    found = separator.refute(wrong)
    assert found is not None
    assert {name for name, _ in found.point} == {"p", "q"}
    assert separator.refute(separator.goal.statement) is None


@pytest.mark.parametrize(
    ("given", "bound", "wrong"),
    [
        ("p q: density", "KL(p, q) >= 0", "KL(p, q) >= 1/100"),
        ("p q: density", "JS(p, q) <= log(2)", "JS(p, q) <= log(2) - 1/1000"),
        ("p q: density", "TV(p, q) <= 1", "TV(p, q) <= 99/100"),
        ("p: density; f: function", "E[x:p](sigmoid(f(x))) <= 1", "E[x:p](sigmoid(f(x))) <= 9/10"),
        (
            "p q: density; h: function",
            f"{GAN} <= 2*JS(p, q) - 2*log(2)",
            f"{GAN} <= 2*JS(p, q) - 2*log(2) - 1/1000",
        ),
        (
            "p q r: density",
            "KL(q, p) >= -E[x:q](p(x)/q(x) - 1)",
            "KL(q, p) >= -E[x:r](p(x)/q(x) - 1)",
        ),
        (
            "p: density(1 | 1); q r: density; x: real",
            "E[z:q](log(p(x | z))) - KL(q, r) <= E[z:q](log(p(x | z)))",
            "E[z:q](log(p(x | z))) - KL(q, r) <= E[z:q](log(p(x | z)))/2",
        ),
        (
            "w: positive sequence; n: natural",
            "Sum(w[k], (k, 1, n))**2 <= n*Sum(w[k]**2, (k, 1, n))",
            "Sum(w[k], (k, 1, n))**2 <= (n - 1/100)*Sum(w[k]**2, (k, 1, n))",
        ),
    ],
)
def test_a_bound_is_tried_where_it_is_tight(given: str, bound: str, wrong: str) -> None:
    """A wrong constant in a bound would pass for want of slack at random laws and functions."""
    goal = read_goal(given, bound)
    assert Separator(goal).refute(goal.statement) is None
    assert Separator(goal).refute(read_goal(given, wrong).statement) is not None


def test_values_are_shared_and_told() -> None:
    """The left side would be worked out anew for every mutant."""
    separator = Separator(read_goal("x: positive", "log(x) == x"))
    at = separator.values(read_goal("x: positive", "x == 0").statement.lhs)
    logs = separator.values(separator.goal.statement.lhs)
    assert len(at) == len(logs) == 5
    assert all(value is not None for value in at)
    assert logs == separator.values(separator.goal.statement.lhs)


def test_where_a_statement_holds() -> None:
    """A missing condition could not be told from a step that is wrong everywhere."""
    goal = read_goal("x: real", "Abs(x) == x")
    for point, holds in Separator(goal).verdicts(goal.statement):
        assert holds == (point["x"] >= 0)


def test_agrees_with_a_full_check() -> None:
    """The first look would kill what a full check confirms."""
    goal = read_goal("m: real; s: positive", "E[x:Normal(m, s)](x**2) == m**2 + s**2")
    assert check(goal).status == "agrees"
    assert Separator(goal).refute(goal.statement) is None
    example = Separator(goal).example()
    assert example is not None
    assert abs(float(example.lhs) - float(example.rhs)) < 1e-9


def test_time_is_kept() -> None:
    """One dear mutant would hold up all others."""
    goal = read_goal("p q: density(2)", "E[x:p](exp(-x[1]*x[2])) == E[x:q](exp(-x[1]**2))")
    began = time.monotonic()
    Separator(goal).refute(goal.statement, -1.0)
    assert time.monotonic() - began < 60
