"""Claims as values: their goals, their conclusions, their sources in words."""

from __future__ import annotations

import pytest

from derivcheck.core.claim import Claim, Goal, Relation, Source, Statement, compose
from derivcheck.core.derivation import Derivation, claim
from derivcheck.lang.declare import real
from derivcheck.lang.errors import AuthorError

X = real("x")


@claim("squares")
def squares(d: Derivation) -> None:
    """A case, a lemma without one, and a chain that uses both."""
    with d.lemma("case", X > 1):
        d.start(X)
        d.gt(1)
        d.gt(0)
    with d.lemma("always"):
        d.start(X**2)
        d.ge(0)
    d.assume(X > 0)
    d.start(X**2 + 1)
    d.ge(1, by="lemma:always")


def test_a_goal_knows_what_was_shown_above_it() -> None:
    """A step would be settled without its case, or by a lemma that comes later."""
    goals = [goal for _, goal in squares.build().goals()]
    assert [len(goal.assume) for goal in goals] == [2, 2, 1, 1]
    assert [[id for id, _, _ in goal.lemmas] for goal in goals] == [
        [], [], ["case"], ["case", "always"],
    ]  # fmt: skip
    _, assumed, shown = goals[-1].lemmas[0]
    assert assumed == (X > 1,)
    assert shown == Statement(goals[0].statement.lhs, ">", goals[1].statement.rhs)


def test_the_conclusion_is_first_against_last() -> None:
    """The verdict on the end of a chain would be one on its last step."""
    made = squares.build()
    assert made.overall() == Goal(made.steps[0].statement, made.given, made.assume)


def test_cases_alone_conclude_with_the_last_of_them() -> None:
    """A claim of cases would have no conclusion, or one without its case."""
    made = squares.build()
    alone = Claim("c", given=made.given, assume=made.assume, lemmas=made.lemmas[:1])
    overall = alone.overall()
    assert overall.assume == made.assume + made.lemmas[0].assume
    assert overall.statement == made.lemmas[0].conclusion


@pytest.mark.parametrize(
    ("used", "whole"),
    [({"=="}, "=="), ({"==", "<="}, "<="), ({"<=", "<"}, "<"), ({">", "==", ">="}, ">")],
)
def test_relations_compose(used: set[Relation], whole: Relation) -> None:
    """A chain would claim more, or less, than its links give."""
    assert compose(used) == whole


def test_a_chain_cannot_turn() -> None:
    """Nothing follows from a <= b >= c."""
    with pytest.raises(AuthorError, match="cannot mix < and >="):
        compose({"<", ">="})


def test_a_source_says_what_it_knows() -> None:
    """A report would name a place by an empty word."""
    assert str(Source("A course", "problem 1", "2-3")) == "A course, problem 1, eq. 2-3"
    assert str(Source("A course")) == "A course"
    assert str(Source(equations="7")) == "eq. 7"
