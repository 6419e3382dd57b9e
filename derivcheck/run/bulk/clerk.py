"""A process that reads claims and settles the easy ones, many after another, without SymPy.

It reports on each claim as soon as it is done with it. So if it dies, or takes too long, the claim
it was at is known: that one is left to the general check, in a process of its own, and the clerk
is replaced for the others.
"""

from __future__ import annotations

import gc
import resource
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import perf_counter
from typing import Any

from derivcheck.core.claim import Claim
from derivcheck.lang.errors import EngineError
from derivcheck.run.bulk.outcome import Outcome, Render, outcome
from derivcheck.run.environment import environment
from derivcheck.run.job import Job, Unreadable, faulty, opened, unreadable
from derivcheck.run.options import Options
from derivcheck.run.quick import quick

PATIENCE = 10.0
"""Seconds that a claim may take a clerk; then it is none of the easy ones."""
ALLOCATIONS = 100_000
"""Containers made and not yet freed before cycles are looked for (Python: 700 to 2000)."""


@dataclass(frozen=True, slots=True)
class Left:
    """A claim that is not settled, and the seconds it has taken already."""

    job: Job
    spent: float = 0.0


Answer = Outcome | Left


class Clerk:
    """One such process, started when it is needed; use it from one thread at a time."""

    def __init__(self, options: Options, render: Render) -> None:
        self._options = options
        self._render = render
        self._stopped = False
        self._process: Any = None
        self._connection: Connection[Any, Any] | None = None

    def settle(self, jobs: Sequence[Job]) -> Iterator[Answer]:
        """An answer to each of the claims, in their order."""
        place = 0
        while place < len(jobs):
            connection = self._ready()
            try:
                connection.send(jobs[place:])
            except OSError:  # it died while it had nothing to do
                self.end()
                continue
            for job in jobs[place:]:
                began = perf_counter()
                answer = _received(connection)
                place += 1
                if answer is None:
                    self.end()
                    yield Left(job, perf_counter() - began)
                    break
                yield answer

    def kill(self) -> None:
        """Kill the process; whoever waits for an answer learns that there is none."""
        process = self._process  # the thread that uses it may be ending it at this moment
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """Kill the process, and any that is starting; from another thread, say."""
        self._stopped = True
        self.kill()

    def end(self) -> None:
        """End the process, busy or not."""
        process, self._process = self._process, None
        connection, self._connection = self._connection, None
        if process is not None:
            process.kill()
            process.join()
        if connection is not None:
            connection.close()

    def _ready(self) -> Connection[Any, Any]:
        if self._connection is not None:
            return self._connection
        context = get_context("spawn")  # a fork would inherit the threads' locks
        ours, theirs = context.Pipe()
        with environment():
            process = context.Process(
                target=serve, args=(theirs, self._options, self._render), daemon=True
            )
            process.start()
        self._process = process
        theirs.close()
        if self._stopped:  # while it was starting
            process.kill()
        if _received(ours) is None:
            self.end()
            raise EngineError("the process that reads claims does not start")
        self._connection = ours
        return ours


def rest_collector() -> None:
    """Look for garbage in cycles seldom: trees have none, and a look goes through all that lives.

    What has been loaded is left out for good.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS)


def serve(connection: Connection[Any, Any], options: Options, render: Render) -> None:
    """What the process does: answer for each claim that comes, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks will end this process
    resource.setrlimit(resource.RLIMIT_AS, (options.memory_limit, options.memory_limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    rest_collector()
    connection.send(True)
    while True:
        try:
            jobs = connection.recv()
        except EOFError:
            return
        for job in jobs:
            # The alarm ends the process from outside of Python, which FLINT would not let in; and
            # nobody else would, if whoever asks was killed.
            signal.setitimer(signal.ITIMER_REAL, min(PATIENCE, options.time_limit))
            answer = answer_to(job, options, render)
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.send(answer)


def answer_to(job: Job, options: Options, render: Render) -> Answer:
    """The outcome of an easy claim, or of one that cannot be read; any other is left."""
    began = perf_counter()
    try:
        job = opened(job)
        if isinstance(job, Unreadable):
            return outcome(unreadable(job), render)
        result = quick(job, options) if isinstance(job, Claim) else None
        return outcome(result, render) if result else Left(job, perf_counter() - began)
    except (MemoryError, RecursionError):
        return Left(job, perf_counter() - began)
    except Exception as error:
        return outcome(faulty(job, error, verbose=options.verbose), render)


def _received(connection: Connection[Any, Any]) -> Any:
    """The next message; None where whoever should send it is dead."""
    try:
        return connection.recv()
    except (EOFError, ConnectionError):
        return None
