"""Verdicts: of a step from its two routes, of a claim from its steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from derivcheck.core.claim import Claim, Step
from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence, Witness

StepVerdict = Literal["proved", "supported", "refuted", "undecided", "conflict", "error"]
ClaimVerdict = Literal["verified", "supported", "refuted", "undecided", "conflict", "error"]
Fault = Literal["", "author", "engine"]

WORST_FIRST: tuple[StepVerdict, ...] = (
    "conflict",
    "error",
    "refuted",
    "undecided",
    "supported",
)


@dataclass(frozen=True, slots=True)
class StepResult:
    """A step, its verdict, and the evidence it names."""

    step: Step
    verdict: StepVerdict
    symbolic: SymbolicEvidence
    numeric: NumericEvidence
    witness: Witness | None = None
    diagnosis: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A claim with the results of its steps; `conclusion` is the verdict of first against last.

    `fault` says whose mistake an error is: the author's, or this program's.
    """

    claim: Claim
    verdict: ClaimVerdict
    steps: tuple[StepResult, ...] = ()
    conclusion: StepVerdict = "undecided"
    reason: str = ""
    seconds: float = 0.0
    cached: bool = False
    fault: Fault = ""

    @property
    def ok(self) -> bool:
        """Whether the verdict is the expected one; an expected refutation needs a witness."""
        if self.verdict != self.claim.expect:
            return False
        return self.claim.expect == "verified" or any(
            step.verdict == "refuted" and step.witness for step in self.steps
        )

    @property
    def side_conditions(self) -> tuple[str, ...]:
        """The side conditions of all steps, each once, in order."""
        listed = (text for step in self.steps for text in step.symbolic.side_conditions)
        return tuple(dict.fromkeys(listed))


def judge(symbolic: SymbolicEvidence, numeric: NumericEvidence) -> tuple[StepVerdict, str]:
    """The verdict of a step and its reason. A proof alone is not enough, nor is agreement."""
    if "error" in (symbolic.status, numeric.status):
        return "error", symbolic.reason or numeric.reason
    if numeric.status == "disagrees":
        proved = symbolic.status == "proved" or symbolic.fast_path == "proved"
        return ("conflict", "proved, but the numbers disagree") if proved else ("refuted", "")
    if symbolic.fast_path == "refuted":
        return "conflict", "the algebraic fast path refutes what the numbers confirm"
    if numeric.status in ("vacuous", "undecided"):
        return "undecided", numeric.reason or numeric.status
    if symbolic.status == "proved":
        return "proved", ""
    return "supported", symbolic.reason


def weakest(verdicts: tuple[StepVerdict, ...]) -> ClaimVerdict:
    """The verdict of a claim: verified if every step is proved, else the worst of its steps."""
    for verdict in WORST_FIRST:
        if verdict in verdicts:
            return verdict  # type: ignore[return-value]
    return "verified" if verdicts else "undecided"
