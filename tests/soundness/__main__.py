"""Holds the prover against rigorous refutation: `python -m tests.soundness --pairs 10000`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from derivcheck.lang.show.text import text
from tests.soundness.check import FAULTS, compared


def main() -> int:
    """Print how many pairs were refuted, and each that is a fault; 1 if there is one."""
    parser = argparse.ArgumentParser(prog="python -m tests.soundness", description=__doc__)
    parser.add_argument("--pairs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    began = time.monotonic()
    counts: Counter[str] = Counter()
    for goal, verdict, point in compared(options.seed, options.pairs):
        counts[verdict] += 1
        if verdict in FAULTS:
            step = goal.statement
            line = f"{verdict}: {text(step.lhs)} {step.relation} {text(step.rhs)} at {point}\n"
            sys.stdout.write(line)
    shown = ", ".join(f"{n} {verdict}" for verdict, n in counts.most_common())
    sys.stdout.write(f"{shown} in {time.monotonic() - began:.0f} s\n")
    return int(any(counts[verdict] for verdict in FAULTS))


if __name__ == "__main__":
    sys.exit(main())
