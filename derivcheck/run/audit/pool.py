"""Worker processes of an audit: each task is killed at its deadline, with its process."""

from __future__ import annotations

import resource
import sys
from concurrent.futures import Future
from multiprocessing import get_context
from types import TracebackType
from typing import Any

from pebble import CONSTS, ProcessExpired, ProcessPool

from derivcheck.run.audit.settle import measure, settle, strike
from derivcheck.run.options import Options
from derivcheck.run.workers import TERM_SECONDS, start_server

TASKS = 100
"""Tasks that a process serves: a fresh one for each would cost more than most mutants do."""
KILLED = (TimeoutError, ProcessExpired, MemoryError)
"""What a future raises whose worker did not come back."""


class Pool:
    """At most `count` tasks under way; use it with `with`."""

    def __init__(self, count: int, options: Options) -> None:
        start_server()
        CONSTS.term_timeout = TERM_SECONDS
        self._options = options
        self._pool = ProcessPool(
            max_workers=count,
            max_tasks=TASKS,
            initializer=_confine,
            initargs=(options.memory_limit, options.path),
            context=get_context("forkserver"),
        )

    def strike(self, cases: Any, seconds: float) -> Future[Any]:
        """The first look at mutants of one step."""
        return self._submit(seconds, strike, cases, self._options.seed)

    def settle(self, case: Any) -> Future[Any]:
        """Everything about one mutant."""
        options = self._options
        return self._submit(options.time_limit, settle, case, options.seed, options.rules)

    def measure(self, case: Any) -> Future[Any]:
        """The numbers of one mutant."""
        limit = self._options.time_limit
        return self._submit(limit + 10, measure, case, self._options.seed, limit)

    def _submit(self, seconds: float, work: Any, *arguments: Any) -> Future[Any]:
        made: Future[Any] = self._pool.schedule(work, args=arguments, timeout=seconds)
        return made

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.stop()
        self._pool.join()


def _confine(memory: int, path: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if path and path not in sys.path:
        sys.path.insert(0, path)
