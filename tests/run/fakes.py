"""Routes that answer at once, hang, crash or lie, for what depends on no mathematics."""

from __future__ import annotations

import os
import time

from derivcheck.core.claim import Goal
from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence, Witness
from derivcheck.lang.algebra import Number
from derivcheck.run.options import Options
from derivcheck.run.routes import Routes

HANGS, CRASHES, RECURSES, EATS_MEMORY = 101, 102, 103, 104


def fake_routes(options: Options) -> Routes:
    """A step is proved if both sides are equal numbers; certain numbers are traps."""
    return Routes(prove, measure, verbose=options.verbose)


def prove(goal: Goal) -> SymbolicEvidence:
    """Proved where both sides are the same number; 101 and above misbehave."""
    value = _value(goal.statement.rhs)
    if value == HANGS:
        time.sleep(60)
    if value == CRASHES:
        os.abort()
    if value == RECURSES:
        return prove(goal)
    if value == EATS_MEMORY:
        bytearray(1 << 40)
    same = goal.statement.lhs == goal.statement.rhs
    return SymbolicEvidence("proved", ("same",)) if same else SymbolicEvidence("open")


def measure(goal: Goal) -> NumericEvidence:
    """Agrees where both sides are the same number."""
    lhs, rhs = _value(goal.statement.lhs), _value(goal.statement.rhs)
    if lhs == rhs:
        return NumericEvidence("agrees", points=1)
    return NumericEvidence("disagrees", witness=Witness((), str(lhs), str(rhs)))


def _value(side: object) -> object:
    return side.value if isinstance(side, Number) else side
