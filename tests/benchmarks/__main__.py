"""Prints how fast the program is, as ratios in one run: `python -m tests.benchmarks`."""

from __future__ import annotations

from tests.benchmarks import startup, zero_test

for part in (startup, zero_test):
    for line in part.ratios():
        print(line, flush=True)
