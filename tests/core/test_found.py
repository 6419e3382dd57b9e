"""Results at a glance and in full, audits and coverage as values, events of a run."""

from __future__ import annotations

import pytest

from derivcheck.core.audit import AuditResult, MutantResult, MutantStatus
from derivcheck.core.claim import Claim, Expectation, Source, Statement, Step
from derivcheck.core.coverage import Coverage, DocumentCoverage, Item
from derivcheck.core.events import ClaimFinished, ClaimRecalled
from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence, Witness
from derivcheck.core.found import Found, found
from derivcheck.core.glance import Glance, glance
from derivcheck.core.verdict import ClaimResult, ClaimVerdict, StepResult, StepVerdict
from derivcheck.lang.algebra import ZERO

STEP = Step(1, Statement(ZERO, "==", ZERO))
WITNESS = Witness((("x", "1"),), "1", "2")


def step(verdict: StepVerdict, witness: Witness | None = None, *conditions: str) -> StepResult:
    """A step with its verdict and side conditions."""
    symbolic = SymbolicEvidence("open", side_conditions=conditions)
    return StepResult(STEP, verdict, symbolic, NumericEvidence("agrees"), witness)


def result(
    verdict: ClaimVerdict, *steps: StepResult, expect: Expectation = "verified"
) -> ClaimResult:
    """A claim with its verdict."""
    return ClaimResult(Claim("c", source=Source("A course"), expect=expect), verdict, steps)


@pytest.mark.parametrize(
    ("made", "ok"),
    [
        (result("verified", step("proved")), True),
        (result("supported", step("supported")), False),
        (result("refuted", step("refuted", WITNESS)), False),
        (result("refuted", step("refuted", WITNESS), expect="refuted"), True),
        (result("refuted", step("refuted"), expect="refuted"), False),
        (result("refuted", step("proved", WITNESS), expect="refuted"), False),
        (result("verified", step("proved"), expect="refuted"), False),
    ],
)
def test_a_result_is_as_expected_or_not(made: ClaimResult, ok: bool) -> None:
    """A refutation without a witness, or a verdict not asked for, would pass."""
    assert made.ok is ok


def test_side_conditions_are_listed_once() -> None:
    """A condition of two steps would be shown twice, or out of order."""
    made = result("verified", step("proved", None, "b", "a"), step("proved", None, "a", "c"))
    assert made.side_conditions == ("b", "a", "c")


def test_a_glance_says_what_the_result_says() -> None:
    """A table of cached results would differ from a table of fresh ones."""
    made = result("supported", step("proved"), step("supported"))
    shown = glance(made)
    assert (shown.id, shown.document, shown.proved, shown.steps) == ("c", "A course", 1, 2)
    assert (shown.verdict, shown.expect, shown.ok) == ("supported", "verified", False)
    again = Glance(*shown.values())  # type: ignore[arg-type]
    assert again.values() == shown.values()


def test_a_result_is_read_when_it_is_asked_for() -> None:
    """Every cached result would be read, or one read twice."""
    made, reads = result("verified"), list[int]()

    def read() -> ClaimResult:
        reads.append(1)
        return made

    late = Found(glance(made), read)
    assert late.glance.ok and not reads
    assert late.result is late.result is made
    assert len(reads) == 1
    assert found(made).result is made
    assert found(made).glance.values() == late.glance.values()


def audit(*statuses: MutantStatus) -> AuditResult:
    """An audit whose mutants ended like this."""
    mutants = [MutantResult("k", "c", 1, "sign", "x", "==", "-x", status) for status in statuses]
    return AuditResult(tuple(mutants), 1, 1, len(mutants))


def test_an_audit_is_scored_by_what_could_be_killed() -> None:
    """An equivalent mutant would cost points, or a survivor none."""
    made = audit("killed", "killed", "equivalent", "survived")
    assert made.score == pytest.approx(2 / 3)
    assert made.counts == {"killed": 2, "equivalent": 1, "survived": 1, "undecided": 0}
    assert audit("equivalent").score is None
    assert made.mutants[0].statement == "x == -x"


@pytest.mark.parametrize(
    ("ended", "ok"),
    [("killed", True), ("equivalent", True), ("survived", False), ("undecided", False)],
)
def test_an_audit_passes_when_nothing_is_left(ended: MutantStatus, ok: bool) -> None:
    """A mutant that nobody settled would pass for a killed one."""
    assert audit("killed", ended).ok is ok


def test_coverage_counts_what_is_missing() -> None:
    """A document with a hole would be complete."""
    whole = Item("claim", "a", "encoded", ("a",), "verified")
    hole, broken = Item("equation", "7", "missing"), Item("claim", "b", "encoded", ("b",), "not ok")
    document = DocumentCoverage("s", "t", "m", (whole, hole, broken))
    assert document.of("claim") == (whole, broken)
    assert document.missing == (hole,)
    assert document.failed == (broken,)
    covered = DocumentCoverage("s", "t", "m", (whole,))
    assert Coverage((covered,)).complete
    assert not Coverage((covered, document)).complete
    assert not Coverage((covered,), bare=("n",)).complete


def test_events_are_values() -> None:
    """Watchers of a run could not tell two events apart."""
    assert ClaimRecalled("c", True) != ClaimRecalled("c", False)
    made = result("verified")
    assert ClaimFinished(made).result is made
