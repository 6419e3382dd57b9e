"""A cold run of the whole catalogue on one core, against importing the libraries it needs."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from time import perf_counter

from tests.benchmarks.clock import command_seconds
from tests.benchmarks.startup import LIBRARIES, derivcheck

SLOWEST = 10
VERDICTS = (0, 1)
"""Exit statuses of a run that came to its end."""
COLD = ("run", "all", "-j", "1", "--no-cache", "--format", "json")


def ratios() -> Iterator[str]:
    """The ratio, and the slowest claims with their share of the whole."""
    libraries = command_seconds(LIBRARIES, 5)
    began = perf_counter()
    done = subprocess.run(derivcheck(*COLD), stdout=subprocess.PIPE, check=False)
    taken = perf_counter() - began
    yield f"catalogue: {taken / libraries:.1f} times `import sympy, scipy.integrate`"
    if done.returncode not in VERDICTS:
        raise SystemExit(f"the run ended with status {done.returncode}; see above")
    claims = json.loads(done.stdout)["claims"]
    seconds = {claim["id"]: _seconds(claim) for claim in claims}
    whole = sum(seconds.values())
    for id in sorted(seconds, key=lambda id: -seconds[id])[:SLOWEST]:
        yield f"  {seconds[id] / whole:6.1%} {id}"


def _seconds(claim: dict[str, list[dict[str, dict[str, float]]]]) -> float:
    return sum(
        step[route]["seconds"] for step in claim["steps"] for route in ("symbolic", "numeric")
    )
