"""Balls: enclosures with an exponent of their own and three special values."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import ball, exact_radius, rational
from derivcheck.numeric.elementary import exp, log_one_plus, sqrt
from derivcheck.numeric.scaling import NOTHING, every, in_unit, least, most, some
from derivcheck.numeric.special import through

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


def test_a_ball_cannot_be_changed() -> None:
    """A remembered value could be altered by whoever uses it."""
    with pytest.raises(AttributeError):
        balls.ball(1.0).mid = np.asarray(2.0)  # type: ignore[misc]


def test_exact_factors_are_those_of_a_product() -> None:
    """Weights of a rule would lose the error bounds of what they weigh."""
    values = balls.exact_radius([[1.0, -2.0], [0.0, 3.0]], [[0.5, 0.0], [0.25, 1.0]])
    factors = np.array([[2.0], [-4.0]])
    made, slow = balls.times(values, factors), balls.mul(values, balls.ball(factors))
    assert (made.mid == slow.mid).all() and np.allclose(made.rad, slow.rad)
    vast = balls.times(exp(balls.ball([-1e9])), np.array([3.0]))
    assert vast.scale is not None and vast.mid[0] > 0


@pytest.mark.parametrize(("mid", "rad"), [(2.0, 0.0), (2.0, 0.1), (1e-200, 1e-210), (3e200, 1e190)])
def test_a_plain_root_holds_the_roots_of_its_ball(mid: float, rad: float) -> None:
    """The short way would leave out the lower end, where the root is steepest."""
    made = sqrt(balls.exact_radius(mid, rad))
    for inside in (mid - rad, mid, mid + rad):
        assert abs(made.mid - np.sqrt(inside)) <= made.rad
    assert made.rad <= max(rad, 1e-15 * mid) / np.sqrt(mid)


def test_functions_at_exact_numbers_have_no_more_than_rounding() -> None:
    """The error of what is known exactly would be that of a ball; a lost tail would count as 0."""
    made = through(np.tanh, balls.ball([0.5, -1.0]))
    assert (made.rad <= 1e-15).all()
    gone = through(lambda x: np.exp(-x * x), balls.ball([100.0]))
    assert gone.mid[0] == 0 and gone.rad[0] > 0


@pytest.mark.parametrize("power", [0, 5, -700, 790, 810, -900, 5000])
def test_one_form_whichever_way_it_was_reached(power: int) -> None:
    """The short way for moderate exponents would give another ball than the long one."""
    mid, rad = np.array([0.75, -3.0, 0.0, 1e-200]), np.array([1e-16, 2.0, 0.0, 1e-210])
    exp_of_two = np.full(4, power, dtype=np.int64)
    made = balls.normal(mid, rad, exp_of_two)
    unit_mid, unit_rad, unit = in_unit(mid, rad, exp_of_two)
    long = balls.Ball(unit_mid, unit_rad, unit)
    assert (unit[2], made.mid[2], made.rad[2]) == (NOTHING, 0.0, 0.0)
    again = made.scaled()
    assert np.array_equal(again.mid, long.mid) and np.array_equal(again.rad, long.rad)
    assert np.array_equal(again.exp, long.exp)


@pytest.mark.parametrize("mid", [-0.3, 1e-200, 0.25, 3.0, 1e200])
@pytest.mark.parametrize("part", [0.0, 1e-12, 0.2])
def test_a_plain_logarithm_of_one_plus_holds_those_of_its_ball(mid: float, part: float) -> None:
    """The bound would be that of the middle, and miss the steeper lower end."""
    rad = abs(mid) * part
    made = log_one_plus(exact_radius(np.float64(mid), np.float64(rad)))
    for point in (mid - rad, mid + rad):
        gap = abs(float(np.log1p(point)) - float(made.value()))
        assert gap <= float(made.error()) * (1 + 1e-9)
    assert float(made.error()) <= 2.5 * rad / (1 + mid) + 1e-15 * abs(float(np.log1p(mid)))


@pytest.mark.parametrize("shape", [(0,), (7,), (3, 2), (2, 0)])
def test_the_most_and_the_least_of_arrays(shape: tuple[int, ...]) -> None:
    """A NaN or an infinity would be passed over, and a short way taken that is none."""
    values = np.full(shape, 3.0)
    assert (most(values), least(values)) == (3.0 * bool(values.size), 1.0)
    assert (most(-values), least(-values)) == (0.0, -3.0 if values.size else 1.0)
    assert every(values > 0) and some(values > 0) == bool(values.size)
    assert every(values < 0) == (not values.size) and not some(values < 0)
    if values.size:
        for odd in (np.nan, np.inf):
            values.flat[-1] = odd
            assert not most(values) < np.inf and some(~np.isfinite(values))
        values.flat[-1] = np.nan
        assert not least(values) > 0


def test_the_most_of_what_is_not_laid_out_in_a_row() -> None:
    """The place of an entry would be taken for another's in a view."""
    square = np.arange(12.0).reshape(3, 4).T[1:, ::2]
    assert (most(square), least(square + 0.0)) == (11.0, 1.0)
    assert least(-square) == -11.0 and not every(square < 11) and some(square == 11)
