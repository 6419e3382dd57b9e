"""What earlier runs found: asked before a claim is checked, told after."""

from __future__ import annotations

import json
import zlib

from derivcheck.core.found import Found
from derivcheck.core.glance import Glance, glance
from derivcheck.run.cache.engine import context
from derivcheck.run.cache.files import unchanged
from derivcheck.run.cache.folder import cache_file
from derivcheck.run.cache.key import key
from derivcheck.run.cache.store import Row, Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from derivcheck.core.verdict import ClaimResult
    from derivcheck.run.job import Job
    from derivcheck.run.journal import Files
    from derivcheck.run.options import Options

FINAL = ("proved", "supported", "refuted")
"""Verdicts of steps that more time or memory would not change."""


class Memory:
    """Results by content, for one set of options; use it from one thread."""

    __slots__ = ("_context", "_digests", "_found", "_store")

    def __init__(self, store: Store, options: Options) -> None:
        self._store = store
        self._context = context(options)
        self._digests: dict[str, str] = {}
        self._found: list[str] = []

    @property
    def trouble(self) -> str:
        """Why nothing is remembered any more; empty if all is well."""
        return self._store.trouble

    def find(self, job: Job) -> Found | None:
        """The result of a claim as an earlier run found it, marked as cached."""
        name = key(job, self._context, self._digests)
        row = self._store.get(name) if name else None
        if row is None or not self._is_current(row):
            return None
        shown = _glance(row)
        if shown is None or shown.id != job.id:
            self._store.drop(name)
            return None
        self._found.append(name)
        return Found(shown, lambda: self._recalled(row, job))

    def keep(self, job: Job, result: ClaimResult, files: Files | None) -> None:
        """Remember a result that is final; `files` are those it rests on, None if unknown."""
        name = key(job, self._context, self._digests) if files is not None else ""
        if not name or not is_final(result):
            return
        from derivcheck.run.cache.codec import Unstorable, encode

        try:
            text = encode(result)
        except Unstorable:
            return
        shown = json.dumps(glance(result).values())
        self._store.put([Row(name, zlib.compress(text.encode()), json.dumps(files), shown)])

    def close(self) -> None:
        """Note what was of use, and close the file."""
        self._store.touch(self._found)
        self._store.close()

    def _recalled(self, row: Row, job: Job) -> ClaimResult:
        """The whole result; EngineError, once, where the row holds none."""
        result = _read(row)
        if result is None:
            from derivcheck.lang.errors import EngineError

            self._store.drop(row.key)
            raise EngineError(f"the cache held no result of {job.id}; the next run checks it anew")
        return _placed(result, job)

    def _is_current(self, row: Row) -> bool:
        try:
            files = dict(json.loads(row.files))
        except (ValueError, TypeError):
            return False
        return unchanged(files, self._digests)


def recall(options: Options) -> Memory:
    """The memory in the user's cache folder."""
    return Memory(Store(cache_file()), options)


def is_final(result: ClaimResult) -> bool:
    """Whether every step was decided: an undecided one may be decided with more time."""
    return bool(result.steps) and all(step.verdict in FINAL for step in result.steps)


def _glance(row: Row) -> Glance | None:
    """The glance in a row, as that of a cached result; None where it is none."""
    try:
        shown = Glance(*json.loads(row.glance))
    except (ValueError, TypeError):
        return None
    shown.cached = True
    return shown


def _read(row: Row) -> ClaimResult | None:
    """The result in a row; None where it is none."""
    from derivcheck.core.verdict import ClaimResult
    from derivcheck.run.cache.codec import Damaged, decode

    try:
        found = decode(zlib.decompress(row.value).decode())
    except (Damaged, zlib.error, UnicodeDecodeError):
        return None
    return found if isinstance(found, ClaimResult) else None


def _placed(result: ClaimResult, job: Job) -> ClaimResult:
    """The result for the claim as it stands now: a claim of data may have moved in its file."""
    from dataclasses import replace

    from derivcheck.core.claim import Claim

    if not isinstance(job, Claim):
        return replace(result, cached=True)
    steps = {step.index: step for step in job.all_steps()}
    placed = tuple(replace(found, step=steps[found.step.index]) for found in result.steps)
    return replace(result, claim=job, steps=placed, cached=True)
