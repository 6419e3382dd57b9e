"""A slip: one mistake that would explain a false step, with the step as it should have been."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from derivcheck.core.claim import Statement
from derivcheck.lang.condition import Condition

Kind = Literal[
    "relation",
    "sign",
    "factor",
    "base",
    "swap",
    "term",
    "constant",
    "power",
    "function",
    "fraction",
    "bounds",
    "condition",
]


@dataclass(frozen=True, slots=True)
class Slip:
    """What was done wrong, in words, and the statement without it.

    With `assume`, the statement is as it was, and holds under these further conditions.
    """

    kind: Kind
    sentence: str
    statement: Statement
    assume: tuple[Condition, ...] = ()
