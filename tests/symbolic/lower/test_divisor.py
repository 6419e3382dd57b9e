"""A divisor that is 0 at one integer makes a step false; on a null set of reals it does not."""

from __future__ import annotations

from typing import Any

import pytest

from derivcheck.core.claim import Goal, Statement
from derivcheck.core.derivation import collect_names
from derivcheck.lang.condition import condition
from derivcheck.lang.declare import integer, natural, real, sequence
from derivcheck.symbolic.prove import prove

x, c, k, n = real("x"), real("c"), integer("k"), natural("n")
mu, j = sequence("mu"), natural("j")


def status(value: Any, *assume: Any) -> str:
    """What becomes of value/value == 1."""
    names = collect_names([value, *assume])
    made = tuple(condition(one) for one in assume)
    return prove(Goal(Statement(value / value, "==", value / value + 0), names, made)).status


@pytest.mark.parametrize("divisor", [x, x - k, n * x + k, mu[j] - k])
def test_zero_on_a_null_set_is_a_side_condition(divisor: Any) -> None:
    """Harmless divisors would leave true steps open."""
    assert status(divisor) == "proved"


@pytest.mark.parametrize("divisor", [k, k * x, k - 3, mu[j] - mu[n]])
def test_zero_at_an_integer_leaves_the_step_open(divisor: Any) -> None:
    """A step that fails at k = 0 would be proved."""
    assert status(divisor) == "open"


def test_an_assumption_that_excludes_the_integer_is_enough() -> None:
    """A true step about positive integers would stay open."""
    assert status(k, k >= 1) == "proved"
