"""Holds the prover against rigorous refutation: `python -m tests.soundness --pairs 10000`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from derivcheck.lang.show.text import text
from tests.soundness.check import compared


def main() -> int:
    """Print how many pairs were proved, refuted or neither; 1 if a pair was both."""
    parser = argparse.ArgumentParser(prog="python -m tests.soundness", description=__doc__)
    parser.add_argument("--pairs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for goal, verdict, point in compared(options.seed, options.pairs):
        counts[verdict] += 1
        if verdict == "both":
            step = goal.statement
            line = f"{text(step.lhs)} {step.relation} {text(step.rhs)} at {point}\n"
            sys.stdout.write(line)
    sys.stdout.write(", ".join(f"{n} {verdict}" for verdict, n in counts.most_common()) + "\n")
    return int(counts["both"] > 0)


if __name__ == "__main__":
    sys.exit(main())
