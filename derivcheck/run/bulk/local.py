"""Claims settled on this machine: the easy ones by clerks, the others each in a process."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from functools import partial
from queue import SimpleQueue
from threading import Event
from typing import Protocol

from derivcheck.core.claim import Claim
from derivcheck.core.verdict import ClaimResult
from derivcheck.run.bulk.clerk import Clerk, Left
from derivcheck.run.bulk.outcome import Outcome, Render, outcome
from derivcheck.run.cache.memory import Memory
from derivcheck.run.job import Job, MakeRoutes, both_routes
from derivcheck.run.options import Options
from derivcheck.run.workers import Task, Workers

Promise = Future[Outcome]

CHUNK = 200
"""Claims that are handed on together; with fewer the handing on costs more than they do."""


class Executor(Protocol):
    """Whatever settles claims: the processes of this machine, or of many.

    `count` chunks of at most `chunk` claims are settled at once.
    """

    @property
    def count(self) -> int:
        """Chunks at once."""

    @property
    def chunk(self) -> int:
        """Claims of a chunk."""

    def submit(self, jobs: Sequence[Job]) -> list[Promise]:
        """Take up a chunk of claims; a promise for each, in their order."""

    def close(self) -> None:
        """End whatever is under way."""


class Local:
    """At most `count` processes at work; SymPy is loaded if a claim needs it, and only then.

    What clerks settle is neither looked up nor remembered: it costs less than a look.
    """

    chunk = CHUNK

    def __init__(
        self,
        count: int,
        options: Options,
        render: Render,
        memory: Memory | None = None,
        make_routes: MakeRoutes = both_routes,
    ) -> None:
        self.count = count
        self._workers = Workers(count, options, make_routes, lazy=True)
        self._clerks = [Clerk(options, render) for _ in range(count)]
        self._idle: SimpleQueue[Clerk] = SimpleQueue()
        for clerk in self._clerks:
            self._idle.put(clerk)
        self._render = render
        self._memory = memory
        self._stopped = Event()

    def submit(self, jobs: Sequence[Job]) -> list[Promise]:
        """Take up a chunk of claims; a promise for each, in their order."""
        promises: list[Promise] = [Future() for _ in jobs]
        self._workers.call(self._settle, jobs, promises)
        return promises

    def close(self) -> None:
        """End the processes, and wait until they are gone."""
        self._stopped.set()
        self._workers.stop()
        for clerk in self._clerks:
            clerk.stop()
        self._workers.close()
        for clerk in self._clerks:
            clerk.end()

    def _settle(self, jobs: Sequence[Job], promises: list[Promise]) -> None:
        """What a thread does for a chunk."""
        clerk = self._idle.get()
        try:
            for answer, promise in zip(clerk.settle(jobs), promises, strict=True):
                if self._stopped.is_set():
                    raise CancelledError
                if isinstance(answer, Left):
                    self._check(answer, promise)
                else:
                    promise.set_result(answer)
        except BaseException as error:
            # A promise that is never kept would be waited for for ever.
            for promise in promises:
                if not promise.done():
                    promise.set_exception(error)
        finally:
            self._idle.put(clerk)

    def _check(self, left: Left, promise: Promise) -> None:
        known = self._memory.find(left.job) if self._memory and _is_claim(left.job) else None
        if known is not None:
            promise.set_result(outcome(known.result, self._render))
            return
        task = self._workers.submit(left.job, left.spent)
        task.future.add_done_callback(partial(self._finish, task, promise))

    def _finish(self, task: Task, promise: Promise, future: Future[ClaimResult]) -> None:
        """What the thread does in which a claim was checked."""
        try:
            result = task.result()
            if self._memory is not None and _is_claim(task.job):
                self._memory.keep(task.job, result, task.files())
            task.journal.path.unlink(missing_ok=True)
            promise.set_result(outcome(result, self._render))
        except BaseException as error:
            promise.set_exception(error)


def _is_claim(job: Job) -> bool:
    return isinstance(job, Claim)
