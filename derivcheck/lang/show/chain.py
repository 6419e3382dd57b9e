"""Conditions that read as one chain: 0 < a and a < b is 0 < a < b."""

from __future__ import annotations

from itertools import pairwise

from derivcheck.lang.condition import Compare, Conjunction


def chain(condition: Conjunction) -> tuple[Compare, ...]:
    """The links of a chained comparison; none if the condition is not one."""
    links = tuple(part for part in condition.conditions if isinstance(part, Compare))
    if len(links) < 2 or len(links) != len(condition.conditions):
        return ()
    joined = all(a.right == b.left for a, b in pairwise(links))
    return links if joined else ()
