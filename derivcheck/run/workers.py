"""Worker processes: each claim in one that is killed at its deadline and held to a memory limit.

SymPy and FLINT cannot be interrupted from within, so a worker that is late is ended from outside.
Every claim gets a fresh process, forked from a server that has loaded everything: what was checked
before, and how many workers there are, cannot change what a claim's report says.
"""

from __future__ import annotations

import resource
import signal
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import count as count_from
from multiprocessing import active_children, forkserver, get_context
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Any

from pebble import CONSTS, ProcessExpired, ProcessFuture
from pebble.concurrent import process

from derivcheck.core.verdict import ClaimResult
from derivcheck.lang.errors import DerivcheckError
from derivcheck.run.cache.files import Witnessed
from derivcheck.run.environment import environment
from derivcheck.run.job import (
    Job,
    MakeRoutes,
    Unreadable,
    both_routes,
    lost,
    perform,
    unreadable,
)
from derivcheck.run.journal import Files, Journal
from derivcheck.run.options import Options

TERM_SECONDS = 0.1
ORPHANED_SECONDS = 5.0
"""After its deadline a worker ends by itself: whoever would have ended it was killed."""


def start_server(*preload: str) -> None:
    """Start the fork server in the background, once a process; it loads both routes meanwhile."""
    get_context("forkserver").set_forkserver_preload(["derivcheck.run.warm", *preload])
    with environment():
        forkserver.ensure_running()


@dataclass(frozen=True, slots=True)
class Task:
    """A claim that was handed to the workers."""

    job: Job
    journal: Journal
    future: Future[ClaimResult]
    limit: float = 0.0

    def result(self) -> ClaimResult:
        """Wait for the claim's result; a worker that was killed or died has one as well."""
        try:
            return self.future.result()
        except TimeoutError:
            return replace(lost(self.job, self.journal, "timeout"), seconds=self.limit)
        except CancelledError:
            return lost(self.job, self.journal, "interrupted")
        except ProcessExpired as error:
            reason = f"the worker died (exit code {error.exitcode})"
            return lost(self.job, self.journal, reason, crashed=True)
        except DerivcheckError:
            raise
        except Exception as error:
            reason = f"the result was lost: {type(error).__name__}: {error}"
            return lost(self.job, self.journal, reason, crashed=True)

    def files(self) -> Files | None:
        """The files that the result rests on; None where the worker did not get to the end."""
        return None if isinstance(self.job, Unreadable) else self.journal.files()


class Workers:
    """At most `count` claims under way, each in a process of its own; use it with `with`.

    With `lazy` nothing is started before there is a claim to check.
    """

    def __init__(
        self,
        count: int,
        options: Options,
        make_routes: MakeRoutes = both_routes,
        preload: tuple[str, ...] = (),
        *,
        lazy: bool = False,
    ) -> None:
        self._preload = preload
        if not lazy:
            start_server(*preload)
        CONSTS.term_timeout = TERM_SECONDS
        self._options = options
        self._make_routes = make_routes
        self._folder = tempfile.TemporaryDirectory(prefix="derivcheck-")
        self._numbers = count_from(1)
        self._threads = ThreadPoolExecutor(count)
        self._stopped = Event()
        self._name = f"derivcheck-{id(self)}"

    def submit(self, job: Job, spent: float = 0.0) -> Task:
        """Queue a claim; one that could not be read has its result at once.

        `spent` are seconds of its time that the claim has had already.
        """
        if isinstance(job, Unreadable):
            return Task(job, Journal(Path()), _settled(job))
        journal = Journal(Path(self._folder.name, str(next(self._numbers))))
        limit = max(self._options.time_limit - spent, TERM_SECONDS)
        future = self._threads.submit(self._run, job, journal, limit)
        return Task(job, journal, future, limit)

    def call(self, action: Callable[..., None], *arguments: Any) -> None:
        """Queue something else to be done in one of the threads."""
        self._threads.submit(action, *arguments)

    def stop(self) -> None:
        """Cancel what waits, end what is under way."""
        self._stopped.set()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._kill()

    def close(self) -> None:
        """End the workers, busy ones as well, and wait until they are gone."""
        self.stop()
        self._threads.shutdown()
        self._folder.cleanup()

    def _run(self, job: Job, journal: Journal, limit: float) -> ClaimResult:
        """What a thread does for a claim: start its process and wait for it."""
        running = self._start(job, journal, limit)
        if self._stopped.is_set():  # while it was starting
            self._kill()
        try:
            return running.result()
        except ProcessExpired:
            if self._stopped.is_set():
                raise CancelledError from None
            raise

    def _start(self, job: Job, journal: Journal, limit: float) -> ProcessFuture[ClaimResult]:
        start_server(*self._preload)  # where none is running
        # pebble calls the argument `context`; its annotations have another name for it.
        in_process = process(  # type: ignore[call-overload]
            name=self._name, timeout=limit, context=get_context("forkserver")
        )
        running: ProcessFuture[ClaimResult] = in_process(_in_worker)(
            job, self._options, journal, self._make_routes
        )
        return running

    def _kill(self) -> None:
        for child in active_children():
            if child.name == self._name:
                child.kill()

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _settled(job: Unreadable) -> Future[ClaimResult]:
    future: Future[ClaimResult] = Future()
    future.set_result(unreadable(job))
    return future


def _in_worker(
    job: Job, options: Options, journal: Journal, make_routes: MakeRoutes
) -> ClaimResult:
    """Check a claim in a fresh process, within the memory it may take."""
    resource.setrlimit(resource.RLIMIT_AS, (options.memory_limit, options.memory_limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, options.time_limit + ORPHANED_SECONDS)
    if options.path and options.path not in sys.path:
        sys.path.insert(0, options.path)
    witnessed = Witnessed()
    result = perform(job, options, journal, make_routes)
    journal.finish(witnessed.files())
    return result
