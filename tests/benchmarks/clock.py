"""Times of commands and of functions, as ratios: a ratio holds on other machines too."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from time import perf_counter


def command_seconds(command: list[str], repeat: int) -> float:
    """The least time of a command in a process of its own, with compiled modules at hand."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(repeat + 1):
        started = perf_counter()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
        times.append(perf_counter() - started)
    return min(times[1:])


def python(script: str) -> list[str]:
    """The command that runs a script in a new interpreter."""
    return [sys.executable, "-c", script]


def seconds(function: Callable[[], object]) -> float:
    """The time of one call."""
    started = perf_counter()
    function()
    return perf_counter() - started
