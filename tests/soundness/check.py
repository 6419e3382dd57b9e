"""Both judges on random pairs: what the prover closes must not be refuted by enclosures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from derivcheck.core.claim import Goal
from derivcheck.symbolic.prove import prove
from tests.soundness.pairs import pairs, refuted

Verdict = Literal["proved", "refuted", "neither", "both"]


def compared(seed: int, count: int) -> Iterator[tuple[Goal, Verdict, dict[str, Fraction] | None]]:
    """Each pair with what is known of it; `both` is a fault of the prover."""
    for index, goal in enumerate(pairs(seed, count)):
        point = refuted(goal, index)
        proved = prove(goal).status == "proved"
        verdicts: dict[tuple[bool, bool], Verdict] = {
            (True, False): "proved", (False, True): "refuted",
            (True, True): "both", (False, False): "neither",
        }  # fmt: skip
        yield goal, verdicts[proved, point is not None], point
