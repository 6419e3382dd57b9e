"""What the commands that check claims share: their options, and the run itself."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from derivcheck.core.verdict import ClaimResult
from derivcheck.run.execute import Watch, execute
from derivcheck.run.job import Job
from derivcheck.run.options import Options
from derivcheck.run.settings import Settings
from derivcheck.run.workers import Workers

NOT_OK, WRONG_INPUT, OWN_FAULT = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Run:
    """The results of a run in the order of the claims, with the seed and the time it took."""

    results: tuple[ClaimResult, ...]
    seed: int
    seconds: float


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
    """Check the claims in workers."""
    started = perf_counter()
    count = min(arguments.jobs or processors(), max(len(jobs), 1))
    with Workers(count, options_of(arguments, settings)) as workers:
        results = execute(jobs, workers, watch=watch, fail_fast=arguments.fail_fast)
    return Run(results, arguments.seed, perf_counter() - started)


def processors() -> int:
    """The processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def exit_status(results: Sequence[ClaimResult]) -> int:
    """0 if every claim is ok, 3 after a fault of ours, 2 after an author's mistake, else 1.

    A conflict is a fault of this program or of a library it trusts.
    """
    if any(result.fault == "engine" or result.verdict == "conflict" for result in results):
        return OWN_FAULT
    if any(result.fault == "author" for result in results):
        return WRONG_INPUT
    return 0 if all(result.ok for result in results) else NOT_OK
