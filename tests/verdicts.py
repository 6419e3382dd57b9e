"""A step in the claim language and what both routes together say of it, for tests."""

from __future__ import annotations

from dataclasses import dataclass

from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence
from derivcheck.core.verdict import StepVerdict, judge
from derivcheck.run.routes import routes
from derivcheck.symbolic.example import read_goal


@dataclass(frozen=True, slots=True)
class Found:
    """The verdict of a step with the evidence for it."""

    verdict: StepVerdict
    symbolic: SymbolicEvidence
    numeric: NumericEvidence


def settle(given: str, step: str, *assume: str, seed: int = 0) -> Found:
    """Both routes on "lhs == rhs" under "x: real; p q: density"."""
    goal = read_goal(given, step, assume)
    both = routes(seed=seed)
    symbolic, numeric = both.symbolic(goal), both.numeric(goal)
    return Found(judge(symbolic, numeric)[0], symbolic, numeric)
