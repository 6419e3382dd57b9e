"""Check one claim: both routes for every step, a verdict each, a diagnosis where one is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter

from derivcheck.core.claim import Claim, Goal, Step
from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence
from derivcheck.core.verdict import ClaimResult, StepResult, StepVerdict, judge, weakest
from derivcheck.lang.errors import AuthorError
from derivcheck.run.diagnose import diagnose
from derivcheck.run.routes import Routes
from derivcheck.run.strict import ATTAINED, attained

Record = Callable[[StepResult], None]
TIMEOUT = "timeout"


def check_claim(claim: Claim, routes: Routes, record: Record = lambda result: None) -> ClaimResult:
    """The result of a claim; `record` is told what is known of a step whenever more is.

    The numbers of all steps come first: they are bounded in time, a proof is not, so a proof that
    hangs takes with it neither its own step's numbers nor those of the steps behind. The search for
    violations of what stays unsettled comes last: it is dear.
    """
    started = perf_counter()
    measured = []
    for step, goal in claim.goals():
        with _place(claim, step):
            numeric = routes.numeric(goal)
        record(_unproved(step, numeric))
        measured.append((step, goal, numeric))
    results = []
    for step, goal, numeric in measured:
        with _place(claim, step):
            results.append(_settle(step, goal, numeric, routes, record))
    for place, (step, goal, _) in enumerate(measured):
        with _place(claim, step):
            results[place] = _searched(goal, results[place], routes, record)
    conclusion = _conclusion(claim, results, routes)
    return conclude_claim(claim, tuple(results), conclusion, perf_counter() - started)


def conclude_claim(
    claim: Claim,
    steps: tuple[StepResult, ...],
    conclusion: StepVerdict = "undecided",
    seconds: float = 0.0,
) -> ClaimResult:
    """The claim's result from those of its steps."""
    verdict = weakest(tuple(step.verdict for step in steps))
    reasons = (step.reason for step in steps if step.verdict == verdict and step.reason)
    return ClaimResult(
        claim,
        verdict,
        steps,
        conclusion,
        next(reasons, ""),
        seconds,
        fault="engine" if verdict == "error" else "",
    )


def unfinished(step: Step, reason: str) -> StepResult:
    """A step that nothing is known of."""
    return StepResult(
        step,
        "undecided",
        SymbolicEvidence("open", reason=reason),
        NumericEvidence("undecided", reason=reason),
        reason=reason,
    )


def _unproved(step: Step, numeric: NumericEvidence) -> StepResult:
    """What stands if the proof is never heard of: the numbers can refute, not support."""
    result = replace(unfinished(step, TIMEOUT), numeric=numeric)
    if numeric.status == "disagrees":
        return replace(result, verdict="refuted", witness=numeric.witness, reason="")
    return result


def _settle(
    step: Step, goal: Goal, numeric: NumericEvidence, routes: Routes, record: Record
) -> StepResult:
    symbolic = routes.symbolic(goal)
    verdict, reason = judge(symbolic, numeric)
    witness = numeric.witness if numeric.status == "disagrees" else None
    result = StepResult(step, verdict, symbolic, numeric, witness, reason=reason)
    record(result)
    if verdict in ("supported", "undecided"):
        equal = attained(goal, routes)
        if equal is not None:
            return replace(result, verdict="refuted", witness=equal, reason=ATTAINED)
    if verdict == "refuted":
        result = replace(result, diagnosis=diagnose(goal, routes))
        record(result)
    return result


def _searched(goal: Goal, result: StepResult, routes: Routes, record: Record) -> StepResult:
    """The result of a bound that nothing has settled, after a thorough search for a violation."""
    if result.verdict not in ("supported", "undecided"):
        return result
    found = routes.violation(goal)
    if found is None:
        return result
    verdict, reason = judge(result.symbolic, found)
    result = replace(result, verdict=verdict, numeric=found, witness=found.witness, reason=reason)
    record(result)
    if verdict == "refuted":
        result = replace(result, diagnosis=diagnose(goal, routes))
        record(result)
    return result


@contextmanager
def _place(claim: Claim, step: Step) -> Iterator[None]:
    """An author's mistake that a route meets stands at the step it was working on."""
    try:
        yield
    except AuthorError as error:
        raise error.placed(claim=claim.id, location=step.location) from error


def _conclusion(claim: Claim, results: list[StepResult], routes: Routes) -> StepVerdict:
    """First against last: by the chain if every step is proved, else settled on its own."""
    if all(result.verdict == "proved" for result in results):
        return "proved"
    goal = claim.overall()
    for result in results:
        if result.step.statement == goal.statement and not result.step.lemma:
            return result.verdict
    verdict, _ = judge(routes.symbolic(goal), routes.numeric(goal))
    return verdict
