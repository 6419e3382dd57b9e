"""Sizes as polynomials."""

from __future__ import annotations

import pytest

from derivcheck.lang.algebra import Abbreviation
from derivcheck.lang.declare import natural, real
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import expr
from derivcheck.lang.size import number_size, size

m, n = natural("m n")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (m + n, n + m),
        ((m + n) ** 2, m**2 + 2 * m * n + n**2),
        (n - n, expr(0)),
        (-1 * (-n), n),
        (Abbreviation("d", n + 1), 1 + n),
        (2 * n - m, n - m + n),
    ],
)
def test_same_polynomial(left: object, right: object) -> None:
    """Sizes written in two ways would be refused as different."""
    assert size(expr(left)) == size(expr(right))


@pytest.mark.parametrize(("left", "right"), [(m, n), (n, n + 1), (2 * n, n * n), (n, expr(3))])
def test_different_polynomials(left: object, right: object) -> None:
    """Sizes that agree for some values only would be taken for equal."""
    assert size(expr(left)) != size(expr(right))


@pytest.mark.parametrize("bad", [n / 2, real("r"), expr(1) / 2, expr(0.5), n**m, n**99])
def test_not_a_size(bad: object) -> None:
    """A size that need not be a natural number is an error of the author."""
    with pytest.raises(AuthorError):
        size(expr(bad))


def test_text_and_expression() -> None:
    """An error message names sizes as people write them."""
    assert str(size(1 + n * m + n)) == "m*n + n + 1"
    assert str(size(n - n)) == "0"
    assert size(size(2 * m * n + 3).expression) == size(2 * m * n + 3)


def test_value() -> None:
    """A size that is a number is known as one."""
    assert number_size(3).value == 3
    assert size(n - n).value == 0
    assert size(n).value is None
    assert size(n + 1).value is None
