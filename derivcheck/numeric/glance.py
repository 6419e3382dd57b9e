"""A first look at a goal: a few points, no repetition, no search; it rules out, never confirms."""

from __future__ import annotations

import numpy as np

from derivcheck.core.claim import Goal
from derivcheck.numeric.check import Checker
from derivcheck.numeric.points import draw

POINTS = 2


def plausible(goal: Goal, *, seed: int = 0) -> bool:
    """Whether the sides are not told apart at the first points; False means very likely false."""
    checker = Checker(goal, seed, None)
    with np.errstate(all="ignore"):
        for index in range(POINTS):
            point = draw(goal, seed, index)
            if point is not None and checker.judge(point).kind == "disagrees":
                return False
    return True
