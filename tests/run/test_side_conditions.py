"""Conditions that a false step lacks."""

from __future__ import annotations

from typing import NoReturn

import pytest

from derivcheck.core.claim import Statement
from derivcheck.numeric.separate import Separator
from derivcheck.run.diagnose import diagnose
from derivcheck.run.routes import routes
from derivcheck.run.side_conditions import coincidences, conditions
from derivcheck.symbolic.example import read_goal


@pytest.mark.parametrize(
    ("given", "step", "sentence"),
    [
        ("x: real", "Abs(x) == x", "true if x > 0"),
        ("x: real", "Abs(x) == -x", "true if x < 0"),
        ("x y: real", "Max(x, y) == y", "true if x < y"),
        ("x y: nonzero", "log(x*y) == log(x) + log(y)", "true if x > 0 and y > 0"),
    ],
)
def test_the_condition_is_named(given: str, step: str, sentence: str) -> None:
    """A reader would be told that a step is wrong that only lacks a condition."""
    goal = read_goal(given, step)
    made = [slip.sentence for slip in conditions(goal, Separator(goal))]
    assert f"a side condition is missing: {sentence}" in made


def test_no_condition_where_the_step_fails_everywhere() -> None:
    """Any false step would be "true if x > 0" for want of a counterexample there."""
    goal = read_goal("x: real", "x == x + 1")
    assert not list(conditions(goal, Separator(goal)))


def test_no_survey_where_no_condition_is_possible() -> None:
    """Ten points would be evaluated to choose among no conditions at all."""

    class Untouched(Separator):
        def verdicts(self, statement: Statement) -> NoReturn:
            raise AssertionError(statement)

    goal = read_goal("p q: density; n: natural; x: positive", "KL(p, q) == n*x")
    assert not list(conditions(goal, Untouched(goal)))


def test_a_condition_is_told_with_what_confirms_it() -> None:
    """A guess would be shown as a fact."""
    told = diagnose(read_goal("x: real", "sqrt(x**2) == x"), routes())
    assert told == "a side condition is missing: true if x > 0 (proved)"


def test_laws_that_have_to_be_equal() -> None:
    """A step that holds for p = q alone would have no explanation."""
    goal = read_goal("p q: density", "KL(p, q) == 0")
    assert [slip.sentence for slip in coincidences(goal)] == [
        "true only where p = q, which is not assumed"
    ]
