"""The quick route against the general check on a few hundred steps, half of them false."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from derivcheck.core.claim import Claim
from derivcheck.core.reader import read_line
from derivcheck.core.verdict import ClaimResult
from derivcheck.run.check import check_claim
from derivcheck.run.quick import quick
from derivcheck.run.routes import routes
from tests.benchmarks.corpus import corpus

STEPS = 400
SEED = 77


def ratios() -> Iterator[str]:
    """How often the two differ, and in what; none is the aim."""
    differences, steps = Counter[str](), 0
    for number, line in enumerate(corpus(STEPS, SEED, false_share=0.5), start=1):
        claim = read_line(line, "corpus.jsonl", number)
        if not isinstance(claim, Claim):
            raise TypeError(f"line {number} is no claim")
        ours = quick(claim, diagnosing=False)
        if ours is None:
            differences["left to the general check"] += 1
            continue
        steps += 1
        mine, other = said(ours), said(check_claim(claim, routes()))
        differences.update(name for name in mine if mine[name] != other[name])
    listed = ", ".join(f"{count} in {name}" for name, count in differences.items()) or "none"
    yield f"agreement: {steps} steps by the quick route and the general check; differing: {listed}"


def said(result: ClaimResult) -> dict[str, Any]:
    """What a report says of a claim of one step, but for its figures and points."""
    (step,) = result.steps
    return {
        "verdict": result.verdict,
        "conclusion": result.conclusion,
        "side conditions": result.side_conditions,
        "reason": step.reason,
        "proof": step.symbolic.status,
        "fast path": step.symbolic.fast_path,
        "numbers": step.numeric.status,
        "witness": step.witness is None,
    }
