"""One claim as a task: what a worker does with it, and what is made of a worker that is lost."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter

from derivcheck.core.claim import Claim
from derivcheck.core.derivation import read_source
from derivcheck.core.verdict import ClaimResult, Fault, StepResult, weakest
from derivcheck.lang.errors import AuthorError, Location, UsageError
from derivcheck.run.check import check_claim, unfinished
from derivcheck.run.entry import Entry
from derivcheck.run.journal import Journal
from derivcheck.run.load import load
from derivcheck.run.options import Options
from derivcheck.run.routes import Routes, routes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A claim of a file that is no claim, for this reason."""

    id: str
    error: AuthorError


Job = Entry | Claim | Unreadable
"""A claim of the catalogue, built where it is checked, or one that was read from a file."""

MakeRoutes = Callable[[Options], Routes]


def both_routes(options: Options) -> Routes:
    """The routes that the options ask for."""
    return routes(seed=options.seed, rules=options.rules, verbose=options.verbose)


def perform(
    job: Job, options: Options, journal: Journal, make_routes: MakeRoutes = both_routes
) -> ClaimResult:
    """Check a claim, writing step results down as they come. Every mistake is a verdict."""
    started = perf_counter()
    try:
        claim = _claim(job)
        journal.begin(claim)
        result = check_claim(claim, make_routes(options), journal.record)
    except AuthorError as error:
        result = _failed(job, str(error), "author")
    except UsageError:
        raise
    except Exception as error:
        shown = "".join(traceback.format_exception(error)) if options.verbose else str(error)
        result = _failed(job, f"{type(error).__name__}: {shown}".strip(": \n"), "engine")
    return replace(result, seconds=perf_counter() - started)


def lost(job: Job, journal: Journal, reason: str, *, crashed: bool = False) -> ClaimResult:
    """The result of a claim whose worker did not come back: what it had written down, the rest
    undecided for that reason; an error if the worker died of itself.
    """
    claim = journal.claim() or stub(job)
    known = journal.steps()
    steps = tuple(
        _given_up(known.get(step.index) or unfinished(step, reason), reason)
        for step in claim.all_steps()
    )
    if crashed:
        return ClaimResult(claim, "error", steps, reason=reason, fault="engine")
    verdict = weakest(tuple(step.verdict for step in steps))
    return ClaimResult(claim, verdict, steps, reason=reason)


def unreadable(job: Unreadable) -> ClaimResult:
    """The result of what could not be read."""
    return _failed(job, str(job.error), "author")


def stub(job: Job) -> Claim:
    """What is known of a claim that could not be built."""
    if isinstance(job, Claim):
        return job
    if isinstance(job, Unreadable):
        return Claim(job.id, location=job.error.location)
    return Claim(
        id=job.id,
        title=job.title,
        source=read_source(job.source),
        tags=job.tags,
        expect="refuted" if job.expect == "refuted" else "verified",
        location=Location(job.path, job.line),
    )


def _claim(job: Job) -> Claim:
    if isinstance(job, Unreadable):
        raise job.error
    return load(job) if isinstance(job, Entry) else job


def _given_up(result: StepResult, reason: str) -> StepResult:
    return replace(result, reason=reason) if result.verdict == "undecided" else result


def _failed(job: Job, reason: str, fault: Fault) -> ClaimResult:
    return ClaimResult(stub(job), "error", reason=reason, fault=fault)
