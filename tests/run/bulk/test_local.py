"""Claims settled by the processes of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.verdict import ClaimResult
from derivcheck.run.bulk.local import Local
from derivcheck.run.cache.memory import Memory
from derivcheck.run.cache.store import Store
from derivcheck.run.job import Job
from derivcheck.run.options import Options
from tests.run.bulk.test_clerk import BROKEN, EASY, line
from tests.run.fakes import CRASHES, HANGS, fake_routes
from tests.run.test_check import chain


def words(result: ClaimResult) -> str:
    """A piece of a report."""
    return f"{result.claim.id} {result.verdict} {result.reason}".strip()


def numbers(id: str, *sides: int) -> Claim:
    """A claim on numbers that the clerks leave alone, because a rule is named."""
    made = chain(*sides)
    steps = tuple(replace(step, by="same") for step in made.steps)
    return replace(made, id=id, steps=steps)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """An empty memory."""
    return Memory(Store(str(tmp_path / "c.sqlite")), Options())


@pytest.fixture
def local(memory: Memory) -> Iterator[Local]:
    """Two processes with fake routes."""
    made = Local(2, Options(time_limit=1.5), words, memory, fake_routes)
    yield made
    made.close()


def settled(local: Local, *jobs: Job) -> list[str]:
    """The pieces of the claims."""
    return [promise.result(timeout=60).piece for promise in local.submit(jobs)]


def test_a_bad_claim_costs_itself_only(local: Local) -> None:
    """A claim that hangs or crashes would cost its neighbours, or not be told of."""
    trap, dead = numbers("hangs", HANGS, HANGS), numbers("dies", CRASHES, CRASHES)
    found = settled(local, EASY, trap, numbers("one", 1, 1), dead, BROKEN, numbers("two", 1, 2))
    assert [piece.split(":")[0] for piece in found] == [
        "easy verified",
        "hangs undecided timeout",
        "one verified",
        "dies error the worker died (exit code -6)",
        "corpus.jsonl",
        "two refuted",
    ]


def test_a_line_on_which_clerks_die_is_checked_all_the_same(local: Local) -> None:
    """A line that a clerk cannot settle would be lost."""
    (promise,) = local.submit([line("abort", "x", "== 0 - 0 + x")])
    assert promise.result(timeout=60).verdict == "verified"


def test_what_is_not_easy_is_remembered(local: Local, memory: Memory) -> None:
    """A corpus would be checked anew, or cached results would not be told."""
    claim = numbers("one", 1, 1)
    cached = [local.submit([claim])[0].result(timeout=60).cached for _ in range(2)]
    assert cached == [False, True]
    assert memory.find(claim) is not None


def test_closing_ends_what_is_under_way(memory: Memory) -> None:
    """An interrupted run would leave processes behind, or wait for them."""
    made = Local(1, Options(time_limit=60.0), words, memory, fake_routes)
    (promise,) = made.submit([numbers("hangs", HANGS, HANGS)])
    made.close()
    assert promise.done()
