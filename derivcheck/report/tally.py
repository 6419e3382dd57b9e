"""Counts of what was found, for reports and the exit status."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

TYPE_CHECKING = False  # a report on cached results that are as expected loads no claim
if TYPE_CHECKING:
    from collections.abc import Iterable

    from derivcheck.core.glance import Glance
    from derivcheck.core.verdict import ClaimResult


@dataclass(slots=True)
class Tally:
    """How many claims there are, by verdict, as expected, from the cache, and with a fault."""

    verdicts: Counter[str] = field(default_factory=Counter)
    ok: int = 0
    verified_as_expected: int = 0
    cached: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def claims(self) -> int:
        """All of them."""
        return self.verdicts.total()

    def add(self, verdict: str, *, ok: bool, cached: bool, fault: str) -> None:
        """Count one more claim."""
        self.verdicts[verdict] += 1
        self.ok += ok
        self.verified_as_expected += ok and verdict == "verified"
        self.cached += cached
        if fault:
            self.faults[fault] += 1


def tally_of(shown: Iterable[Glance]) -> Tally:
    """The counts of results at a glance."""
    counts = Tally()
    for item in shown:
        counts.add(item.verdict, ok=item.ok, cached=item.cached, fault=item.fault)
    return counts


def tally(results: Iterable[ClaimResult]) -> Tally:
    """The counts of results."""
    counts = Tally()
    for result in results:
        counts.add(result.verdict, ok=result.ok, cached=result.cached, fault=result.fault)
    return counts
