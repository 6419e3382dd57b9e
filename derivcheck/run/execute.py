"""Run claims in workers: results in the order of the claims, events as things happen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, wait
from dataclasses import dataclass, field

from derivcheck.core.events import ClaimFinished, ClaimStarted, Event
from derivcheck.core.verdict import ClaimResult
from derivcheck.run.job import Job
from derivcheck.run.journal import Files
from derivcheck.run.workers import Task, Workers

Watch = Callable[[Event], None]
Keep = Callable[[Job, ClaimResult, Files | None], None]
TICK_SECONDS = 0.1


@dataclass(slots=True)
class _Progress:
    """The tasks of a run, those that have started, and the results so far, by place."""

    tasks: Sequence[Task]
    watch: Watch
    keep: Keep | None
    started: set[int] = field(default_factory=set)
    results: dict[int, ClaimResult] = field(default_factory=dict)

    @property
    def waiting(self) -> list[int]:
        return [place for place in range(len(self.tasks)) if place not in self.results]

    def step(self) -> None:
        """Wait until something finishes or a tick has passed, and tell what happened."""
        open_futures = [self.tasks[place].future for place in self.waiting]
        wait(open_futures, timeout=TICK_SECONDS, return_when=FIRST_COMPLETED)
        for place in self.waiting:
            future = self.tasks[place].future
            if place not in self.started and (future.running() or future.done()):
                self.started.add(place)
                self.watch(ClaimStarted(self.tasks[place].job.id))
            if future.done():
                self._finish(place, self.tasks[place])

    def _finish(self, place: int, task: Task) -> None:
        result = self.results[place] = task.result()
        if self.keep is not None:
            self.keep(task.job, result, task.files())
        self.watch(ClaimFinished(result))

    def first_failure(self) -> int | None:
        """The place of the first claim that is not ok, once all before it have finished."""
        for place in range(len(self.tasks)):
            if place not in self.results:
                return None
            if not self.results[place].ok:
                return place
        return None


def execute(
    jobs: Sequence[Job],
    workers: Workers,
    *,
    watch: Watch = lambda event: None,
    fail_fast: bool = False,
    keep: Keep | None = None,
) -> tuple[ClaimResult, ...]:
    """The results of the claims, in their order.

    With `fail_fast` the results end with the first claim that is not ok. After Ctrl-C the claims
    that had no result are undecided ("interrupted"). `keep` is told each result with the files it
    rests on, None for a worker that did not get to the end.
    """
    progress = _Progress([workers.submit(job) for job in jobs], watch, keep)
    try:
        while progress.waiting:
            progress.step()
            failure = progress.first_failure()
            if fail_fast and failure is not None:
                return tuple(progress.results[place] for place in range(failure + 1))
    except KeyboardInterrupt:
        workers.stop()
        for place in progress.waiting:
            progress.results[place] = progress.tasks[place].result()
    return tuple(progress.results[place] for place in range(len(jobs)))
