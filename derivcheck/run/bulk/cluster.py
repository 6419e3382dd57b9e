"""Claims settled on other machines, through Dask's own client.

A task is a chunk of claims, settled by processes over there as it would be here. Dask hands the
chunk of a worker that was lost to another one.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any
from uuid import uuid4

from derivcheck.lang.errors import UsageError
from derivcheck.run.bulk.local import Promise
from derivcheck.run.bulk.outcome import Render, outcome
from derivcheck.run.cache.engine import library_versions, package_folder, source_digest
from derivcheck.run.job import Job, faulty
from derivcheck.run.options import Options

CONNECT_SECONDS = 20
CHUNK = 500
"""Claims of a task: enough to be worth its process, few enough to be lost with a worker."""
RETRIES = 3
REMEDY = "install the same derivcheck and the same libraries on every machine"


class Cluster:
    """The workers of a Dask scheduler; UsageError where it cannot be used."""

    chunk = CHUNK

    def __init__(self, scheduler: str, options: Options, render: Render) -> None:
        self._client = _connected(scheduler)
        self._options = options
        self._render = render
        self._name = f"derivcheck-{uuid4()}"
        try:
            _check_engines(self._client)
            self._register()
        except BaseException:
            self._client.close()
            raise

    @property
    def count(self) -> int:
        """How many chunks may be under way at once."""
        threads: dict[str, int] = self._client.nthreads()
        return max(sum(threads.values()), 1)

    def submit(self, jobs: Sequence[Job]) -> list[Promise]:
        """Take up a chunk of claims; a promise for each, in their order."""
        promises: list[Promise] = [Future() for _ in jobs]
        self._send(jobs, promises)
        return promises

    def close(self) -> None:
        """Give up whatever is under way."""
        self._client.unregister_worker_plugin(self._name)
        self._client.close()

    def _register(self) -> None:
        """Have every worker, and those that join later, make ready for this run."""
        from derivcheck.run.bulk.remote import Servers

        self._client.register_plugin(Servers(self._options, self._render), name=self._name)

    def _send(self, jobs: Sequence[Job], promises: Sequence[Promise]) -> None:
        from derivcheck.run.bulk.remote import settle

        packed = pickle.dumps(list(jobs))
        task = self._client.submit(settle, self._name, packed, pure=False, retries=RETRIES)
        task.add_done_callback(partial(self._receive, jobs, promises))

    def _receive(self, jobs: Sequence[Job], promises: Sequence[Promise], task: Any) -> None:
        """What the client does with a chunk that came back, or did not."""
        if task.cancelled():
            return  # the run is over
        error = task.exception()
        if error is None:
            for promise, found in zip(promises, pickle.loads(task.result()), strict=True):
                promise.set_result(found)
        elif len(jobs) > 1:
            middle = len(jobs) // 2
            self._send(jobs[:middle], promises[:middle])
            self._send(jobs[middle:], promises[middle:])
        else:
            lost = faulty(jobs[0], error, verbose=self._options.verbose)
            promises[0].set_result(outcome(lost, self._render))


def engine() -> dict[str, str]:
    """What must be the same on all machines, by name."""
    version = ".".join(map(str, sys.version_info[:3]))
    return {"derivcheck": source_digest(package_folder()), "python": version, **library_versions()}


def _connected(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "--executor dask needs the package distributed: pip install 'derivcheck[dask]'"
        ) from error
    try:
        return Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:  # TimeoutError is an OSError
        raise UsageError(
            f"no Dask scheduler answers at {scheduler}: {error}; "
            "start one with `dask scheduler`, and workers with `dask worker`"
        ) from error


def _check_engines(client: Any) -> None:
    """UsageError where a worker would give other verdicts than this machine, or none is there."""
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        engines: dict[str, dict[str, str]] = client.run(engine)
    except TimeoutError as error:
        raise UsageError(
            "the Dask scheduler has no workers; start them with `dask worker`"
        ) from error
    except ImportError as error:
        raise UsageError(f"a Dask worker cannot run derivcheck: {error}; {REMEDY}") from error
    ours = engine()
    for worker, theirs in engines.items():
        differs = [name for name in ours if theirs.get(name) != ours[name]]
        if differs:
            raise UsageError(f"{worker} has another {', '.join(differs)}; {REMEDY}")
