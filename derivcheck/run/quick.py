"""Claims of pure algebra settled without SymPy and SciPy: proof by FLINT, numbers by Arb.

A claim is settled here only where the field proves a step and the enclosures agree, or where the
enclosures refute it and the field does not prove it; everything else is left to the general check,
whose verdict stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter

from derivcheck.core.claim import Claim, Goal, Statement, Step
from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence
from derivcheck.core.verdict import ClaimResult, StepResult, StepVerdict, judge
from derivcheck.numeric import rigorous
from derivcheck.numeric.columns import NotClosed
from derivcheck.numeric.quick_sieve import QuickSieve
from derivcheck.numeric.sheet import Sheet, open_sheet
from derivcheck.run.check import conclude_claim
from derivcheck.run.diagnose import diagnose
from derivcheck.run.options import Options
from derivcheck.run.routes import Routes
from derivcheck.symbolic.fast_path import Algebra, open_algebra

SETTLED = ("proved", "refuted")


def quick(
    claim: Claim, options: Options | None = None, *, diagnosing: bool = True
) -> ClaimResult | None:
    """The result of a claim of pure algebra; None where it is not, or is not decided here.

    With `diagnosing`, a false step is told with the slip that would explain it, as the general
    check does; that takes several times as long as its refutation.
    """
    if claim.lemmas or any(step.by or step.certificate for step in claim.steps):
        return None
    began = perf_counter()
    try:
        settled = _settled(claim, (options or Options()).seed, diagnosing)
    except NotClosed:
        return None
    if settled is None:
        return None
    steps, conclusion = settled
    return conclude_claim(claim, steps, conclusion, perf_counter() - began)


def _settled(
    claim: Claim, seed: int, diagnosing: bool
) -> tuple[tuple[StepResult, ...], StepVerdict] | None:
    bench = open_bench(claim, seed)
    results = []
    for step in claim.steps:
        result = bench.step(step)
        if result is None:
            return None
        results.append(result)
    conclusion = bench.conclusion(claim, results)
    if conclusion not in SETTLED:
        return None
    if diagnosing:
        results = [bench.diagnosed(claim, result) for result in results]
    return tuple(results), conclusion


@dataclass(frozen=True, slots=True)
class Bench:
    """Both routes for one claim: its field, and its points."""

    sheet: Sheet
    algebra: Algebra
    seed: int

    def step(self, step: Step) -> StepResult | None:
        """The result of a step; None where it is not settled here."""
        symbolic, numeric = self.evidence(step.statement)
        verdict, reason = judge(symbolic, numeric)
        if verdict not in SETTLED:
            return None
        witness = numeric.witness if verdict == "refuted" else None
        return StepResult(step, verdict, symbolic, numeric, witness, reason=reason)

    def evidence(self, statement: Statement) -> tuple[SymbolicEvidence, NumericEvidence]:
        """What the two routes find."""
        return self.algebra.settle(statement), rigorous.check(statement, self.sheet)

    def conclusion(self, claim: Claim, results: list[StepResult]) -> StepVerdict:
        """First against last: by the chain if every step is proved, else settled on its own."""
        if all(result.verdict == "proved" for result in results):
            return "proved"
        statement = claim.overall().statement
        for result in results:
            if result.step.statement == statement:
                return result.verdict
        return judge(*self.evidence(statement))[0]

    def diagnosed(self, claim: Claim, result: StepResult) -> StepResult:
        """A refuted step with the slip that would explain it."""
        if result.verdict != "refuted":
            return result
        return replace(result, diagnosis=diagnose(claim.goal(result.step), self.routes()))

    def routes(self) -> Routes:
        """The two routes as the diagnosis takes them: for other statements, and assumptions."""
        return Routes(
            prove=self._proved,
            measure=self._measured,
            sift=lambda goal: QuickSieve(goal.statement, self.sheet),
        )

    def _proved(self, goal: Goal) -> SymbolicEvidence:
        return open_algebra(goal.assume).settle(goal.statement)

    def _measured(self, goal: Goal) -> NumericEvidence:
        sheet = open_sheet(goal.given, goal.assume, self.seed)
        try:
            return rigorous.check(goal.statement, sheet)
        except NotClosed as limit:
            return NumericEvidence("undecided", reason=str(limit))


def open_bench(claim: Claim, seed: int) -> Bench:
    """The bench of a claim; NotClosed where its names are no numbers."""
    sheet = open_sheet(claim.given, claim.assume, seed)
    return Bench(sheet, open_algebra(claim.assume), seed)
