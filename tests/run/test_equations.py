"""Equation numbers read from source."""

from __future__ import annotations

import pytest

from derivcheck.lang.errors import AuthorError
from derivcheck.run.equations import labels, printed_numbers

SOURCE = """
def helper(d, factor):
    d.eq(factor, eq="4")
    again(d)

def again(d):
    helper(d, 1)
    d.eq(1, eq="(1.1)a")

def first(d):
    with d.lemma("x"):
        d.eq(1, eq="1, 2")
    helper(d, 3)

def second(d):
    number = "9"
    d.eq(1, eq=number)
    d.fact(1, "==", 1, eq="7-9")
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", set()),
        ("42", {"42"}),
        ("(42)", {"42"}),
        ("(1.1)a", {"1.1a"}),
        ("1, 2", {"1", "2"}),
        ("42-44", {"42", "43", "44"}),
        ("(1.1) - (1.3)", {"1.1", "1.2", "1.3"}),
        ("1.1-2.3", {"1.1-2.3"}),
        ("9-7", {"9-7"}),
        ("1-999999999", {"1-999999999"}),
        ("dual", {"dual"}),
    ],
)
def test_labels(text: str, expected: set[str]) -> None:
    """One way to write a number would not be recognised as another."""
    assert labels(text) == expected


def test_literals_in_a_function_and_its_helpers() -> None:
    """A number would be missed, or given to a claim that does not carry it."""
    found = printed_numbers("m.py", SOURCE)
    assert found["first"] == {"1", "2", "4", "1.1a"}
    assert found["second"] == {"7", "8", "9"}


def test_broken_body_is_the_authors() -> None:
    """A listing does not read the bodies of claims; a mistake there would look like our fault."""
    with pytest.raises(AuthorError, match=r"m\.py:2:"):
        printed_numbers("m.py", "def first(d):\n    d.eq(1 eq=2)\n")
