"""The author's builder: `@claim` above a function that writes the chain down.

@claim("kl-shifted-gaussians", source="CS 236 homework 3: Problem 5, Part 1, eq. 42-52")
def kl_shifted_gaussians(d: Derivation) -> None:
    \"\"\"KL of Gaussians of equal variance is the squared shift over twice the variance.\"\"\"
    theta, theta_0 = reals("theta theta_0")
    epsilon, x = positive("epsilon"), variable("x")
    p, q = Normal(theta, epsilon), Normal(theta_0, epsilon)
    d.goal(KL(p, q), "==", (theta - theta_0)**2 / (2*epsilon**2))
    d.eq(E[x:p](log(p(x)/q(x))), eq="42")
    d.done()
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from derivcheck.core.claim import (
    Claim,
    Expectation,
    Lemma,
    Name,
    Relation,
    Source,
    Statement,
    Step,
    compose,
)
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.condition import Condition, condition
from derivcheck.lang.domain import Unspecified
from derivcheck.lang.errors import AuthorError, Location
from derivcheck.lang.expression import Expr, Like, expr
from derivcheck.lang.law import UnknownLaw
from derivcheck.lang.node import Node
from derivcheck.lang.row import regrouped
from derivcheck.lang.shape import check_condition, check_statement

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Definition:
    """A function under `@claim`: it runs only when the claim is built."""

    id: str
    source: Source
    tags: tuple[str, ...]
    expect: Expectation
    function: Callable[[Derivation], None]

    def build(self) -> Claim:
        """Run the function and freeze what it wrote; mistakes are AuthorErrors with the place."""
        location = _definition_place(self.function)
        derivation = Derivation()
        try:
            self.function(derivation)
            return derivation.freeze(self, location)
        except AuthorError as error:
            place = _author_line(self.function, sys.exc_info()[2]) or location
            raise error.placed(claim=self.id, location=place) from error


def claim(
    id: str,
    *,
    source: str | dict[str, str] = "",
    tags: tuple[str, ...] = (),
    expect: Expectation = "verified",
) -> Callable[[Callable[[Derivation], None]], Definition]:
    """Declare a claim; the arguments are literals, read without running the module.

    `source` is "document: place, eq. 42-52" or a table with document, at, equations. `expect` is
    "refuted" for a statement known to be false.
    """
    if not ID.match(id):
        raise AuthorError(f"{id!r} is not a kebab-case id", remedy="write small-words-like-this")

    def wrap(function: Callable[[Derivation], None]) -> Definition:
        return Definition(id, read_source(source), tuple(tags), expect, function)

    return wrap


def read_source(source: str | dict[str, str]) -> Source:
    """A source from a table, or from "document: place, eq. 42-52"."""
    if isinstance(source, dict):
        return Source(**source)
    document, _, rest = source.partition(":")
    at, _, equations = rest.partition("eq.")
    return Source(document.strip(), at.strip().rstrip(",").strip(), equations.strip())


@dataclass(slots=True)
class Chain:
    """A chain being written: its steps so far and the expression at its end."""

    lemma: str = ""
    assume: tuple[Condition, ...] = ()
    steps: list[Step] = field(default_factory=list)
    end: Expr | None = None
    goal: Statement | None = None


@dataclass(slots=True)
class Derivation:
    """What an author writes a claim with: assumptions, chains of relations, lemmas, cases."""

    _main: Chain = field(default_factory=Chain)
    _stack: list[Chain] = field(default_factory=list)
    _lemmas: list[Lemma] = field(default_factory=list)
    _assume: list[Condition] = field(default_factory=list)
    _count: int = 0

    def assume(self, *conditions: Any) -> None:
        """Restrict the points of the claim: inequalities, or equations that are solved for."""
        self._assume.extend(_fitting(conditions))

    def goal(self, lhs: Like, relation: Relation, rhs: Like) -> None:
        """What the claim (or lemma) states; the chain starts at its left side."""
        chain = self._chain
        if chain.end is not None:
            raise AuthorError("this chain has already begun", remedy="open a lemma for another")
        chain.goal = _statement(lhs, relation, rhs)
        chain.end = chain.goal.lhs

    def start(self, lhs: Like) -> None:
        """Begin the chain at an expression, without stating the goal apart."""
        if self._chain.end is not None:
            raise AuthorError("this chain has already begun", remedy="open a lemma for another")
        self._chain.end = expr(lhs)

    def eq(self, rhs: Like, **details: Any) -> None:
        """The next expression equals the one before; see `step` for the keywords."""
        self.step("==", rhs, **details)

    def le(self, rhs: Like, **details: Any) -> None:
        """The expression before is <= the next."""
        self.step("<=", rhs, **details)

    def ge(self, rhs: Like, **details: Any) -> None:
        """The expression before is >= the next."""
        self.step(">=", rhs, **details)

    def lt(self, rhs: Like, **details: Any) -> None:
        """The expression before is < the next."""
        self.step("<", rhs, **details)

    def gt(self, rhs: Like, **details: Any) -> None:
        """The expression before is > the next."""
        self.step(">", rhs, **details)

    def step(
        self,
        relation: Relation,
        rhs: Like,
        *,
        by: str = "",
        using: dict[str, Node] | None = None,
        eq: str = "",
        note: str = "",
    ) -> None:
        """One more link of the chain.

        `by` is the rule that must close it, `using` a certificate for that rule, `eq` the equation
        number in the source, `note` a word to the reader.
        """
        chain = self._chain
        if chain.end is None:
            raise AuthorError("the chain has no beginning", remedy="call start(...) or goal(...)")
        self._count += 1
        statement = _statement(chain.end, relation, rhs)
        certificate = tuple(sorted((using or {}).items()))
        step = Step(self._count, statement, by, certificate, eq, note, chain.lemma, _calling_line())
        chain.steps.append(step)
        chain.end = statement.rhs

    def done(self) -> None:
        """Close the chain: its end is the right side of the goal, by one more step if need be."""
        chain = self._chain
        if chain.goal is None:
            raise AuthorError("done() closes a goal", remedy="call goal(...) first")
        if chain.end != chain.goal.rhs:
            used: set[Relation] = {step.statement.relation for step in chain.steps}
            self.step("==" if chain.goal.relation in used else chain.goal.relation, chain.goal.rhs)

    @contextmanager
    def lemma(self, id: str, *assume: Condition) -> Iterator[Derivation]:
        """A chain of its own, usable below by by="lemma:ID"; `assume` restricts it to a case."""
        if not ID.match(id) or any(known.id == id for known in self._lemmas):
            raise AuthorError(f"{id!r} is not a new kebab-case id for a lemma")
        chain = Chain(id, _fitting(assume))
        self._stack.append(chain)
        yield self
        self._stack.pop()
        _check_chain(chain)
        self._lemmas.append(Lemma(id, tuple(chain.steps), chain.assume))

    def fact(
        self, lhs: Like, relation: Relation, rhs: Like, *assume: Condition, **details: Any
    ) -> None:
        """A lemma of one step, under its own case if conditions are given."""
        with self.lemma(f"fact-{self._count + 1}", *assume):
            self.start(lhs)
            self.step(relation, rhs, **details)

    @property
    def _chain(self) -> Chain:
        return self._stack[-1] if self._stack else self._main

    def freeze(self, definition: Definition, location: Location) -> Claim:
        """The claim as a value."""
        self._promote_last_lemma()
        if self._main.steps or not self._lemmas:
            _check_chain(self._main)
        doc = inspect.cleandoc(definition.function.__doc__ or definition.id)
        return Claim(
            id=definition.id,
            title=doc.splitlines()[0],
            source=definition.source,
            tags=definition.tags,
            given=self._given(),
            assume=tuple(self._assume),
            steps=tuple(self._main.steps),
            lemmas=tuple(self._lemmas),
            conclusion=self._main.goal,
            expect=definition.expect,
            location=location,
            description=doc,
        )

    def _promote_last_lemma(self) -> None:
        """Where no main chain was written, the last lemma is it, unless it speaks of one case."""
        if self._main.steps or not self._lemmas or self._lemmas[-1].assume:
            return
        last = self._lemmas.pop()
        self._main.steps = [replace(step, lemma="") for step in last.steps]

    def _given(self) -> tuple[Name, ...]:
        chains = [*(lemma.steps for lemma in self._lemmas), self._main.steps]
        roots: list[Node] = [
            side
            for steps in chains
            for step in steps
            for side in (step.statement.lhs, step.statement.rhs)
        ]
        roots += self._assume + [c for lemma in self._lemmas for c in lemma.assume]
        return collect_names(roots)


def collect_names(roots: list[Node]) -> tuple[Name, ...]:
    """The free names of the nodes in order of appearance; one name has one domain."""
    names: dict[str, Name] = {}
    for root in roots:
        free = root.free_names()
        for part in root.walk():
            if isinstance(part, Symbol | UnknownLaw) and part.name in free:
                _add(names, part)
    for declared in list(names.values()):
        for name in collect_names(list(declared.domain.children())):
            names.setdefault(name.name, name)
    return tuple(names.values())


def _add(names: dict[str, Name], found: Name) -> None:
    known = names.setdefault(found.name, found)
    if known == found:
        return
    # A bound variable may carry another domain than a free name; the declared one is kept.
    if isinstance(known.domain, Unspecified):
        names[found.name] = found
    elif not isinstance(found.domain, Unspecified):
        raise AuthorError(
            f"{found.name} stands for two different things",
            remedy="declare each name once; give bound variables names of their own",
        )


def _statement(lhs: Like, relation: Relation, rhs: Like) -> Statement:
    statement = Statement(regrouped(expr(lhs)), relation, regrouped(expr(rhs)))
    check_statement(statement.lhs, relation, statement.rhs)
    return statement


def _fitting(conditions: Iterable[Any]) -> tuple[Condition, ...]:
    made = tuple(condition(c) for c in conditions)
    for one in made:
        check_condition(one)
    return made


def _check_chain(chain: Chain) -> None:
    if not chain.steps:
        name = f"lemma {chain.lemma}" if chain.lemma else "the derivation"
        raise AuthorError(f"{name} has no steps", remedy="write at least one comparison")
    used: set[Relation] = {step.statement.relation for step in chain.steps}
    shown = compose(used)
    goal = chain.goal
    if goal and (chain.end != goal.rhs or not implies(shown, goal.relation)):
        raise AuthorError(
            f"the chain does not establish its goal: it shows {shown} and ends elsewhere"
            if chain.end != goal.rhs
            else f"the chain shows {shown}, its goal says {goal.relation}",
            remedy="end the chain with done()",
        )


def implies(shown: Relation, wanted: Relation) -> bool:
    """Whether a chain that shows one relation establishes the other."""
    return (
        wanted == shown
        or wanted
        in {
            "==": ("<=", ">="),
            "<": ("<=",),
            ">": (">=",),
            "<=": (),
            ">=": (),
        }[shown]
    )


def _calling_line() -> Location:
    """The line that called this module, the author's."""
    ours = (__file__, contextmanager.__code__.co_filename)
    frame = sys._getframe(1)
    while frame.f_code.co_filename in ours and frame.f_back:
        frame = frame.f_back
    return Location(frame.f_code.co_filename, frame.f_lineno)


def _definition_place(function: Callable[..., Any]) -> Location:
    code = function.__code__
    return Location(code.co_filename, code.co_firstlineno)


def _author_line(function: Callable[..., Any], traceback: Any) -> Location | None:
    found = None
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code is function.__code__:
            found = Location(code.co_filename, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found
