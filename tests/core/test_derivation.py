"""The author's builder: what it makes of a chain, and what it refuses, at the author's line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from derivcheck.core.claim import Relation
from derivcheck.core.derivation import Derivation, claim, collect_names, implies, read_source
from derivcheck.lang.calculus import integral
from derivcheck.lang.declare import between, natural, positive, real, variable, vectors
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.linear import Dot

X = real("x")


def goal_twice(d: Derivation) -> None:
    """A goal where a chain runs."""
    d.start(X)
    d.goal(X, "==", X)


def start_twice(d: Derivation) -> None:
    """A beginning where a chain runs."""
    d.start(X)
    d.start(X)


def no_beginning(d: Derivation) -> None:
    """A step from nowhere."""
    d.eq(X)


def nothing_to_close(d: Derivation) -> None:
    """An end without a goal."""
    d.start(X)
    d.done()


def lemma_twice(d: Derivation) -> None:
    """Two lemmas of one name."""
    for _ in range(2):
        with d.lemma("one"):
            d.start(X)
            d.eq(X)


def lemma_of_no_name(d: Derivation) -> None:
    """A lemma whose id cannot be referred to."""
    with d.lemma("No Id"):
        d.start(X)


def no_steps(d: Derivation) -> None:
    """Nothing is claimed."""
    d.start(X)


def lemma_without_steps(d: Derivation) -> None:
    """A lemma that says nothing."""
    with d.lemma("empty"):
        d.start(X)


def ends_elsewhere(d: Derivation) -> None:
    """A goal that the chain does not reach."""
    d.goal(X, "<=", X + 1)
    d.eq(X + 0)


def shows_less(d: Derivation) -> None:
    """A weak chain for a strict goal."""
    d.goal(X, "<", X + 1)
    d.le(X + 1)


def two_domains(d: Derivation) -> None:
    """One name for two things."""
    d.start(X)
    d.eq(positive("x"))


def in_its_own_domain(d: Derivation) -> None:
    """A name whose domain mentions that name."""
    d.start(between("x", X, 1))
    d.lt(1)


def turned(d: Derivation) -> None:
    """Up, then down."""
    d.start(X)
    d.le(X + 1)
    d.ge(X)


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (goal_twice, "already begun"),
        (start_twice, "already begun"),
        (no_beginning, "no beginning"),
        (nothing_to_close, "closes a goal"),
        (lemma_twice, "'one' is not a new"),
        (lemma_of_no_name, "'No Id' is not a new"),
        (no_steps, "the derivation has no steps"),
        (lemma_without_steps, "lemma empty has no steps"),
        (ends_elsewhere, "ends elsewhere"),
        (shows_less, "the chain shows <=, its goal says <"),
        (two_domains, "two different things"),
        (in_its_own_domain, "two different things"),
        (turned, "cannot mix"),
    ],
)
def test_mistakes_of_the_author(write: Callable[[Derivation], None], message: str) -> None:
    """A claim would be checked that its author did not mean, or blamed on no line of theirs."""
    with pytest.raises(AuthorError, match=message) as caught:
        claim("wrong")(write).build()
    place = caught.value.location
    assert caught.value.claim == "wrong"
    assert place is not None
    assert place.file == __file__
    assert place.line >= write.__code__.co_firstlineno


def test_an_id_must_be_kebab_case() -> None:
    """A claim could not be named on the command line."""
    with pytest.raises(AuthorError, match="kebab-case"):
        claim("No Id")


def chain(d: Derivation) -> None:
    """Every relation that leads up, closed by done()."""
    d.goal(X, "<", X + 3)
    d.eq(X + 0)
    d.le(X + 1)
    d.lt(X + 2, eq="7", note="why", by="assumption", using={"b": X, "a": X + 1})
    d.done()


def test_a_chain_is_taken_as_it_is_written() -> None:
    """Steps would be lost, or done() would not reach the goal."""
    made = claim("chain")(chain).build()
    assert [step.statement.relation for step in made.steps] == ["==", "<=", "<", "=="]
    assert made.steps[-1].statement.rhs == X + 3
    third = made.steps[2]
    assert (third.equation, third.note, third.by) == ("7", "why", "assumption")
    assert [name for name, _ in third.certificate] == ["a", "b"]
    assert third.location is not None
    assert third.location.line == chain.__code__.co_firstlineno + 5


def facts(d: Derivation) -> None:
    """Facts with and without a case; the last is what is claimed."""
    d.fact(X**2, ">=", 0)
    d.fact(X, ">", 0, X > 1)
    d.fact(X**2 + 1, ">", 0, by="lemma:fact-1")


def test_a_fact_is_a_lemma_of_one_step() -> None:
    """The last fact would not be the claim, or a case would be claimed of all points."""
    made = claim("facts")(facts).build()
    assert [lemma.id for lemma in made.lemmas] == ["fact-1", "fact-2"]
    assert made.lemmas[1].assume == (X > 1,)
    assert [step.lemma for step in made.steps] == [""]
    assert made.steps[0].by == "lemma:fact-1"


def closed(d: Derivation) -> None:
    """done() where the chain is at its end already."""
    d.goal(X, "==", X + 0)
    d.eq(X + 0)
    d.done()


def untouched(d: Derivation) -> None:
    """done() where no step was written."""
    d.goal(X + 1, ">", X)
    d.done()


def test_done_adds_a_step_only_where_one_is_missing() -> None:
    """A chain would end with a step from an expression to itself."""
    assert len(claim("closed")(closed).build().steps) == 1
    (only,) = claim("untouched")(untouched).build().steps
    assert only.statement.relation == ">"


def test_a_bound_name_may_have_no_domain() -> None:
    """The declared domain of a name would be lost to a bound variable of that name."""
    bound, declared = variable("t"), between("t", 0, 1)
    inner = integral(bound, (bound, 0, 1))
    for roots in ([declared + inner, inner], [inner + declared], [bound + 1, declared]):
        (name,) = collect_names(roots)
        assert name == declared


def test_names_of_domains_are_given_too() -> None:
    """A size that only a shape mentions would be a name of nothing."""
    n = natural("n")
    v = vectors("v", n)
    assert {name.name for name in collect_names([Dot(v, v)])} == {"v", "n"}


@pytest.mark.parametrize(
    ("shown", "wanted", "follows"),
    [
        ("==", "<=", True), ("==", ">=", True), ("==", "<", False), ("<", "<=", True),
        (">", ">=", True), ("<=", "<", False), (">=", "==", False), ("<", ">", False),
    ],
)  # fmt: skip
def test_what_follows_from_a_chain(shown: Relation, wanted: Relation, follows: bool) -> None:
    """A goal would be taken for shown that is stronger than its chain."""
    assert implies(shown, wanted) is follows


def test_sources_from_one_line() -> None:
    """A document's place and equations would run together."""
    made = read_source("CS 236 homework 3: Problem 5, Part 1, eq. 42-52")
    assert made.document == "CS 236 homework 3"
    assert made.at == "Problem 5, Part 1"
    assert made.equations == "42-52"
    assert read_source({"document": "d", "at": "a"}).at == "a"
