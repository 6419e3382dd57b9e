"""Both judges on random pairs: what enclosures refute must not be closed by the prover."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any, Literal, NoReturn

from derivcheck.core.claim import Goal
from derivcheck.symbolic.prove import prove
from tests.soundness.pairs import pairs, refuted

Verdict = Literal["unrefuted", "refuted", "unsettled", "both", "crashed"]
FAULTS: tuple[Verdict, ...] = ("both", "crashed")
LIMIT = 1.0
"""Seconds of processor time that the prover has for a pair; few searches take longer."""


class TimeIsUp(BaseException):
    """The prover is interrupted; nothing in it catches this."""


def compared(
    seed: int, count: int, limit: float = LIMIT
) -> Iterator[tuple[Goal, Verdict, dict[str, Fraction] | None]]:
    """Each pair with what is known of it; `both` and `crashed` are faults of the prover.

    The prover is asked only about the pairs that are refuted: of the others it may prove what it
    likes. A pair is `unsettled` where it ran out of time.
    """
    for index, goal in enumerate(pairs(seed, count)):
        point = refuted(goal, index)
        yield goal, "unrefuted" if point is None else _of_refuted(goal, limit), point


def _of_refuted(goal: Goal, limit: float) -> Verdict:
    try:
        with processor_time(limit):
            return "both" if proved(goal) else "refuted"
    except TimeIsUp:
        return "unsettled"
    except Exception:
        return "crashed"


@contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """TimeIsUp once so much processor time is spent; the clock on the wall tells of other work.

    Python swallows what is raised while a garbage collector's callback runs (Hypothesis has one):
    there is no collection meanwhile.
    """

    def stop(signal_number: int, frame: Any) -> NoReturn:
        raise TimeIsUp

    before = signal.signal(signal.SIGVTALRM, stop)
    collecting = gc.isenabled()
    gc.disable()
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        if collecting:
            gc.enable()


def proved(goal: Goal) -> bool:
    """Whether the prover closes a goal."""
    return prove(goal).status == "proved"
