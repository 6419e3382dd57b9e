"""Strict inequalities that fail where equality is attained: KL(p, q) > 0 for p = q.

The numbers alone can't tell a side from one that it equals, since quadrature leaves an error bound;
a proof of the equation in that special case can. Both routes must agree on it.
"""

from __future__ import annotations

from derivcheck.core.claim import Goal
from derivcheck.core.evidence import Witness
from derivcheck.core.verdict import judge
from derivcheck.lang.errors import AuthorError
from derivcheck.run.routes import Routes
from derivcheck.run.special_cases import special_cases

ATTAINED = "both sides are proved equal in a special case"


def attained(goal: Goal, routes: Routes) -> Witness | None:
    """A point of a special case in which both sides of a strict inequality are equal.

    Equal means proved so, with numbers that agree; None where no such case is found.
    """
    if goal.statement.relation not in ("<", ">"):
        return None
    for special in special_cases(goal):
        try:
            if routes.plausible(special) and _equal(special, routes):
                return routes.example(special)
        except AuthorError:
            # A special case may have no value where the statement has one: it tells nothing.
            continue
    return None


def _equal(special: Goal, routes: Routes) -> bool:
    symbolic = routes.symbolic(special)
    return symbolic.status == "proved" and judge(symbolic, routes.numeric(special))[0] == "proved"
