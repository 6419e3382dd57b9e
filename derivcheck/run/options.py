"""How claims are to be checked: what a worker needs to know beside the claim."""

from __future__ import annotations

from dataclasses import dataclass

GIBIBYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Options:
    """Seed of the numbers; seconds and bytes a claim may take; modules with further rules.

    `path` is put on the import path of the workers, so that those modules are found.
    """

    seed: int = 0
    time_limit: float = 120.0
    memory_limit: int = 4 * GIBIBYTE
    rules: tuple[str, ...] = ()
    path: str = ""
    verbose: bool = False
