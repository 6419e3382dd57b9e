"""The support of a mixture."""

from __future__ import annotations

import pytest

from derivcheck.lang.algebra import NONNEGATIVE, POSITIVE, REAL
from derivcheck.lang.declare import density, real
from derivcheck.lang.domain import Integers, Interval, VectorDomain
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import expr
from derivcheck.lang.functions import Max, Min
from derivcheck.lang.laws.hull import hull


def interval(lower: object, upper: object, **ends: bool) -> Interval:
    """An interval between plain numbers."""
    return Interval(expr(lower), expr(upper), **ends)


def test_equal_supports_are_kept() -> None:
    """A mixture of unknown densities would leave the line."""
    assert hull([REAL, REAL]) == REAL
    assert hull([density("p", on=(0, 1)).support] * 2) == interval(0, 1)


def test_an_infinite_end_wins() -> None:
    """A mixture with a law on the half-line would lose its tail."""
    assert hull([interval(0, 1), POSITIVE]) == POSITIVE
    assert hull([POSITIVE, REAL]) == REAL


def test_one_closed_end_closes() -> None:
    """An atom at a closed end would fall out of the support."""
    assert hull([POSITIVE, NONNEGATIVE]) == NONNEGATIVE


def test_symbolic_ends() -> None:
    """The ends of a mixture of uniform laws depend on their order."""
    a, b = real("a b")
    assert hull([interval(a, b), interval(0, b)]) == Interval(
        Min(a, 0), b, lower_open=False, upper_open=True
    )
    assert hull([interval(0, a), interval(0, b)]) == Interval(
        expr(0), Max(a, b), lower_open=True, upper_open=False
    )


def test_integers_stay_integers() -> None:
    """A mixture of mass functions would be integrated instead of summed."""
    first, second = Integers(expr(0), expr(1)), Integers(expr(0), expr(5))
    assert hull([first, second]) == Integers(expr(0), Max(1, 5))
    assert isinstance(hull([first, interval(0, 5)]), Interval)


def test_different_spaces() -> None:
    """A mixture of a number and a vector has no meaning."""
    with pytest.raises(AuthorError, match="different spaces"):
        hull([REAL, VectorDomain(expr(2))])
