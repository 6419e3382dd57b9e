"""Claims in worker processes that hang, crash and eat memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from derivcheck.core.events import ClaimFinished, ClaimStarted, Event
from derivcheck.core.verdict import ClaimResult
from derivcheck.run.execute import execute
from derivcheck.run.options import Options
from derivcheck.run.workers import Workers
from tests.run.fakes import CRASHES, EATS_MEMORY, HANGS, fake_routes
from tests.run.test_check import chain

CLAIMS = [
    chain(1, 1),
    chain(1, 1, 2, HANGS, HANGS, 5),
    chain(CRASHES, CRASHES),
    chain(EATS_MEMORY, EATS_MEMORY),
    chain(2, 2),
]


@pytest.fixture(scope="module", params=[1, 2], ids=["-j 1", "-j 2"])
def run(request: pytest.FixtureRequest) -> Iterator[tuple[tuple[ClaimResult, ...], list[Event]]]:
    """Results and events of the claims, under a time limit of a second."""
    events: list[Event] = []
    with Workers(request.param, Options(time_limit=1.0), fake_routes) as workers:
        yield execute(CLAIMS, workers, watch=events.append), events


def test_results_are_in_the_order_of_the_claims(
    run: tuple[tuple[ClaimResult, ...], list[Event]],
) -> None:
    """The report would depend on which worker was faster, or on the number of workers."""
    verdicts = [result.verdict for result in run[0]]
    assert verdicts == ["verified", "refuted", "error", "supported", "verified"]


def test_a_hang_costs_its_own_claim_only(
    run: tuple[tuple[ClaimResult, ...], list[Event]],
) -> None:
    """A hanging proof would take the other claims with it, or its own claim's other steps."""
    steps = run[0][1].steps
    assert [(step.verdict, step.reason) for step in steps] == [
        ("proved", ""),
        ("refuted", ""),
        ("refuted", ""),
        ("undecided", "timeout"),
        ("refuted", ""),
    ]


def test_a_crash_costs_its_own_claim_only(
    run: tuple[tuple[ClaimResult, ...], list[Event]],
) -> None:
    """A crashed worker would go unnoticed, or break the pool."""
    crashed = run[0][2]
    assert (crashed.fault, crashed.reason) == ("engine", "the worker died (exit code -6)")


def test_memory_is_limited(run: tuple[tuple[ClaimResult, ...], list[Event]]) -> None:
    """A claim could take all the memory of the machine."""
    assert "MemoryError" in run[0][3].reason


def test_events_tell_what_happens(run: tuple[tuple[ClaimResult, ...], list[Event]]) -> None:
    """Live progress would show other claims than are running."""
    events = run[1]
    assert sum(isinstance(event, ClaimStarted) for event in events) == len(CLAIMS)
    finished = [event.result for event in events if isinstance(event, ClaimFinished)]
    assert sorted(map(id, finished)) == sorted(map(id, run[0]))


@pytest.mark.parametrize("count", [1, 2])
def test_fail_fast_ends_with_the_first_failure(count: int) -> None:
    """--fail-fast would go on, or report other claims with more workers."""
    claims = [chain(1, 1), chain(1, 2), chain(HANGS, HANGS)]
    with Workers(count, Options(time_limit=30.0), fake_routes) as workers:
        results = execute(claims, workers, fail_fast=True)
    assert [result.verdict for result in results] == ["verified", "refuted"]


def test_ctrl_c_keeps_what_is_there() -> None:
    """An interrupted run would lose the claims that had finished, or hang."""

    def interrupt(event: Event) -> None:
        if isinstance(event, ClaimFinished):
            raise KeyboardInterrupt

    with Workers(1, Options(time_limit=30.0), fake_routes) as workers:
        results = execute([chain(1, 1), chain(HANGS, HANGS)], workers, watch=interrupt)
    assert [result.verdict for result in results] == ["verified", "undecided"]
    assert results[1].reason == "interrupted"
