"""Points: inside domains and assumptions, on the solutions of equations, reproducible."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from derivcheck import And, Eq, Sum, natural, pmf, positive, real, sequence, sigmoid, variable
from derivcheck.core.claim import Goal, Name, Statement
from derivcheck.lang.condition import Condition
from derivcheck.lang.declare import between, density
from derivcheck.lang.expression import Expr, expr
from derivcheck.numeric.check import check
from derivcheck.numeric.evaluate import evaluate
from derivcheck.numeric.points import Point, draw
from derivcheck.numeric.scope import Effort
from derivcheck.numeric.witness import describe
from derivcheck.symbolic.example import read_goal

a, b = real("a b")
n, m = natural("n m")
k = variable("k")


def goal(lhs: Expr, given: tuple[Name, ...], *assume: Condition) -> Goal:
    """A goal about lhs, whatever it is compared with."""
    return Goal(Statement(lhs, "==", expr(0)), given, assume)


def drawn(made: Goal) -> list[Point]:
    """The points found among the first eight."""
    return [point for point in (draw(made, 0, i) for i in range(8)) if point is not None]


def test_inequalities_hold_at_every_point() -> None:
    """Broken if a point outside the assumptions could refute a claim."""
    points = drawn(goal(a + b, (a, b), And(a > 0, a < b, b < 1)))
    assert len(points) == 8
    assert all(0 < p.values["a"] < p.values["b"] < 1 for p in points)


def test_bounds_may_mention_earlier_names() -> None:
    """Broken if an interval with a named end were ignored."""
    c = between("c", a, a + 1)
    points = drawn(goal(c, (c, a)))
    assert all(p.values["a"] < p.values["c"] < p.values["a"] + 1 for p in points)


def test_equations_are_solved() -> None:
    """Broken if an equation among the assumptions left no points, or the wrong ones."""
    h, x = real("h x")
    p, q = density("p q")
    equation = Eq(sigmoid(h), p(x) / (p(x) + q(x)))
    points = drawn(goal(h, (h, x, p, q), equation))
    assert len(points) >= 4
    for point in points:
        gap = evaluate(equation.left - equation.right, point.environment())
        assert abs(float(gap.value())) <= float(gap.error())


def test_weights_that_sum_to_one() -> None:
    """Broken if a sequence could not be put on a simplex."""
    w = sequence("w", positive=True)
    points = drawn(goal(w[1], (n, w), Eq(Sum(w[k], (k, 1, n)), 1)))
    for point in points:
        total = evaluate(Sum(w[k], (k, 1, n)), point.environment())
        assert float(total.value()) == pytest.approx(1, abs=1e-12)


def test_contradictory_assumptions_have_no_points() -> None:
    """Broken if a vacuous claim found a point to agree at."""
    assert draw(goal(a, (a,), a**2 < -1 + 0 * a), 0, 0) is None


def test_sizes_are_small_and_often_unequal() -> None:
    """Broken if n = m = 2 throughout hid a mistake for other sizes."""
    points = drawn(goal(n + m, (n, m)))
    assert {1, 2, 3} <= {int(p.values["n"]) for p in points}
    assert any(p.values["n"] != p.values["m"] for p in points)


def test_the_same_seed_gives_the_same_points() -> None:
    """Broken if a report could not be repeated."""
    p = density("p")
    made = goal(p(a), (p, a))
    for index in range(5):
        first, second = draw(made, 7, index), draw(made, 7, index)
        assert first is not None and second is not None
        assert [describe(v) for v in first.values.values()] == [
            describe(v) for v in second.values.values()
        ]


def test_masses_cover_their_range() -> None:
    """Broken if a mass function on 0..n did not sum to 1."""
    p = pmf("p", n)
    for point in drawn(goal(p(0), (n, p))):
        total = evaluate(Sum(p(k), (k, 0, n)), point.environment())
        assert float(total.value()) == pytest.approx(1, abs=1e-13)


def test_random_numbers_are_exact_and_short() -> None:
    """Broken if a witness could not be written down."""
    s = positive("s")
    for point in drawn(goal(s, (s,))):
        value = point.values["s"]
        assert isinstance(value, Fraction)
        assert np.isfinite(float(value)) and value.denominator <= 1000


def test_a_changed_point_remembers_nothing_of_the_old_one() -> None:
    """Broken if a value at one instance of an unknown law were taken for that at another."""
    made = check(
        read_goal(
            "p: density; a: real; t: positive",
            "Prob[x:p](x >= a) <= exp(-t*a)*E[x:p](exp(t*x))",
        )
    )
    assert made.status == "agrees"
    point = Point({"a": Fraction(1)})
    point.scope(Effort(), None)
    assert not replace(point, values={"a": Fraction(2)})._scopes


def test_what_a_change_leaves_alone_is_kept() -> None:
    """A search that moves one name would average over all laws again at every step."""
    p = density("p")
    point = draw(goal(a * b, (a, b, p)), 0, 4)
    assert point is not None
    shared, moving = expr(b * b), expr(a + b)
    scope = point.scope(Effort(), None)
    before = scope.value(shared), scope.value(moving)
    law = scope.measure(p)
    after = point.replaced("a", Fraction(1000)).scope(Effort(), None)
    assert after.value(shared) is before[0]
    assert after.measure(p) is law
    there = float(after.value(b).value())
    assert float(after.value(moving).value()) == pytest.approx(1000 + there)
    other = point.changed({"a": Fraction(3), "p": point.values["p"]}).scope(Effort(), None)
    assert p not in other.laws and moving not in other.memo


def test_without_names_there_is_one_point() -> None:
    """A statement without names would be evaluated a dozen times at the same point."""
    plain = goal(expr(2), ())
    assert draw(plain, 0, 0) is draw(plain, 0, 7)
    assert draw(goal(a, (a,)), 0, 0) is not draw(goal(a, (a,)), 0, 7)


def test_a_range_of_one_point() -> None:
    """Broken if the one point could not be drawn, or an empty range had one."""
    one = between("x", 3, 3, lower_open=False, upper_open=False)
    assert check(Goal(Statement(one, "==", expr(3)), (one,))).status == "agrees"
    assert check(Goal(Statement(one, "==", expr(4)), (one,))).status == "disagrees"
    third = between("x", expr(1) / 3, expr(1) / 3, lower_open=False, upper_open=False)
    assert check(Goal(Statement(3 * third, "==", expr(1)), (third,))).status == "agrees"
    none = between("x", 3, 3)
    assert check(Goal(Statement(none, "==", none), (none,))).status == "vacuous"
