"""What is kept of a claim of a corpus once it is settled: its verdict and its piece of the report.

The piece is made where the claim was settled: sending results between processes, and writing
expressions out, costs more than settling an easy claim.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from derivcheck.core.verdict import ClaimResult, ClaimVerdict, Fault

Render = Callable[[ClaimResult], Any]
"""What the report says of a claim; a function of a module, so that it travels to the workers."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A settled claim: `piece` is its part of the report."""

    id: str
    verdict: ClaimVerdict
    ok: bool
    fault: Fault
    cached: bool
    piece: Any


def outcome(result: ClaimResult, render: Render) -> Outcome:
    """What is kept of a result."""
    return Outcome(
        id=result.claim.id,
        verdict=result.verdict,
        ok=result.ok,
        fault=result.fault,
        cached=result.cached,
        piece=render(result),
    )
