"""Worker processes: each claim in one that is killed at its deadline and held to a memory limit.

SymPy and FLINT cannot be interrupted from within, so a worker that is late is ended from outside.
Every claim gets a fresh process, forked from a server that has loaded everything: what was checked
before, and how many workers there are, cannot change what a claim's report says.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import active_children, forkserver, get_context
from pathlib import Path
from threading import Event
from types import MappingProxyType, TracebackType

from pebble import CONSTS, ProcessExpired, ProcessFuture
from pebble.concurrent import process

from derivcheck.core.verdict import ClaimResult
from derivcheck.lang.errors import DerivcheckError
from derivcheck.run.cache.files import Witnessed
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
ENVIRONMENT: Mapping[str, str] = MappingProxyType(
    {
        "PYTHONHASHSEED": "0",  # the order of sets, and with it SymPy's, is the same in every run
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }
)


def start_server(*preload: str) -> None:
    """Start the fork server in the background, once a process; it loads both routes meanwhile."""
    get_context("forkserver").set_forkserver_preload(["derivcheck.run.warm", *preload])
    with _environment(ENVIRONMENT):
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
    """At most `count` claims under way, each in a process of its own; use it with `with`."""

    def __init__(
        self,
        count: int,
        options: Options,
        make_routes: MakeRoutes = both_routes,
        preload: tuple[str, ...] = (),
    ) -> None:
        start_server(*preload)
        CONSTS.term_timeout = TERM_SECONDS
        self._options = options
        self._make_routes = make_routes
        self._folder = tempfile.TemporaryDirectory(prefix="derivcheck-")
        self._submitted = 0
        self._threads = ThreadPoolExecutor(count)
        self._stopped = Event()
        self._name = f"derivcheck-{id(self)}"
        # pebble calls the argument `context`; its annotations have another name for it.
        in_process = process(  # type: ignore[call-overload]
            name=self._name, timeout=options.time_limit, context=get_context("forkserver")
        )
        self._start = in_process(_in_worker)

    def submit(self, job: Job) -> Task:
        """Queue a claim; one that could not be read has its result at once."""
        if isinstance(job, Unreadable):
            return Task(job, Journal(Path()), _settled(job))
        self._submitted += 1
        journal = Journal(Path(self._folder.name, str(self._submitted)))
        future = self._threads.submit(self._run, job, journal)
        return Task(job, journal, future, self._options.time_limit)

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

    def _run(self, job: Job, journal: Journal) -> ClaimResult:
        """What a thread does for a claim: start its process and wait for it."""
        running: ProcessFuture[ClaimResult] = self._start(
            job, self._options, journal, self._make_routes
        )
        if self._stopped.is_set():  # while it was starting
            self._kill()
        try:
            return running.result()
        except ProcessExpired:
            if self._stopped.is_set():
                raise CancelledError from None
            raise

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
    if options.path and options.path not in sys.path:
        sys.path.insert(0, options.path)
    witnessed = Witnessed()
    result = perform(job, options, journal, make_routes)
    journal.finish(witnessed.files())
    return result


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
