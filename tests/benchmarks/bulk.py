"""A corpus of algebraic steps, text in and report out, against SymPy's simplify, on known truth."""

from __future__ import annotations

import json
import math
import resource
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import Any

from tests.benchmarks.corpus import corpus

STEPS = 100_000
SAMPLE = 200
CHUNK = 250
GROWN = 8
"""Chunks that are settled with one worker and with two, by turns."""
AIM = 100
LINEAR = 0.9
GENERAL = "left to the general check"
TURNS = 16
"""Times that two sides of a comparison take turns."""
STAGED = 2000
"""Steps of which the stages, and the diagnosis, are timed."""
CONTROL_ROUNDS = 1_500_000
"""Rounds of the pure-CPU control that a chunk is measured against."""

DOMAINS: dict[str, dict[str, bool]] = {
    "real": {"real": True},
    "positive": {"positive": True},
    "in (0, 1)": {"positive": True},
}


@dataclass(frozen=True, slots=True)
class Done:
    """What a worker made of a chunk: verdicts by what was expected, and what it cost."""

    verdicts: Counter[tuple[str, str]]
    characters: int
    seconds: float
    megabytes: float


def ratios(steps: int = STEPS, seed: int = 0, sample: int = SAMPLE) -> Iterator[str]:
    """One line a figure; seconds are of the processor, so that others on it do not count."""
    lines = list(corpus(steps, seed))
    chunks = [lines[start : start + CHUNK] for start in range(0, steps, CHUNK)]
    with pool(1) as one:
        done = list(one.map(settle_chunk, chunks))
    yield from _truth(done, steps)
    rate = steps / sum(chunk.seconds for chunk in done)
    yield f"  {rate:.0f} steps a second on one core, text in and report out, slips not told"
    yield f"  peak memory of a worker {max(chunk.megabytes for chunk in done):.0f} MB"
    yield from _against_sympy(lines, Random(seed).sample(lines, min(sample, steps)))
    yield from _growth(chunks[:GROWN])
    yield from _stages(lines[:STAGED])


def pool(workers: int) -> ProcessPoolExecutor:
    """Workers that have nothing of this process in their memory."""
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_ready)


def _ready() -> None:
    """A worker as the program has them: loaded, and seldom looking for garbage."""
    from derivcheck.run.bulk.clerk import rest_collector

    settle_chunk([])
    rest_collector()


def _against_sympy(lines: list[str], sample: list[str]) -> Iterator[str]:
    """Both by turns, for the machine is others' as well; the median of the ratios."""
    plain: list[float] = []
    told: list[float] = []
    rates: list[float] = []
    telling = partial(settle_chunk, diagnosing=True)
    with pool(1) as worker:
        for turn in range(TURNS):
            chunk = lines[turn * CHUNK : (turn + 1) * CHUNK] or lines[:CHUNK]
            theirs = _sympy_rate(sample[turn::TURNS])
            rates.append(theirs)
            for settle, factors in ((settle_chunk, plain), (telling, told)):
                seconds = worker.submit(settle, chunk).result().seconds
                factors.append(len(chunk) / seconds / theirs)
    yield f"  sympify and simplify(lhs - rhs) == 0: {median(rates):.1f} steps a second"
    yield f"  {median(plain):.0f} times as fast on the same corpus by turns (aim: {AIM})"
    yield f"  {median(told):.0f} times as fast with the slip of a false step told as well"


def settle_chunk(lines: list[str], *, diagnosing: bool = False) -> Done:
    """Read each line, settle its claim and write the report on it."""
    from derivcheck.core.claim import Claim
    from derivcheck.core.reader import read_line
    from derivcheck.report.json import claim_entry
    from derivcheck.run.quick import quick

    began, verdicts, characters = process_time(), Counter[tuple[str, str]](), 0
    for number, line in enumerate(lines, start=1):
        claim = read_line(line, "corpus.jsonl", number)
        result = quick(claim, diagnosing=diagnosing) if isinstance(claim, Claim) else None
        if result is None:
            verdicts[json.loads(line)["expect"], GENERAL] += 1
            continue
        characters += len(json.dumps(claim_entry(result)))
        verdicts[result.claim.expect, result.verdict] += 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Done(verdicts, characters, process_time() - began, memory)


def control_chunk(rounds: int) -> float:
    """Work for the processor alone: as many workers do as much more of it as the machine lets."""
    total = 0.0
    for k in range(rounds):
        total += math.sin(k) * math.sqrt(k)
    return total


def _truth(done: list[Done], steps: int) -> Iterator[str]:
    counts = Counter[tuple[str, str]]()
    for chunk in done:
        counts += chunk.verdicts
    general = sum(count for (_, verdict), count in counts.items() if verdict == GENERAL)
    right = sum(count for (expected, verdict), count in counts.items() if expected == verdict)
    yield f"bulk: {steps} algebraic steps of known truth, seeded"
    yield f"  {right} verdicts right, {steps - right - general} wrong, {general} {GENERAL}"
    yield f"  {sum(chunk.characters for chunk in done) / 1e6:.0f} MB of report"


def _growth(chunks: list[list[str]]) -> Iterator[str]:
    """How the work grows with workers, against a control by turns on the same machine."""
    rounds = [CONTROL_ROUNDS] * len(chunks)
    shares: list[float] = []
    gains: list[tuple[float, float]] = []
    with pool(1) as one, pool(2) as two:
        for workers in (one, two):
            list(workers.map(settle_chunk, chunks[:1] * 4))
        for _ in range(TURNS // 2):
            times = [_wall(settle_chunk, chunks, w) for w in (one, two)]
            control = [_wall(control_chunk, rounds, w) for w in (one, two)]
            gains.append((times[0] / times[1], control[0] / control[1]))
            shares.append(gains[-1][0] / gains[-1][1])
    mine, other = (median(gain[place] for gain in gains) for place in (0, 1))
    yield (
        f"  2 workers: {mine:.2f} times one, a pure-CPU control {other:.2f}; "
        f"{median(shares):.2f} of what the machine gives (aim: {LINEAR})"
    )


def _wall(function: Callable[[Any], Any], tasks: list[Any], workers: ProcessPoolExecutor) -> float:
    began = perf_counter()
    list(workers.map(function, tasks))
    return perf_counter() - began


def _sympy_rate(lines: list[str]) -> float:
    """Steps a second of sympify and simplify, given the same domains."""
    import sympy

    began = process_time()
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
    return len(lines) / (process_time() - began)


def _stages(lines: list[str]) -> Iterator[str]:
    """Where the time of a step goes."""
    from derivcheck.core.reader import read_line
    from derivcheck.numeric import rigorous
    from derivcheck.report.json import claim_entry
    from derivcheck.run.quick import open_bench, quick

    claims: list[Any] = [read_line(line, "corpus.jsonl", 1) for line in lines]
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
    began = process_time()
    for place in places:
        work(place)
    return process_time() - began
