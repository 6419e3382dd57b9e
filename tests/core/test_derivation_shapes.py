"""Shapes are checked while an author writes, so that the error names the line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from derivcheck.core.derivation import Derivation, claim
from derivcheck.lang.condition import Eq
from derivcheck.lang.declare import natural, vectors
from derivcheck.lang.errors import ShapeError
from derivcheck.lang.linear import Dot

n = natural("n")
x, y = vectors("x y", n)


def bad_step(d: Derivation) -> None:
    """A step from a number to a vector."""
    d.start(Dot(x, y))
    d.eq(x)


def bad_goal(d: Derivation) -> None:
    """An order of vectors."""
    d.goal(x, "<=", y)


def bad_assumption(d: Derivation) -> None:
    """A vector equal to a number."""
    d.assume(Eq(x, 1))


def bad_case(d: Derivation) -> None:
    """A case that compares vectors."""
    with d.lemma("case", x > y):
        d.start(Dot(x, y))


@pytest.mark.parametrize(
    ("write", "offset"), [(bad_step, 3), (bad_goal, 2), (bad_assumption, 2), (bad_case, 2)]
)
def test_misfit_names_the_line(write: Callable[[Derivation], None], offset: int) -> None:
    """The author would not be told where the shapes do not fit."""
    with pytest.raises(ShapeError) as caught:
        claim("misfit")(write).build()
    place = caught.value.location
    assert place is not None
    assert place.line == write.__code__.co_firstlineno + offset
    assert caught.value.claim == "misfit"
