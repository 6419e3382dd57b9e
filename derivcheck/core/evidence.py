"""What each route found for one goal, and what a refutation shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SymbolicStatus = Literal["proved", "open", "error"]
NumericStatus = Literal["agrees", "disagrees", "undecided", "vacuous", "error"]
FastPath = Literal["proved", "refuted", "open", ""]
Rigour = Literal["rigorous", "quadrature", "sampled", ""]


@dataclass(frozen=True, slots=True)
class SymbolicEvidence:
    """What the prover did: rules it used, routines it trusted, conditions it leaves to the reader.

    `side_conditions` are text in the claim language ("x != 0") or a sentence; `reason` says why an
    open goal stayed open.
    """

    status: SymbolicStatus
    rules: tuple[str, ...] = ()
    trusts: tuple[str, ...] = ()
    fast_path: FastPath = ""
    side_conditions: tuple[str, ...] = ()
    definitional: bool = False
    reason: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Witness:
    """A point where a relation fails: names with values as text, both sides, their error bounds.

    A side that is undefined or infinite there is written "undefined", "oo" or "-oo". `certified`
    says that the values are interval enclosures.
    """

    point: tuple[tuple[str, str], ...]
    lhs: str
    rhs: str
    lhs_error: float = 0.0
    rhs_error: float = 0.0
    certified: bool = False


@dataclass(frozen=True, slots=True)
class NumericEvidence:
    """What the numbers say: points tried, instances of the unknown laws, the largest gap.

    `bound` is the largest error bound that a gap was held against. `method` names what evaluated
    the sides ("arithmetic", "quadrature", "linear program", "sampling", ...).
    """

    status: NumericStatus
    points: int = 0
    instances: int = 0
    max_error: float = 0.0
    bound: float = 0.0
    method: str = ""
    rigour: Rigour = ""
    witness: Witness | None = None
    reason: str = ""
    seconds: float = 0.0
