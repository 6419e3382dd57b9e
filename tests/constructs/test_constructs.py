"""Every construct of the claim language is read, printed, proved and measured."""

from __future__ import annotations

import re

import pytest

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import ONE, Add
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.names import VOCABULARY
from derivcheck.lang.node import Node
from derivcheck.lang.parse import Scope, parse_condition, parse_domain, parse_expression
from derivcheck.lang.shape import check_statement
from derivcheck.lang.show import latex, latex_declaration, text, unicode, unicode_declaration
from derivcheck.numeric.check import check
from derivcheck.symbolic.example import read_goal
from derivcheck.symbolic.prove import prove
from tests.constructs.table import DIVERGENCES, LAWS, ROWS, UNPROVED, Row

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}")


def goal_of(row: Row) -> Goal:
    """The goal of a row."""
    given, step, assume = row
    return read_goal(given, step, tuple(filter(None, (part.strip() for part in assume.split(";")))))


@each_row
def test_its_text_means_the_same(row: Row) -> None:
    """What a report prints would be another statement than the one that was checked."""
    goal = goal_of(row)
    scope = Scope()
    for name in goal.given:
        assert parse_domain(text(name.domain), scope) == name.domain
        scope = scope.declare(name)
    for side in (goal.statement.lhs, goal.statement.rhs):
        assert parse_expression(text(side), scope) == side
    for condition in goal.assume:
        assert parse_condition(text(condition), scope) == condition


@each_row
def test_it_is_typeset(row: Row) -> None:
    """A construct would have no Unicode or LaTeX form, or LaTeX that does not compile."""
    goal = goal_of(row)
    parts: list[Node] = [goal.statement.lhs, goal.statement.rhs, *goal.assume]
    shown = [latex(part) for part in parts] + [latex_declaration(name) for name in goal.given]
    for made in shown:
        assert _braces(made) == 0
        assert made.count(r"\left") - made.count(r"\leftarrow") == made.count(r"\right")
    assert all(unicode(part) for part in parts)
    assert all(unicode_declaration(name) for name in goal.given)


def _braces(made: str) -> int:
    bare = re.sub(r"\\[{}]", "", made)
    depth = 0
    for sign in bare:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    return depth


@each_row
def test_it_is_proved(row: Row) -> None:
    """A construct would have no symbolic meaning."""
    evidence = prove(goal_of(row))
    if row[1] in UNPROVED and evidence.status == "open":
        pytest.xfail(evidence.reason)
    assert evidence.status == "proved", evidence.reason


@each_row
def test_the_numbers_confirm_it(row: Row) -> None:
    """A construct would have no numeric meaning, or another than the symbolic one."""
    evidence = check(goal_of(row), seed=0)
    assert evidence.status == "agrees", evidence.reason


@pytest.mark.parametrize("row", [*LAWS, *DIVERGENCES], ids=lambda row: row[1])
def test_the_numbers_deny_what_is_one_off(row: Row) -> None:
    """The numbers would confirm any value of a law's moment or of a divergence."""
    goal = goal_of(row)
    statement = goal.statement
    off = Statement(statement.lhs, statement.relation, Add(statement.rhs, ONE))
    try:
        check_statement(off.lhs, off.relation, off.rhs)
    except AuthorError:
        pytest.skip("a vector or a matrix, to which 1 cannot be added")
    if statement.relation != "==":
        off = Statement(off.rhs, statement.relation, off.lhs)
    assert check(Goal(off, goal.given, goal.assume), seed=0).status == "disagrees"


def test_no_word_is_left_out() -> None:
    """A word of the language would be in no test of its printing, proof and numbers."""
    used = {word for _, step, assume in ROWS for word in re.findall(r"\w+", f"{step} {assume}")}
    given = {word for names, _, _ in ROWS for word in re.findall(r"\w+", names)}
    assert set(VOCABULARY) <= used | given


def test_the_gaps_are_in_the_table() -> None:
    """A gap would be listed that no test looks at."""
    assert {step for _, step, _ in ROWS} >= UNPROVED
