"""A corpus of algebraic steps, text in and report out, against SymPy's simplify, on known truth."""

from __future__ import annotations

import json
import math
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from random import Random
from time import perf_counter
from typing import Any

from tests.benchmarks.corpus import corpus

STEPS = 100_000
SAMPLE = 200
CHUNK = 250
WORKERS = (1, 2)
AIM = 100
LINEAR = 0.9
GENERAL = "left to the general check"
CONTROL_ROUNDS = 40_000
"""Rounds of the pure-CPU control that a chunk is measured against."""

DOMAINS: dict[str, dict[str, bool]] = {
    "real": {"real": True},
    "positive": {"positive": True},
    "in (0, 1)": {"positive": True},
}


def ratios(steps: int = STEPS, seed: int = 0, sample: int = SAMPLE) -> Iterator[str]:
    """One line a figure."""
    lines = list(corpus(steps, seed))
    chunks = [lines[start : start + CHUNK] for start in range(0, steps, CHUNK)]
    # The machine is another's as well: SymPy is timed between the workers, not before or behind.
    ours = {workers: _timed(settle_chunk, chunks, workers) for workers in WORKERS}
    yield from _truth(ours[1][1], steps)
    mine = steps / ours[1][0]
    yield f"  {mine:.0f} steps a second on one core, text in and report out"
    theirs = _sympy_rate(Random(seed).sample(lines, min(sample, steps)))
    yield f"  sympify and simplify(lhs - rhs) == 0: {theirs:.1f} steps a second on the same corpus"
    yield f"  {mine / theirs:.0f} times as fast (aim: {AIM})"
    yield from _growth({workers: time for workers, (time, _) in ours.items()}, len(chunks))
    yield f"  peak memory of a worker {max(peak for _, (_, peak) in ours[1][1]):.0f} MB"
    yield from _stages(lines[: min(steps, 5000)])


def settle_chunk(lines: list[str]) -> tuple[Counter[tuple[str, str]], tuple[int, float]]:
    """Verdicts against what is expected, the size of the report, the memory of this process."""
    from derivcheck.core.claim import Claim
    from derivcheck.core.reader import read_line
    from derivcheck.report.json import claim_entry
    from derivcheck.run.quick import quick

    counts: Counter[tuple[str, str]] = Counter()
    size = 0
    for number, line in enumerate(lines, start=1):
        claim = read_line(line, "corpus.jsonl", number)
        result = quick(claim) if isinstance(claim, Claim) else None
        if result is None:
            counts[json.loads(line)["expect"], GENERAL] += 1
            continue
        size += len(json.dumps(claim_entry(result)))
        counts[result.claim.expect, result.verdict] += 1
    if {"sympy", "scipy", "numpy"} & sys.modules.keys():
        raise RuntimeError("the bulk path has loaded the libraries it does without")
    return counts, (size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def control_chunk(rounds: int) -> float:
    """Work for the processor alone: as many workers do as much more of it as the machine lets."""
    total = 0.0
    for k in range(rounds):
        total += math.sin(k) * math.sqrt(k)
    return total


def _timed(
    function: Callable[[Any], Any], chunks: list[Any], workers: int
) -> tuple[float, list[Any]]:
    """Wall time of all chunks with so many workers, begun when each has done one."""
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(function, chunks[:1] * 2 * workers))
        began = perf_counter()
        results = list(pool.map(function, chunks, chunksize=max(1, len(chunks) // (20 * workers))))
        return perf_counter() - began, results


def _truth(results: list[Any], steps: int) -> Iterator[str]:
    counts: Counter[tuple[str, str]] = Counter()
    for found, _ in results:
        counts += found
    general = sum(count for (_, verdict), count in counts.items() if verdict == GENERAL)
    right = sum(count for (expected, verdict), count in counts.items() if expected == verdict)
    yield f"bulk: {steps} algebraic steps of known truth, seeded"
    yield f"  {right} verdicts right, {steps - right - general} wrong, {general} {GENERAL}"
    yield f"  {sum(size for _, (size, _) in results) / 1e6:.0f} MB of report"


def _growth(times: dict[int, float], chunks: int) -> Iterator[str]:
    """How the work grows with workers, against the control on the same machine."""
    rounds = [CONTROL_ROUNDS] * chunks
    control = {workers: _timed(control_chunk, rounds, workers)[0] for workers in times}
    for workers in sorted(times)[1:]:
        mine, other = (taken[1] / taken[workers] for taken in (times, control))
        yield (
            f"  {workers} workers: {mine:.2f} times one, a pure-CPU control {other:.2f}; "
            f"{mine / other:.2f} of what the machine gives (aim: {LINEAR})"
        )


def _sympy_rate(lines: list[str]) -> float:
    """Steps a second of sympify and simplify, given the same domains."""
    import sympy

    began = perf_counter()
    functions = {
        "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
        "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    }
    for line in lines:
        claim = json.loads(line)
        names = {n: sympy.Symbol(n, **DOMAINS[domain]) for n, domain in claim["given"].items()}
        first, second = claim["derivation"]
        sides = (
            sympy.sympify(text, locals={**functions, **names})
            for text in (first, second.removeprefix("== "))
        )
        left, right = sides
        bool(sympy.simplify(left - right) == 0)
    return len(lines) / (perf_counter() - began)


def _stages(lines: list[str]) -> Iterator[str]:
    """Where the time of a step goes."""
    from derivcheck.core.reader import read_line
    from derivcheck.numeric import rigorous
    from derivcheck.report.json import claim_entry
    from derivcheck.run.quick import open_bench, quick

    claims: list[Any] = [read_line(line, "corpus.jsonl", 1) for line in islice(lines, len(lines))]
    benches = [open_bench(claim, 0) for claim in claims]
    results: list[Any] = [quick(claim, diagnosing=False) for claim in claims]
    statements = [claim.steps[0].statement for claim in claims]
    parts: dict[str, Callable[[int], Any]] = {
        "reading": lambda k: read_line(lines[k], "corpus.jsonl", 1),
        "points": lambda k: open_bench(claims[k], 0),
        "field": lambda k: benches[k].algebra.settle(statements[k]),
        "enclosures": lambda k: rigorous.check(statements[k], benches[k].sheet),
        "diagnosis": lambda k: benches[k].diagnosed(claims[k], results[k].steps[0]),
        "report": lambda k: json.dumps(claim_entry(results[k])),
    }
    settled = [k for k, result in enumerate(results) if result is not None]
    times = {name: _each(work, settled) for name, work in parts.items()}
    whole = sum(times.values())
    shares = ", ".join(f"{name} {time / whole:.0%}" for name, time in times.items())
    yield f"  {1e6 * whole / len(settled):.0f} us a step: {shares}"


def _each(work: Callable[[int], Any], places: list[int]) -> float:
    began = perf_counter()
    for place in places:
        work(place)
    return perf_counter() - began
