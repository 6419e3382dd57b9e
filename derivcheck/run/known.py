"""A whole run: what earlier runs found is taken from memory, the rest is checked in workers."""

from __future__ import annotations

from derivcheck.core.events import ClaimRecalled, RunStarted
from derivcheck.core.found import Found, found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from derivcheck.core.verdict import ClaimResult
    from derivcheck.run.cache.memory import Memory
    from derivcheck.run.execute import Watch
    from derivcheck.run.job import Job
    from derivcheck.run.workers import Workers

    MakeWorkers = Callable[[int], Workers]


def check_all(
    jobs: Sequence[Job],
    make_workers: MakeWorkers,
    memory: Memory | None,
    *,
    watch: Watch = lambda event: None,
    fail_fast: bool = False,
) -> tuple[Found, ...]:
    """The results of the claims, in their order; workers are made only if a claim is unknown.

    With `fail_fast` the results end with the first claim that is not ok. Without a memory every
    claim is checked.
    """
    known = _recalled(jobs, memory)
    if fail_fast:
        failed = [place for place, result in known.items() if not result.glance.ok]
        jobs = jobs[: failed[0] + 1] if failed else jobs
    watch(RunStarted(len(jobs)))
    for place in range(len(jobs)):
        if place in known:
            watch(ClaimRecalled(known[place].glance.id, known[place].glance.ok))
    waiting = [job for place, job in enumerate(jobs) if place not in known]
    checked: tuple[ClaimResult, ...] = ()
    if waiting:
        from derivcheck.run.execute import execute

        with make_workers(len(waiting)) as workers:
            checked = execute(
                waiting,
                workers,
                watch=watch,
                fail_fast=fail_fast,
                keep=memory.keep if memory else None,
            )
    return tuple(_merged(len(jobs), known, iter(checked)))


def _recalled(jobs: Sequence[Job], memory: Memory | None) -> dict[int, Found]:
    if memory is None:
        return {}
    asked = ((place, memory.find(job)) for place, job in enumerate(jobs))
    return {place: known for place, known in asked if known is not None}


def _merged(
    count: int, known: Mapping[int, Found], checked: Iterator[ClaimResult]
) -> Iterator[Found]:
    """All results in order, up to where those that were checked end."""
    for place in range(count):
        if place in known:
            yield known[place]
            continue
        result = next(checked, None)
        if result is None:
            return
        yield found(result)
