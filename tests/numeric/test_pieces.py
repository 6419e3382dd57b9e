"""Points in the pieces of a statement that no point lies in yet."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivcheck.numeric.check import check
from derivcheck.numeric.pieces import MOST, pieces
from derivcheck.numeric.points import Point
from derivcheck.symbolic.example import read_goal


def at(a: int, b: int) -> Point:
    """The point of two numbers."""
    return Point({"a": Fraction(a), "b": Fraction(b)})


def signs(step: str, *tried: Point) -> set[tuple[bool, bool]]:
    """Whether a > b and a > 2*b at the points that are tried beyond the given ones."""
    found = pieces(read_goal("a b: real", step), list(tried))
    return {(p.values["a"] > p.values["b"], p.values["a"] > 2 * p.values["b"]) for p in found}


def test_every_piece_is_visited() -> None:
    """A piece between two kinks would be passed over."""
    step = "sign(a - b) == sign(a - 2*b)"
    assert signs(step, at(1, -1)) == {(False, False), (True, False), (False, True)}
    assert signs(step, at(1, -1), at(-1, 1)) == {(True, False), (False, True)}


@pytest.mark.parametrize(
    "step",
    [
        "a + b == b + a",
        "E[x:Normal(a, 1)](Abs(x)) == b",
        "sign(1) == a",
    ],
)
def test_without_a_kink_of_its_numbers_there_is_nothing_to_try(step: str) -> None:
    """Points would be spent on kinks in a variable that is integrated over, or on none."""
    assert not list(pieces(read_goal("a b: real", step), [at(1, -1)]))


def test_a_few_pieces_are_enough() -> None:
    """A statement with many kinks would be tried at hundreds of points."""
    step = " + ".join(f"Abs(a - {k}*b)" for k in range(-4, 5)) + " == 0"
    assert len(list(pieces(read_goal("a b: real", step), [at(1, -1)]))) == MOST


def test_a_failure_in_one_piece_refutes() -> None:
    """A statement that fails for a between b/2 and b would pass: no random point lies there."""
    narrow = "Max(b - a, 0)*Max(a - b/2, 0)"
    assert check(read_goal("a b: positive", f"{narrow} == 0")).status == "disagrees"
