"""Claims in order, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from random import Random
from time import sleep

from derivcheck.core.verdict import ClaimResult
from derivcheck.lang.errors import Location
from derivcheck.run.bulk.local import Promise
from derivcheck.run.bulk.outcome import Outcome
from derivcheck.run.bulk.stream import CHUNK_BYTES, WINDOW, Ids, stream
from derivcheck.run.files import Item
from derivcheck.run.job import Job, Line


class Jumbled:
    """An executor that settles its claims in any order, and counts those under way."""

    count, chunk = 1, 50

    def __init__(self) -> None:
        self.random = Random(0)
        self.threads = ThreadPoolExecutor(8)
        self.chunks: list[int] = []
        self.open = self.most = 0

    def submit(self, jobs: Sequence[Job]) -> list[Promise]:
        """Settle each claim some time later."""
        self.chunks.append(len(jobs))
        self.open += len(jobs)
        self.most = max(self.most, self.open)
        delays = [self.random.random() / 500 for _ in jobs]
        return [self.threads.submit(self._settle, *pair) for pair in zip(jobs, delays, strict=True)]

    def close(self) -> None:
        """End the threads."""
        self.threads.shutdown()

    def _settle(self, job: Job, delay: float) -> Outcome:
        sleep(delay)
        assert isinstance(job, Line)
        return Outcome(job.text.decode(), "verified", True, "", False, job.number)


def piece(result: ClaimResult) -> str:
    """The reason of a result."""
    return result.reason


def items(ids: list[str]) -> Iterator[Item]:
    """A line for each id."""
    for number, id in enumerate(ids, start=1):
        yield Item(Line("f", number, id.encode()), Location("f", number), number)


def run(ids: list[str]) -> tuple[Jumbled, list[Outcome]]:
    """What comes of the lines."""
    executor = Jumbled()
    found = []
    for item, outcome in stream(items(ids), executor, Ids(), piece):
        executor.open -= 1
        assert item.location is not None
        found.append(outcome)
    executor.close()
    return executor, found


def test_outcomes_are_in_the_order_of_the_claims() -> None:
    """The report would depend on which process was faster."""
    _, found = run([f"c-{number}" for number in range(1500)])
    assert [outcome.piece for outcome in found] == list(range(1, 1501))


def test_no_more_is_held_than_the_window() -> None:
    """Memory would grow with the corpus."""
    executor, _ = run([f"c-{number}" for number in range(2000)])
    assert executor.most <= (WINDOW + 1) * executor.chunk
    assert max(executor.chunks) == executor.chunk


def test_long_lines_make_small_chunks() -> None:
    """A chunk of long lines would not fit into memory."""
    executor, _ = run(["x" * (CHUNK_BYTES // 3) + str(number) for number in range(7)])
    assert max(executor.chunks) <= 3


def test_an_id_is_unique_in_the_run() -> None:
    """Of two claims with one id one would hide the other in the report."""
    _, found = run(["a", "b", "a"])
    assert [outcome.verdict for outcome in found] == ["verified", "verified", "error"]
    assert found[2].fault == "author" and "f:3:1: claim a: the id is taken" in found[2].piece


def test_a_fault_of_an_executor_is_told() -> None:
    """A claim that nobody settled would be left out."""

    class Broken(Jumbled):
        def submit(self, jobs: Sequence[Job]) -> list[Promise]:
            promises: list[Promise] = [Future() for _ in jobs]
            for promise in promises:
                promise.set_exception(RuntimeError("oh"))
            return promises

    try:
        list(stream(items(["a"]), Broken(), Ids(), piece))
    except RuntimeError as error:
        assert str(error) == "oh"
    else:
        raise AssertionError("nothing was told")
