"""A claim: names with their domains, a chain of steps, lemmas, and what is expected of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.condition import Condition
from derivcheck.lang.errors import AuthorError, Location
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import UnknownLaw
from derivcheck.lang.node import Node

Relation = Literal["==", "<=", ">=", "<", ">"]
Expectation = Literal["verified", "refuted"]
Name = Symbol | UnknownLaw
Certificate = tuple[tuple[str, Node], ...]
"""What the author hands to a rule: a coupling, a 1-Lipschitz function, ... by keyword."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement stands: the document by course and title, the place, the equations."""

    document: str = ""
    at: str = ""
    equations: str = ""

    def __str__(self) -> str:
        equations = f"eq. {self.equations}" if self.equations else ""
        return ", ".join(part for part in (self.document, self.at, equations) if part)


@dataclass(frozen=True, slots=True)
class Statement:
    """lhs REL rhs."""

    lhs: Expr
    relation: Relation
    rhs: Expr


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain, as the author wrote it.

    `index` counts from 1 through the whole claim; `lemma` is the id of the lemma it belongs to, or
    empty for the main chain; `by` names the rule that must close it, or is empty; `written` is the
    text of either side where the claim was read from text.
    """

    index: int
    statement: Statement
    by: str = ""
    certificate: Certificate = ()
    equation: str = ""
    note: str = ""
    lemma: str = ""
    location: Location | None = None
    written: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Lemma:
    """A chain of its own, usable below by its id; `assume` is the case it is restricted to."""

    id: str
    steps: tuple[Step, ...]
    assume: tuple[Condition, ...] = ()

    @property
    def conclusion(self) -> Statement:
        """What the chain shows of its first and last expression."""
        return conclude(self.steps)


@dataclass(frozen=True, slots=True)
class Claim:
    """A derivation that somebody wants checked; the same value whoever built it."""

    id: str
    title: str = ""
    source: Source = Source()
    tags: tuple[str, ...] = ()
    given: tuple[Name, ...] = ()
    assume: tuple[Condition, ...] = ()
    steps: tuple[Step, ...] = ()
    lemmas: tuple[Lemma, ...] = ()
    conclusion: Statement | None = None
    expect: Expectation = "verified"
    location: Location | None = None
    description: str = ""

    def all_steps(self) -> tuple[Step, ...]:
        """The steps of the lemmas and of the main chain, in the order they were written."""
        steps = [step for lemma in self.lemmas for step in lemma.steps] + list(self.steps)
        return tuple(sorted(steps, key=lambda step: step.index))

    def goals(self) -> Iterator[tuple[Step, Goal]]:
        """Each step with what has to be settled for it."""
        for step in self.all_steps():
            yield step, self.goal(step)

    def goal(self, step: Step) -> Goal:
        """The goal of one step: its statement under the assumptions and with the lemmas above."""
        home = next((lemma for lemma in self.lemmas if lemma.id == step.lemma), None)
        above = tuple(
            (lemma.id, lemma.assume, lemma.conclusion)
            for lemma in self.lemmas
            if lemma.id != step.lemma and lemma.steps and lemma.steps[-1].index < step.index
        )
        return Goal(
            statement=step.statement,
            given=self.given,
            assume=self.assume + (home.assume if home else ()),
            by=step.by,
            certificate=step.certificate,
            lemmas=above,
        )

    def overall(self) -> Goal:
        """The goal that the conclusion poses, apart from the steps."""
        if self.conclusion or self.steps:
            statement = self.conclusion or conclude(self.steps)
            return Goal(statement=statement, given=self.given, assume=self.assume)
        last = self.lemmas[-1]
        return Goal(statement=last.conclusion, given=self.given, assume=self.assume + last.assume)


@dataclass(frozen=True, slots=True)
class Goal:
    """One relation to settle for all values of the names that satisfy the assumptions.

    Both routes receive this and nothing else. `lemmas` are (id, assumptions, statement) of what
    was shown above; `by` and `certificate` are for the symbolic route alone.
    """

    statement: Statement
    given: tuple[Name, ...] = ()
    assume: tuple[Condition, ...] = ()
    by: str = ""
    certificate: Certificate = ()
    lemmas: tuple[tuple[str, tuple[Condition, ...], Statement], ...] = ()


def conclude(steps: tuple[Step, ...]) -> Statement:
    """First against last of a chain: == throughout is ==, any strict relation makes it strict."""
    relations = {step.statement.relation for step in steps}
    return Statement(steps[0].statement.lhs, compose(relations), steps[-1].statement.rhs)


def compose(relations: set[Relation]) -> Relation:
    """The relation between the ends of a chain of relations, all pointing the same way."""
    up, down = relations & {"<", "<="}, relations & {">", ">="}
    if up and down:
        raise AuthorError(
            f"a chain cannot mix {min(up)} and {min(down)}",
            remedy="split it into two chains, one a lemma",
        )
    for relation in ("<", ">", "<=", ">="):
        if relation in relations:
            return relation
    return "=="
