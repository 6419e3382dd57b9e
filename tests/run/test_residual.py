"""What is missing, read off values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from derivcheck.core.claim import Statement
from derivcheck.lang.expression import Expr
from derivcheck.numeric.separate import Separator
from derivcheck.run.guarded import Guarded
from derivcheck.run.plain_number import plain
from derivcheck.run.residual import factors, powers, terms, weights
from derivcheck.symbolic.example import read_goal


@dataclass(frozen=True)
class Broken:
    """A sieve that fails at whatever it is asked."""

    def plausible(self, statement: Statement) -> bool:
        """Fails."""
        raise ZeroDivisionError

    def values(self, expression: Expr) -> tuple[float | None, ...]:
        """Fails."""
        raise ZeroDivisionError

    def verdicts(self, statement: Statement) -> tuple[tuple[Mapping[str, float], bool], ...]:
        """Fails."""
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("way", "step", "sentence"),
    [
        (factors, "3*x == x", "a factor 3 is missing on the right side"),
        (factors, "x == x/log(2)", "a logarithm to base 2 stands where base e is meant"),
        (factors, "x*log(2) == x", "a factor log(2) is missing on the right side"),
        (powers, "x/y == x", "a factor 1/y is missing on the right side"),
        (terms, "x + 1/2 == x", "the constant 1/2 is missing on the right side"),
        (terms, "x - log(2*pi)/2 == x", "the constant -(1/2*log(2*pi)) is missing"),
        (terms, "x + y == x", "the term y is missing on the right side"),
        (terms, "x - 2*x**2 == x", "the term -(2*x**2) is missing on the right side"),
        (weights, "x + 3*y**2 == x + y**2", "a factor 3 is missing in the term y**2"),
        (weights, "x - y**2/x == x - y**2", "a factor 1/x is missing in the term y**2"),
    ],
)
def test_what_is_missing_is_named(way: object, step: str, sentence: str) -> None:
    """A reader would be told that something is missing, and not what."""
    goal = read_goal("x: positive; y: positive", step)
    made = list(way(goal, Separator(goal)))  # type: ignore[operator]
    assert any(slip.sentence.startswith(sentence) for slip in made)


def test_nothing_is_read_off_an_inequality() -> None:
    """The slack of a bound would be told as a missing term."""
    goal = read_goal("x: positive", "x <= x + 1")
    for way in (factors, powers, terms, weights):
        assert not list(way(goal, Separator(goal)))


def test_a_number_that_is_not_plain_is_no_guess() -> None:
    """Any false step would be explained by some fraction."""
    assert plain(0.123456789) is None
    assert plain(0.0) is None
    assert plain(None) is None


def test_faults_cost_the_guess_only() -> None:
    """A part that cannot be evaluated by itself would cost the claim its result."""
    goal = read_goal("x: positive", "x == x + 1")
    sieve = Guarded(Broken())
    assert sieve.plausible(goal.statement)
    assert (sieve.values(goal.statement.lhs), sieve.verdicts(goal.statement)) == ((), ())
    assert not list(terms(goal, sieve))
