"""The outcomes of claims in the order of the claims, with no more of them held than a window."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from itertools import islice

from derivcheck.lang.errors import AuthorError
from derivcheck.run.bulk.local import Executor, Promise
from derivcheck.run.bulk.outcome import Outcome, Render, outcome
from derivcheck.run.files import Item
from derivcheck.run.job import Line, Unreadable, unreadable

WINDOW = 4
"""Chunks under way for each that can be settled at once: some wait, so that no worker has to."""
CHUNK_BYTES = 1 << 18
"""The most text of a chunk, unless one line has more."""


class Ids:
    """The ids of a run, 8 bytes of a digest of each, so that a million of them fit anywhere.

    Of a million ids two different ones have the same digest with a probability of 3e-8; then the
    second is refused, with its name, and never passed over.
    """

    def __init__(self) -> None:
        self._digests: set[int] = set()

    def add(self, id: str) -> bool:
        """Whether the id is new."""
        return self.add_digest(digest(id))

    def add_digest(self, found: int) -> bool:
        """Whether the id with this digest is new."""
        before = len(self._digests)
        self._digests.add(found)
        return len(self._digests) > before


def digest(id: str) -> int:
    """8 bytes that stand for an id."""
    made = blake2b(id.encode("utf-8", "surrogateescape"), digest_size=8).digest()
    return int.from_bytes(made, "big")


def stream(
    items: Iterable[Item], executor: Executor, ids: Ids, render: Render
) -> Iterator[tuple[Item, Outcome]]:
    """Each claim with its outcome, in order; no more chunks are under way than the window.

    A claim whose id was taken before is an error of that claim.
    """
    source, window = _chunks(iter(items), executor.chunk), WINDOW * executor.count
    under_way: deque[list[tuple[Item, Promise]]] = deque()
    while True:
        for chunk in islice(source, window - len(under_way)):
            promises = executor.submit([item.job for item in chunk])
            under_way.append(list(zip(chunk, promises, strict=True)))
        if not under_way:
            return
        for item, promise in under_way.popleft():
            found = promise.result()
            if not ids.add(found.id) and found.fault != "author":
                found = _taken(item, found, render)
            yield item, found


def _chunks(items: Iterator[Item], most: int) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    size = 0
    for item in items:
        length = len(item.job.text) if isinstance(item.job, Line) else 0
        if chunk and (len(chunk) == most or size + length > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(item)
        size += length
    if chunk:
        yield chunk


def _taken(item: Item, found: Outcome, render: Render) -> Outcome:
    error = AuthorError(
        "the id is taken already in this run",
        remedy="give one of the two another id",
        claim=found.id,
        location=item.location,
    )
    return replace(outcome(unreadable(Unreadable(found.id, error)), render), id=found.id)
