"""What an audit finds: the mutants of the steps, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from derivcheck.core.evidence import Witness

MutantStatus = Literal["killed", "equivalent", "survived", "undecided"]
STATUSES: tuple[MutantStatus, ...] = ("killed", "equivalent", "survived", "undecided")


@dataclass(frozen=True, slots=True)
class MutantResult:
    """A mutant of one step, as text, and what became of it.

    killed: refuted, with a witness. equivalent: true as well, and shown to be; `reason` says how.
    survived: the numbers agree with it and nothing shows it equivalent. undecided: neither.
    `key` identifies the mutant, the step it was made of and the seed.
    """

    key: str
    claim: str
    step: int
    operator: str
    lhs: str
    relation: str
    rhs: str
    status: MutantStatus
    reason: str = ""
    witness: Witness | None = None
    seconds: float = 0.0

    @property
    def statement(self) -> str:
        """The mutant in the claim language."""
        return f"{self.lhs} {self.relation} {self.rhs}"


@dataclass(frozen=True, slots=True)
class AuditResult:
    """An audit: its mutants in order, how many were made in all, and how many of those were left
    out by a sample or a limit.
    """

    mutants: tuple[MutantResult, ...]
    claims: int
    steps: int
    made: int
    seed: int = 0
    seconds: float = 0.0

    @property
    def counts(self) -> dict[MutantStatus, int]:
        """How many mutants ended in each way."""
        return count(self.mutants)

    @property
    def score(self) -> float | None:
        """Killed mutants among those that are not equivalent; None where there is none."""
        counts = self.counts
        wrong = len(self.mutants) - counts["equivalent"]
        return counts["killed"] / wrong if wrong else None

    @property
    def ok(self) -> bool:
        """Whether every mutant was killed or shown equivalent."""
        counts = self.counts
        return not counts["survived"] and not counts["undecided"]


def count(mutants: Iterable[MutantResult]) -> dict[MutantStatus, int]:
    """How many mutants ended in each way."""
    ended = [mutant.status for mutant in mutants]
    return {status: ended.count(status) for status in STATUSES}
