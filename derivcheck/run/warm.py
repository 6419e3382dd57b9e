"""Imported once by the fork server: loads both routes, so that every worker starts warm.

What is loaded is frozen, so that the garbage collector of a worker does not copy its pages.
"""

from __future__ import annotations

import gc

import derivcheck.run.job
import derivcheck.run.routes


def warm() -> None:
    """Settle one small claim by both routes; a fault here shows again in the claims themselves."""
    from derivcheck.core.claim import Goal, Statement
    from derivcheck.lang.declare import positive
    from derivcheck.lang.functions import log

    routes = derivcheck.run.routes.routes()
    x = positive("x")
    goal = Goal(Statement(log(x**2), "==", 2 * log(x)), (x,))
    routes.symbolic(goal)
    routes.numeric(goal)


warm()
gc.collect()
gc.freeze()
