"""Exact points: inside domains and assumptions, the same for one seed, simple ones first."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from flint import fmpq

from derivcheck.lang.algebra import Symbol, pi
from derivcheck.lang.condition import And, Compare, Condition, Eq
from derivcheck.lang.declare import (
    between,
    density,
    function,
    integer,
    natural,
    negative,
    nonnegative,
    nonzero,
    positive,
    real,
    vectors,
)
from derivcheck.numeric.columns import NotClosed
from derivcheck.numeric.exact_points import open_frame
from derivcheck.numeric.sheet import open_sheet

a = positive("a")

DOMAINS: list[tuple[Any, Any]] = [
    (real("x"), lambda x: True),
    (positive("x"), lambda x: x > 0),
    (nonnegative("x"), lambda x: x >= 0),
    (negative("x"), lambda x: x < 0),
    (nonzero("x"), lambda x: x != 0),
    (integer("x"), lambda x: x.q == 1),
    (natural("x"), lambda x: x.q == 1 and x >= 1),
    (between("x", 0, 1), lambda x: 0 < x < 1),
    (between("x", -1, 1, lower_open=False), lambda x: -1 <= x < 1),
    (between("x", 1000, 1001), lambda x: 1000 < x < 1001),
    (between("x", 0, pi), lambda x: 0 < x < fmpq(22, 7)),
]


@pytest.mark.parametrize(("name", "inside"), DOMAINS)
def test_points_lie_in_the_domain(name: Symbol, inside: Any) -> None:
    """A step would be refuted where it claims nothing."""
    frame, random = open_frame((name,), ()), Random(1)
    points = [frame.draw(random, index) for index in range(40)]
    assert all(point is not None and inside(point.values[0]) for point in points)
    assert len({point.values for point in points if point}) > 4


def test_a_domain_may_mention_another_name() -> None:
    """0 < b < a would be beyond the exact points, or b be drawn before a."""
    b = between("b", 0, a)
    frame, random = open_frame((b, a), ()), Random(1)
    for index in range(20):
        point = frame.draw(random, index)
        assert point is not None
        assert point.at["b"] < point.at["a"]


def test_points_satisfy_the_assumptions() -> None:
    """A step would be refuted where its assumptions do not hold."""
    x, y = real("x y")
    frame, random = open_frame((x, y), (And(x < y, y < x + 1), x > 0)), Random(1)
    for index in range(12):
        point = frame.draw(random, index)
        assert point is not None
        assert 0 < point.at["x"] < point.at["y"] < point.at["x"] + 1


def test_no_point_where_there_is_none() -> None:
    """Assumptions that contradict each other would hold somewhere."""
    x = real("x")
    assert open_frame((x,), (x > 1, x < 0)).draw(Random(1), 0) is None


@pytest.mark.parametrize("name", [density("p"), function("f"), vectors("v", 2)])
def test_other_names_are_left_to_the_general_check(name: Any) -> None:
    """A density would be given a number for a value."""
    with pytest.raises(NotClosed):
        open_frame((name,), ())


def test_equations_are_left_to_the_general_check() -> None:
    """An equation would be waited for to hold at a random point."""
    x = real("x")
    conditions: tuple[Condition, ...] = (And(Compare(">", x, x - 1), Eq(x, 1)),)
    with pytest.raises(NotClosed):
        open_frame((x,), conditions)


def test_the_points_depend_on_names_and_seed_alone() -> None:
    """The same claim would be judged at other points in another run."""
    x = real("x")
    first, again, other = (open_sheet((x,), (), seed).points for seed in (1, 1, 2))
    values = [[points.get(k).values for k in range(12)] for points in (first, again, other)]  # type: ignore[union-attr]
    assert values[0] == values[1] != values[2]
