"""What the commands that check claims share: their options, and the run itself."""

from __future__ import annotations

import os
import sys
from time import perf_counter

from derivcheck.report.tally import Tally, tally_of
from derivcheck.run.known import check_all
from derivcheck.run.options import Options

TYPE_CHECKING = False  # a run whose results are all cached loads no claim, nor a worker
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from derivcheck.core.found import Found
    from derivcheck.core.verdict import ClaimResult
    from derivcheck.run.cache.memory import Memory
    from derivcheck.run.execute import Watch
    from derivcheck.run.job import Job
    from derivcheck.run.settings import Settings
    from derivcheck.run.workers import Workers

NOT_OK, WRONG_INPUT, OWN_FAULT = 1, 2, 3


class Run:
    """What a run found, in the order of the claims, with the seed and the time it took."""

    __slots__ = ("found", "seconds", "seed")

    def __init__(self, found: tuple[Found, ...], seed: int, seconds: float) -> None:
        self.found = found
        self.seed = seed
        self.seconds = seconds

    @property
    def results(self) -> tuple[ClaimResult, ...]:
        """All results in full."""
        return tuple(one.result for one in self.found)

    @property
    def counts(self) -> Tally:
        """How many there are of each kind."""
        return tally_of(one.glance for one in self.found)


def options_of(arguments: argparse.Namespace, settings: Settings) -> Options:
    """The options that were given."""
    return Options(
        seed=arguments.seed,
        time_limit=arguments.time_limit,
        rules=settings.rules,
        path=settings.root,
        verbose=arguments.verbose,
    )


def check_jobs(
    jobs: Sequence[Job], arguments: argparse.Namespace, settings: Settings, watch: Watch
) -> Run:
    """The results of the claims: those that are cached, and those of workers."""
    started = perf_counter()
    options = options_of(arguments, settings)
    memory = memory_of(arguments, options)

    def make_workers(waiting: int) -> Workers:
        from derivcheck.run.workers import Workers

        return Workers(min(arguments.jobs or processors(), waiting), options)

    found = check_all(jobs, make_workers, memory, watch=watch, fail_fast=arguments.fail_fast)
    if memory is not None:
        forget(memory)
    return Run(found, arguments.seed, perf_counter() - started)


def memory_of(arguments: argparse.Namespace, options: Options) -> Memory | None:
    """What earlier runs found; None with --no-cache."""
    if not arguments.cache:
        return None
    from derivcheck.run.cache.memory import recall

    return recall(options)


def forget(memory: Memory) -> None:
    """Close the memory; say so where it could not be used."""
    memory.close()
    if memory.trouble:
        trouble = f"the cache cannot be used: {memory.trouble}"
        print(f"derivcheck: {trouble}; DERIVCHECK_CACHE names another folder", file=sys.stderr)


def processors() -> int:
    """The processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def exit_status(counts: Tally) -> int:
    """0 if every claim is ok, 3 after a fault of ours, 2 after an author's mistake, else 1.

    A conflict is a fault of this program or of a library it trusts.
    """
    if counts.faults["engine"] or counts.verdicts["conflict"]:
        return OWN_FAULT
    if counts.faults["author"]:
        return WRONG_INPUT
    return 0 if counts.ok == counts.claims else NOT_OK
