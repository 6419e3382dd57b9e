"""Balls: enclosures with an exponent of their own and three special values."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import ball, exact_radius, rational

RATIONALS = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**4)


@given(RATIONALS, RATIONALS)
def test_sums_and_products_enclose_the_exact_result(a: Fraction, b: Fraction) -> None:
    """Broken if an error bound of + - * could be too small."""
    x, y = rational(a), rational(b)
    for made, exact in ((x + y, a + b), (x - y, a - b), (x * y, a * b)):
        gap = abs(Fraction(float(made.value())) - exact)
        assert gap <= Fraction(float(made.error())) + Fraction(1, 10**300)


@given(RATIONALS, RATIONALS.filter(bool))
def test_quotients_enclose_the_exact_result(a: Fraction, b: Fraction) -> None:
    """Broken if the error bound of a quotient could be too small."""
    made = rational(a) / rational(b)
    assert abs(Fraction(float(made.value())) - a / b) <= Fraction(float(made.error()))


def test_numbers_far_beyond_doubles_keep_their_ratio() -> None:
    """Broken if a density of size 10**-5000 became 0."""
    tiny = rational(Fraction(1, 10**5000))
    assert float((tiny / (tiny * 3.0)).value()) == pytest.approx(1 / 3, rel=1e-14)


@pytest.mark.parametrize(
    ("made", "what"),
    [
        (lambda: ball(1.0) / ball(0.0), "undefined"),
        (lambda: ball(np.inf) - ball(np.inf), "undefined"),
        (lambda: ball(0.0) * ball(np.inf), "undefined"),
        (lambda: ball(1.0) / exact_radius(0.0, 1.0), "unknown"),
        (lambda: exact_radius(0.0, np.inf) + ball(1.0), "unknown"),
        (lambda: exact_radius(0.0, np.inf) * ball(np.inf), "unknown"),
        (lambda: ball(np.inf) + ball(1.0), "infinite"),
        (lambda: ball(np.inf) * ball(2.0), "infinite"),
    ],
)
def test_special_values_are_told_apart(made: object, what: str) -> None:
    """Broken if undefined, infinite and unknown ran into one another."""
    with np.errstate(all="ignore"):
        value = made()  # type: ignore[operator]
    kinds = {
        "undefined": value.undefined(),
        "unknown": value.unknown(),
        "infinite": value.infinite(),
    }
    assert {kind for kind, holds in kinds.items() if holds} == {what}


def test_unknown_outweighs_everything_but_undefined() -> None:
    """Broken if an unknown operand could give a definite result."""
    with np.errstate(all="ignore"):
        assert (balls.UNKNOWN + balls.UNDEFINED).undefined()
        assert (balls.UNKNOWN / balls.ball(np.inf)).unknown()
