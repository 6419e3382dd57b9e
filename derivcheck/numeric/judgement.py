"""What a point says of a relation."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a point says: `special` if a side is undefined or infinite against a finite one."""

    kind: Literal["agrees", "disagrees", "open"]
    gap: float = 0.0
    bound: float = 0.0
    lhs: str = ""
    rhs: str = ""
    lhs_error: float = 0.0
    rhs_error: float = 0.0
    special: bool = False
    certified: bool = False
    slack: float = inf
