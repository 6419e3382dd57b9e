"""Processes that settle many claims, and what one of them costs that is no easy one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import derivcheck
from derivcheck.core.claim import Claim
from derivcheck.core.verdict import ClaimResult
from derivcheck.run.bulk import clerk as module
from derivcheck.run.bulk.clerk import Answer, Clerk, Left, answer_to
from derivcheck.run.bulk.outcome import Outcome
from derivcheck.run.job import Job, Line
from derivcheck.run.options import Options


def line(id: str, *derivation: str) -> Line:
    """A claim on a line."""
    texts = ", ".join(f'"{text}"' for text in derivation)
    text = f'{{"id": "{id}", "given": {{"x": "real"}}, "derivation": [{texts}]}}'
    return Line("corpus.jsonl", 7, text.encode())


EASY = line("easy", "x + x", "== 2*x")
WRONG = line("wrong", "x + x", "== 3*x")
HARD = line("hard", "E[z:Normal(x, 1)](z)", "== x")
BROKEN = Line("corpus.jsonl", 9, b"{")


def words(result: ClaimResult) -> str:
    """A piece of a report, made by a process that must not have loaded SymPy."""
    for step in result.steps:
        if step.step.written[1].startswith("1 - 1"):
            time.sleep(60)
        if step.step.written[1].startswith("0 - 0"):
            os.abort()
    return f"{result.claim.id} {'sympy' in sys.modules or 'scipy' in sys.modules}"


@pytest.fixture
def clerk() -> Iterator[Clerk]:
    """A clerk with little patience."""
    made = Clerk(Options(time_limit=2.0), words)
    yield made
    made.end()


def summed(answers: list[Answer]) -> list[str]:
    """What the answers say, briefly."""
    return [
        f"{answer.piece} {answer.verdict}"
        if isinstance(answer, Outcome)
        else f"left {answer.job.id}"
        for answer in answers
    ]


def test_easy_claims_are_settled_without_sympy(clerk: Clerk) -> None:
    """A corpus would cost an import of SymPy, or lose a claim that is not easy."""
    answers = list(clerk.settle([EASY, WRONG, HARD, BROKEN, EASY]))
    assert summed(answers) == [
        "easy False verified",
        "wrong False refuted",
        "left hard",
        "corpus.jsonl:9 False error",
        "easy False verified",
    ]
    assert isinstance(answers[2], Left) and isinstance(answers[2].job, Claim)
    assert isinstance(answers[3], Outcome) and answers[3].fault == "author"


def test_what_was_settled_before_changes_nothing() -> None:
    """A claim's evidence would depend on its place in the corpus, or on the chunks."""
    thirds = line("thirds", "(x + 4)*(x - 8)", "== x**2 - 4*x - 32")
    words = "import sys; from tests.run.bulk.test_clerk import evidence; evidence(sys.argv[1:])"
    root = str(Path(derivcheck.__file__).parents[1])
    told = set()
    for before in ((), ("(x + 4)*(x - 8)", "== x**2 + 3*x - 32"), ("x + x", "== 2*x")):
        done = subprocess.run(
            [sys.executable, "-c", words, *before],
            env={"PYTHONPATH": root},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        told.add(done.stdout)
    assert len(told) == 1 and thirds.text.decode() in told.pop()


def evidence(before: Sequence[str]) -> None:
    """Write what is found of a claim after another one."""
    thirds = line("thirds", "(x + 4)*(x - 8)", "== x**2 - 4*x - 32")
    for job in [*([line("before", *before)] if before else []), thirds]:
        found = answer_to(job, Options(), bounds)
    sys.stdout.write(f"{thirds.text.decode()} {found}")


def bounds(result: ClaimResult) -> str:
    """The numeric evidence, as exactly as it goes."""
    return repr([(step.numeric.max_error, step.numeric.bound) for step in result.steps])


@pytest.mark.parametrize("trap", ["1 - 1 + x", "0 - 0 + x"], ids=["hangs", "crashes"])
def test_a_bad_claim_costs_itself_only(clerk: Clerk, trap: str) -> None:
    """A claim on which the process hangs or dies would take its chunk with it."""
    jobs: list[Job] = [EASY, line("trap", "x", f"== {trap}"), EASY, EASY]
    easy = "easy False verified"
    assert summed(list(clerk.settle(jobs))) == [easy, "left corpus.jsonl:7", easy, easy]
    assert summed(list(clerk.settle([EASY]))) == [easy]


def test_a_clerk_that_died_meanwhile_is_replaced(clerk: Clerk) -> None:
    """A process that was killed between two chunks would cost the second."""
    list(clerk.settle([EASY]))
    clerk.kill()
    time.sleep(0.2)
    assert summed(list(clerk.settle([EASY])))[0] in ("easy False verified", "left corpus.jsonl:7")


def test_a_fault_of_ours_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash of the fast path would be hidden, or end the run."""

    def broken(*arguments: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(module, "quick", broken)
    found = answer_to(EASY, Options(), words)
    assert isinstance(found, Outcome)
    assert (found.verdict, found.fault) == ("error", "engine")


def test_memory_is_for_the_general_check_to_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim that is too large for the fast path would be an error of ours."""

    def large(*arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr(module, "quick", large)
    assert isinstance(answer_to(EASY, Options(), words), Left)
