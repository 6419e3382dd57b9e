"""One claim as a task: what a worker does with it, and what is made of a worker that is lost."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter

from derivcheck.core.claim import Claim
from derivcheck.core.claimfile.text import decoded
from derivcheck.core.derivation import read_source
from derivcheck.core.reader import read_line
from derivcheck.core.verdict import ClaimResult, Fault, StepResult, weakest
from derivcheck.lang.errors import AuthorError, EngineError, Location, UsageError
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


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a JSON Lines file, not read yet: that is for the worker to do."""

    file: str
    number: int
    text: bytes

    @property
    def id(self) -> str:
        """What the claim is called before its id is known."""
        return f"{self.file}:{self.number}"


Job = Entry | Claim | Line | Unreadable
"""A claim of the catalogue, or on a line, built where it is checked; or one that was read."""

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
        job = opened(job)
        claim = _claim(job)
        journal.begin(claim)
        result = check_claim(claim, make_routes(options), journal.record)
    except AuthorError as error:
        result = _failed(job, str(error), "author")
    except UsageError:
        raise
    except Exception as error:
        result = faulty(job, error, verbose=options.verbose)
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
    if isinstance(job, Line):
        return Claim(job.id, location=Location(job.file, job.number))
    return Claim(
        id=job.id,
        title=job.title,
        source=read_source(job.source),
        tags=job.tags,
        expect="refuted" if job.expect == "refuted" else "verified",
        location=Location(job.path, job.line),
    )


def opened(job: Job) -> Job:
    """The claim on a line, or why it is none; any other job as it is."""
    if not isinstance(job, Line):
        return job
    read = read_line(decoded(job.text), job.file, job.number)
    if isinstance(read, Claim):
        return read
    if read is None:
        return Unreadable(job.id, AuthorError("a blank line", location=stub(job).location))
    return Unreadable(read.id or job.id, read.error)


def _claim(job: Job) -> Claim:
    if isinstance(job, Unreadable):
        raise job.error
    if isinstance(job, Claim):
        return job
    if isinstance(job, Entry):
        return load(job)
    raise EngineError(f"{job.id} was not opened")


def _given_up(result: StepResult, reason: str) -> StepResult:
    return replace(result, reason=reason) if result.verdict == "undecided" else result


def faulty(job: Job, error: Exception, *, verbose: bool) -> ClaimResult:
    """The result of a claim over which this program broke down."""
    shown = "".join(traceback.format_exception(error)) if verbose else str(error)
    return _failed(job, f"{type(error).__name__}: {shown}".strip(": \n"), "engine")


def _failed(job: Job, reason: str, fault: Fault) -> ClaimResult:
    return ClaimResult(stub(job), "error", reason=reason, fault=fault)
