"""The least that two routes take: each side of each step read into SymPy, and evaluated, once.

No proof, no second point, no diagnosis, no worker: what is left of a cold run if all else is free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import process_time

from derivcheck.core.claim import Goal
from derivcheck.numeric.judge import judge
from derivcheck.numeric.points import draw
from derivcheck.numeric.scope import Effort, TooLarge
from derivcheck.run.catalog import catalog
from derivcheck.run.load import load
from derivcheck.symbolic.context import Context, OutOfReach
from derivcheck.symbolic.lower import lower, open_scope
from tests.benchmarks.clock import command_seconds
from tests.benchmarks.startup import LIBRARIES

ROOT = Path(__file__).parents[2]


def ratios() -> Iterator[str]:
    """Both routes at their least, in imports."""
    libraries = command_seconds(LIBRARIES, 5)
    entries = catalog((str(ROOT / "derivations"),))
    goals = [goal for entry in entries for _, goal in load(entry).goals()]
    for what, once in (("read into SymPy", _read), ("evaluated at one point", _evaluate)):
        taken = _seconds(once, goals) / libraries
        yield f"floor: both sides {what}: {taken:.1f} times `import sympy, scipy.integrate`"


def _seconds(once: Callable[[Goal], None], goals: list[Goal]) -> float:
    began = process_time()
    for goal in goals:
        once(goal)
    return process_time() - began


def _read(goal: Goal) -> None:
    context = Context(goal)
    with suppress(OutOfReach):
        scope = open_scope(goal, context)
        lower(goal.statement.lhs, scope)
        lower(goal.statement.rhs, scope)


def _evaluate(goal: Goal) -> None:
    point = draw(goal, 0, 0)
    if point is not None:
        with suppress(TooLarge):
            judge(goal.statement, point, Effort(), None)
