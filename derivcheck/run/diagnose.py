"""Which single slip would explain a false step: found by trying, told only where it checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType

from derivcheck.core.claim import Goal, Statement
from derivcheck.core.verdict import judge
from derivcheck.lang.calculus import Integral, Limit
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.errors import DerivcheckError
from derivcheck.lang.node import Node
from derivcheck.lang.optimum import Optimum
from derivcheck.lang.probability import RandomBinder
from derivcheck.run.guarded import Guarded
from derivcheck.run.residual import factors, powers, terms, weights
from derivcheck.run.routes import Routes
from derivcheck.run.side_conditions import coincidences, conditions
from derivcheck.run.slip import Slip
from derivcheck.run.slips import slips, weaker

TRIES = (600, 300, 40)
"""Corrections that are tried on steps without averages, with one, with averages in one another:
each is dearer than the last, and a number of tries, unlike a time, is the same in every run."""
DEAR = (Integral, Limit, Optimum, RandomBinder, Divergence)
CONFIRMED = MappingProxyType({"proved": "proved", "supported": "the numbers agree"})


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A slip whose correction was checked again; `confirmed` says by what."""

    slip: Slip
    confirmed: str

    def __str__(self) -> str:
        if self.slip.kind == "condition":
            return f"{self.slip.sentence} ({self.confirmed})"
        return f"{self.slip.sentence}; {_shown(self.slip.statement)} would hold ({self.confirmed})"


def diagnose(goal: Goal, routes: Routes) -> str | None:
    """The first single slip whose correction holds, as a sentence; None where none does.

    A correction counts if the numbers agree with it, and is called proved if it is.
    """
    found = explain(goal, routes)
    return str(found) if found else None


def explain(goal: Goal, routes: Routes) -> Diagnosis | None:
    """The first single slip whose correction holds, with what confirms it."""
    for slip in _guesses(goal, routes):
        confirmed = _confirmed(slip, goal, routes)
        if confirmed:
            return Diagnosis(slip, confirmed)
    return None


def _guesses(goal: Goal, routes: Routes) -> Iterator[Slip]:
    """Slips that a first look does not rule out, likelier ones first."""
    tries = _tries(goal.statement)
    if routes.sift is None:
        yield from (s for s in islice(slips(goal.statement), tries) if _may_be(s, goal, routes))
        return
    sieve = Guarded(routes.sift(goal))
    yield from conditions(goal, sieve)
    edits = islice(slips(goal.statement), tries)
    yield from factors(goal, sieve)
    yield from (slip for slip in edits if sieve.plausible(slip.statement))
    yield from terms(goal, sieve)
    yield from powers(goal, sieve)
    yield from weights(goal, sieve)
    yield from coincidences(goal)
    yield from (slip for slip in weaker(goal.statement) if sieve.plausible(slip.statement))


def _may_be(slip: Slip, goal: Goal, routes: Routes) -> bool:
    try:
        return routes.plausible(_corrected(slip, goal))
    except DerivcheckError:
        # A correction that is no statement at all (its shapes do not fit) explains nothing.
        return False


def _confirmed(slip: Slip, goal: Goal, routes: Routes) -> str:
    """How the corrected goal is known to hold, or nothing."""
    corrected = _corrected(slip, goal)
    try:
        numeric = routes.guessed(corrected)
        if numeric.status != "agrees":
            return ""
        verdict = judge(routes.vouched(corrected), numeric)[0]
        if verdict == "supported" and routes.suspicion(corrected) is not None:
            return ""
        return CONFIRMED.get(verdict, "")
    except DerivcheckError:
        # A correction that is no statement at all (its shapes do not fit) explains nothing.
        return ""


def _corrected(slip: Slip, goal: Goal) -> Goal:
    assume = goal.assume + slip.assume
    return replace(goal, statement=slip.statement, assume=assume, by="", certificate=())


def _tries(statement: Statement) -> int:
    depth = max(_depth(statement.lhs), _depth(statement.rhs))
    return TRIES[min(depth, len(TRIES) - 1)]


def _depth(node: Node) -> int:
    """How many averages, integrals, limits and optima lie within one another."""
    inner = max(map(_depth, node.children()), default=0)
    return inner + isinstance(node, DEAR)


def _shown(statement: Statement) -> str:
    from derivcheck.lang.show.text import text

    return f"{text(statement.lhs)} {statement.relation} {text(statement.rhs)}"
