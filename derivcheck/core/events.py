"""What happens during a run, in order, for whoever watches."""

from __future__ import annotations

from dataclasses import dataclass

TYPE_CHECKING = False  # a run whose results are all cached watches events and loads no claim
if TYPE_CHECKING:
    from derivcheck.core.verdict import ClaimResult


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run begins with this many claims."""

    claims: int


@dataclass(frozen=True, slots=True)
class ClaimStarted:
    """A worker took up a claim."""

    id: str


@dataclass(frozen=True, slots=True)
class ClaimFinished:
    """A claim has its verdict."""

    result: ClaimResult


@dataclass(frozen=True, slots=True)
class ClaimRecalled:
    """A claim has its verdict from an earlier run."""

    id: str
    ok: bool


Event = RunStarted | ClaimStarted | ClaimFinished | ClaimRecalled
