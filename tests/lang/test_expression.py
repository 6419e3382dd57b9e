"""What is accepted where an expression is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from derivcheck.lang.algebra import Number
from derivcheck.lang.condition import And, piecewise
from derivcheck.lang.declare import real
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import expr

x, y = real("x y")


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (3, Fraction(3)),
        (0.1, Fraction(1, 10)),
        (1e-20, Fraction(1, 10**20)),
        (Fraction(1, 3), Fraction(1, 3)),
        (Decimal("0.12345678901234567890"), Fraction(12345678901234567890, 10**20)),
    ],
)
def test_numbers_are_exact(value: Any, number: Fraction) -> None:
    """0.1 would be the binary number next to it."""
    assert expr(value) == Number(number)


@pytest.mark.parametrize("value", [1 / 3, 2**0.5, 0.1 + 0.2])
def test_rounded_numbers_are_refused(value: float) -> None:
    """1/3 in Python is a rounded number: the claim would be false by 1e-17."""
    with pytest.raises(AuthorError, match="rounded"):
        expr(value)


@pytest.mark.parametrize(
    "value", [True, "x", None, float("nan"), float("inf"), Decimal("nan"), [1], 1j]
)
def test_no_expression(value: Any) -> None:
    """What is no real number would be taken for one."""
    with pytest.raises(AuthorError):
        expr(value)


def test_chained_comparison() -> None:
    """0 < x < 1 in Python would silently drop its first half."""
    with pytest.raises(AuthorError, match="And"):
        _ = 0 < x < 1


def test_equality_is_no_condition() -> None:
    """x == y compares trees; as a condition it would be a case that never holds."""
    with pytest.raises(AuthorError, match="Eq"):
        And(x == y)
    with pytest.raises(AuthorError, match="Eq"):
        piecewise((1, x == y), (0, True))


def test_not_iterable() -> None:
    """Unpacking an expression would loop for ever over its indices."""
    with pytest.raises(AuthorError, match="components"):
        _ = [*x]
