"""Elementary and special functions on balls."""

from __future__ import annotations

import math

import numpy as np
import pytest
from flint import arb

from derivcheck.numeric import elementary, special
from derivcheck.numeric.ball import ball, exact_radius
from derivcheck.numeric.elementary import exp, log, log_one_plus, power

POINTS = (-3.7, -1.0, -0.25, 0.125, 0.5, 1.0, 2.5, 30.25)
IN_ARB = {
    "exp": lambda x: x.exp(), "sin": lambda x: x.sin(), "cos": lambda x: x.cos(),
    "tan": lambda x: x.tan(), "sinh": lambda x: x.sinh(), "cosh": lambda x: x.cosh(),
    "tanh": lambda x: x.tanh(), "atan": lambda x: x.atan(), "erf": lambda x: x.erf(),
    "gamma": lambda x: x.gamma(), "digamma": lambda x: x.digamma(),
    "sigmoid": lambda x: 1 / (1 + (-x).exp()), "softplus": lambda x: (1 + x.exp()).log(),
    "factorial": lambda x: (x + 1).gamma(), "Abs": abs,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(IN_ARB))
def test_functions_enclose_arb(name: str) -> None:
    """Broken if an elementary function were off by more than its bound."""
    for point in POINTS:
        exact = IN_ARB[name](arb(point))
        if not exact.is_finite():
            continue
        with np.errstate(all="ignore"):
            made = special.UNARY[name](ball(point))
        gap = abs(float(made.value()) - float(exact.mid()))
        assert gap <= float(made.error()) + 1e-15 * abs(float(exact.mid()))


def test_exp_and_log_undo_each_other_at_every_scale() -> None:
    """Broken if exp(-1e12) were 0: the logarithm of a density ratio would be lost."""
    x = ball(np.array([-1e12, -800.0, 0.0, 3.0, 1e6]))
    assert np.allclose(log(exp(x)).value(), x.value(), rtol=1e-14)


@pytest.mark.parametrize(
    ("base", "exponent", "value"),
    [
        (-2.0, 3.0, -8.0), (2.0, -2.0, 0.25), (9.0, 0.5, 3.0), (0.0, 2.0, 0.0), (0.0, 0.5, 0.0),
        (-8.0, 1 / 3, math.nan), (0.0, 0.0, math.nan), (0.0, -1.0, math.nan), (-1.0, 0.5, math.nan),
    ],
)  # fmt: skip
def test_powers_are_real(base: float, exponent: float, value: float) -> None:
    """Broken if a power were complex, or defined where the language leaves it undefined."""
    with np.errstate(all="ignore"):
        made = float(power(ball(base), ball(exponent)).value())
    assert made == pytest.approx(value, nan_ok=True)


@pytest.mark.parametrize("size", [1e-320, 1e-25, 1e-12, 1e-3, 0.124, 0.2, 0.7, 40.0])
@pytest.mark.parametrize("sign", [1, -1])
def test_the_logarithm_next_to_1_keeps_its_digits(size: float, sign: int) -> None:
    """Broken if log(1 + a) were 0 up to rounding for small a: its integral would be lost."""
    a = sign * min(size, 0.9) if sign < 0 else size
    with np.errstate(all="ignore"):
        made = log_one_plus(ball(a))
        wide = log_one_plus(exact_radius(np.array(a), np.array(abs(a) / 100)))
    exact = float(arb(a).log1p().mid())
    assert abs(float(made.value()) - exact) <= float(made.error()) + 1e-323
    assert float(made.error()) <= 4e-15 * abs(exact) + 1e-323
    for end in (0.99 * a, 1.01 * a):
        off = abs(float(wide.value()) - math.log1p(end))
        assert off <= float(wide.error()) + 1e-15 * abs(exact) + 1e-323


def test_a_sign_that_is_not_known_makes_the_logarithm_unknown() -> None:
    """Broken if log of a number that may be negative passed for defined, or for undefined."""
    with np.errstate(all="ignore"):
        made = log(exact_radius(np.array([1e-20, -1.0, 0.0]), np.array([1e-16, 1e-16, 0.0])))
    assert made.unknown().tolist() == [True, False, False]
    assert made.undefined().tolist() == [False, True, False]
    assert np.isneginf(made.mid[2])


def test_the_larger_of_two_overlapping_balls_covers_both() -> None:
    """Broken if max forgot the one that may be the larger."""
    made = elementary.larger(exact_radius(1.0, 0.5), exact_radius(1.1, 0.5))
    assert float(made.value() + made.error()) >= 1.6


def test_binomials_are_integers() -> None:
    """Broken if rounding leaked into counts."""
    with np.errstate(all="ignore"):
        made = special.binomial(ball(40.0), ball(20.0))
    assert float(made.value()) == math.comb(40, 20)
