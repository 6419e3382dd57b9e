"""Claims from files of data, as jobs: one that cannot be read costs itself only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from derivcheck.core.claim import Claim
from derivcheck.core.claimfile.text import decoded
from derivcheck.core.reader import BadClaim, read_claims
from derivcheck.lang.errors import AuthorError, Location, UsageError
from derivcheck.run.job import Job, Unreadable

STDIN = "-"


def read_files(paths: list[str]) -> list[Job]:
    """The claims of the files, in order; `-` is JSON lines on standard input.

    UsageError for a file that cannot be opened or holds no claim; an id that was taken makes the
    later claim unreadable.
    """
    jobs: list[Job] = []
    taken: set[str] = set()
    for path in paths:
        read = list(_read(path))
        if not read:
            raise UsageError(f"{path} holds no claim")
        jobs += [_unique(job, taken, path) for job in read]
    return jobs


def _read(path: str) -> Iterator[Job]:
    for claim in _claims(path):
        if isinstance(claim, Claim):
            yield claim
        else:
            place = claim.error.location
            yield Unreadable(claim.id or (f"{path}:{place.line}" if place else path), claim.error)


def _claims(path: str) -> Iterator[Claim | BadClaim]:
    if path == STDIN:
        return read_claims(decoded(sys.stdin.buffer.read()), "jsonl")
    if not Path(path).is_file():
        raise UsageError(f"there is no file {path}")
    return read_claims(Path(path))


def _unique(job: Job, taken: set[str], path: str) -> Job:
    if job.id not in taken or isinstance(job, Unreadable):
        taken.add(job.id)
        return job
    error = AuthorError(
        "the id is taken already in this run",
        remedy="give one of the two another id",
        claim=job.id,
        location=Location(path),
    )
    return Unreadable(job.id, error)
