"""Which single slip would explain a false step: found by trying, told only where it checks."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from derivcheck.core.claim import Goal, Statement
from derivcheck.core.verdict import judge
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.errors import DerivcheckError
from derivcheck.lang.node import Binder, Node
from derivcheck.lang.probability import RandomBinder
from derivcheck.run.routes import Routes
from derivcheck.run.slips import slips

TRIES = (300, 100, 20)
"""Corrections that are tried on steps without binders, with one, with binders in one another: each
is dearer than the last, and a number of tries, unlike a time, is the same in every run."""
CONFIRMED = MappingProxyType({"proved": "proved", "supported": "the numbers agree"})


def diagnose(goal: Goal, routes: Routes) -> str | None:
    """The first single slip whose correction holds, as a sentence; None where none does.

    A correction counts if the numbers agree with it, and is called proved if it is.
    """
    for slip in islice(slips(goal.statement), _tries(goal.statement)):
        confirmed = _holds(replace(goal, statement=slip.statement, by="", certificate=()), routes)
        if confirmed:
            return f"{slip.sentence}; {_shown(slip.statement)} would hold ({confirmed})"
    return None


def _holds(goal: Goal, routes: Routes) -> str:
    """How the corrected goal is known to hold, or nothing."""
    try:
        if not routes.plausible(goal):
            return ""
        numeric = routes.numeric(goal)
        if numeric.status != "agrees":
            return ""
        return CONFIRMED.get(judge(routes.symbolic(goal), numeric)[0], "")
    except DerivcheckError:
        # A correction that is no statement at all (its shapes do not fit) explains nothing.
        return ""


def _tries(statement: Statement) -> int:
    depth = max(_depth(statement.lhs), _depth(statement.rhs))
    return TRIES[min(depth, len(TRIES) - 1)]


def _depth(node: Node) -> int:
    """How many binders, or divergences, lie within one another."""
    inner = max(map(_depth, node.children()), default=0)
    return inner + isinstance(node, Binder | RandomBinder | Divergence)


def _shown(statement: Statement) -> str:
    from derivcheck.lang.show.text import text

    return f"{text(statement.lhs)} {statement.relation} {text(statement.rhs)}"
