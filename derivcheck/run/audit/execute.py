"""Run an audit: the cheap look at many mutants first, then what is left, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from derivcheck.core.audit import MutantResult
from derivcheck.run.audit.plan import Case
from derivcheck.run.audit.pool import KILLED, Pool
from derivcheck.run.audit.settle import GLANCE_SECONDS

Tell = Callable[[MutantResult], None]
BATCH = 12
"""Mutants of one step that share a process and what it has worked out."""
STARTING = 60.0
"""Seconds that a batch may take beyond what its mutants may."""


@dataclass(slots=True)
class _Audit:
    """The tasks under way, each with what to do with its outcome."""

    pool: Pool
    tell: Tell
    waiting: dict[Future[Any], Callable[[Future[Any]], None]] = field(default_factory=dict)
    standing: list[Case] = field(default_factory=list)

    def strike(self, cases: Sequence[Case]) -> None:
        """Take a first look at mutants of one step; those left standing are kept for later."""

        def done(future: Future[Any]) -> None:
            found = _outcome(future)
            struck = found if isinstance(found, list) else [None] * len(cases)
            for case, result in zip(cases, struck, strict=True):
                if result is None:
                    self.standing.append(case)
                else:
                    self.tell(result)

        self.waiting[self.pool.strike(cases, STARTING + GLANCE_SECONDS * len(cases))] = done

    def settle(self, case: Case) -> None:
        """Both routes on one mutant; if they do not come back, the numbers alone."""

        def done(future: Future[Any]) -> None:
            found = _outcome(future)
            if isinstance(found, MutantResult):
                self.tell(found)
            else:
                self.measure(case)

        self.waiting[self.pool.settle(case)] = done

    def measure(self, case: Case) -> None:
        """The numbers on one mutant; if they do not come back either, it is undecided."""

        def done(future: Future[Any]) -> None:
            found = _outcome(future)
            decided = isinstance(found, MutantResult)
            self.tell(found if decided else case.ended("undecided", str(found)))

        self.waiting[self.pool.measure(case)] = done

    def step(self) -> None:
        """Wait for a task, and go on with what it found."""
        ready, _ = wait(self.waiting, return_when=FIRST_COMPLETED)
        for future in ready:
            self.waiting.pop(future)(future)


def execute(cases: Sequence[Case], pool: Pool, tell: Tell) -> None:
    """Find out about every case; `tell` is told of each as soon as it has ended."""
    audit = _Audit(pool, tell)
    for batch in _batches(cases):
        audit.strike(batch)
    while audit.waiting:
        audit.step()
    for case in sorted(audit.standing, key=_dearness):
        audit.settle(case)
    while audit.waiting:
        audit.step()


def _dearness(case: Case) -> int:
    """Equations before inequalities, for which both routes search long."""
    statement = case.mutant.statement
    return int(statement.relation != "==" and statement.rhs != case.goal.statement.rhs)


def _batches(cases: Sequence[Case]) -> Iterator[list[Case]]:
    for _, group in groupby(cases, key=lambda case: (case.claim, case.step)):
        members = list(group)
        for start in range(0, len(members), BATCH):
            yield members[start : start + BATCH]


def _outcome(future: Future[Any]) -> Any:
    """The result of a task, or why there is none."""
    try:
        return future.result()
    except KILLED as error:
        return "timeout" if isinstance(error, TimeoutError) else f"the worker died: {error}"
