"""The links of a chain, and comparisons."""

from __future__ import annotations

import pytest

from derivcheck.lang.divergence import KL
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import expr
from derivcheck.lang.parse import is_comparison, parse_comparison, parse_relation
from tests.lang.parse.scope import SCOPE, a, b, p, q


@pytest.mark.parametrize("relation", ["==", "<=", ">=", "<", ">"])
def test_link(relation: str) -> None:
    """A step would be read under another relation than its author's."""
    assert parse_relation(f" {relation} a + b", SCOPE) == (relation, a + b)


@pytest.mark.parametrize("source", ["a + b", "!= a", "= a", "=> a", "=< a", ""])
def test_not_a_link(source: str) -> None:
    """A step without a relation would be taken for an equation."""
    with pytest.raises(AuthorError):
        parse_relation(source, SCOPE)


def test_comparison() -> None:
    """A statement in one piece would be read under another relation, or sides swapped."""
    assert parse_comparison("KL(p, q) >= 0", SCOPE) == (KL(p, q), ">=", expr(0))
    assert parse_comparison("(a + b) == a", SCOPE) == (a + b, "==", a)


@pytest.mark.parametrize("source", ["a", "a < b < 1", "a != b", "a == b and b == a"])
def test_not_one_comparison(source: str) -> None:
    """A conclusion could say more than the chain shows."""
    with pytest.raises(AuthorError):
        parse_comparison(source, SCOPE)


def test_only_the_top_level_compares() -> None:
    """Conditions inside Piecewise or Prob would be taken for the step's relation."""
    assert is_comparison("a == b")
    assert not is_comparison("Prob[x:p](x > 0)")
