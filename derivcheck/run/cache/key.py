"""The key of a claim: its content and the context it is checked in."""

from __future__ import annotations

import hashlib

from derivcheck.run.cache.files import digest
from derivcheck.run.entry import Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from derivcheck.core.claim import Claim
    from derivcheck.run.job import Job


def key(job: Job, context: str, known: dict[str, str]) -> str:
    """The key of a claim; empty for what was never a claim, or cannot be written down.

    `known` are the digests of files so far.
    """
    if isinstance(job, Entry):
        return entry_key(job, context, known)
    from derivcheck.core.claim import Claim

    return claim_key(job, context) if isinstance(job, Claim) else ""


def entry_key(entry: Entry, context: str, known: dict[str, str]) -> str:
    """The key of a claim of the catalogue: the source of its module, and its name there.

    What else the module reads is compared when the result is found.
    """
    if entry.path not in known:
        known[entry.path] = digest(entry.path)
    return _digest("entry", context, entry.path, known[entry.path], entry.function, entry.id)


def claim_key(claim: Claim, context: str) -> str:
    """The key of a claim from a file of data: its frozen value, wherever in the file it stands."""
    from derivcheck.run.cache.codec import Unstorable, encode

    try:
        return _digest("claim", context, encode(_unplaced(claim)))
    except Unstorable:
        return ""


def _unplaced(claim: Claim) -> Claim:
    from dataclasses import replace

    steps = tuple(replace(step, location=None) for step in claim.steps)
    lemmas = tuple(
        replace(lemma, steps=tuple(replace(step, location=None) for step in lemma.steps))
        for lemma in claim.lemmas
    )
    return replace(claim, location=None, steps=steps, lemmas=lemmas)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
