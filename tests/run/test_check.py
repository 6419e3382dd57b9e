"""Checking one claim, with routes that answer by rote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derivcheck.core.claim import Claim, Goal
from derivcheck.core.derivation import Definition, Derivation, claim
from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence, Witness
from derivcheck.core.verdict import StepResult
from derivcheck.lang.errors import AuthorError
from derivcheck.run.check import check_claim
from derivcheck.run.routes import Routes
from tests.run.fakes import RECURSES, measure, prove

FAKES = Routes(prove, measure)


def chain(*numbers: int) -> Claim:
    """The claim that these numbers are equal, one after the other."""

    def write(d: Derivation) -> None:
        d.start(numbers[0])
        for number in numbers[1:]:
            d.eq(number)

    definition: Definition = claim("chain")(write)
    return definition.build()


def test_verified() -> None:
    """A claim whose steps all hold by both routes would not be verified."""
    result = check_claim(chain(1, 1, 1), FAKES)
    assert (result.verdict, result.conclusion, result.ok) == ("verified", "proved", True)


def test_true_end_false_middle() -> None:
    """A false step would be forgiven because first and last agree."""
    result = check_claim(chain(1, 2, 1), FAKES)
    assert (result.verdict, result.conclusion) == ("refuted", "proved")
    assert [step.verdict for step in result.steps] == ["refuted", "refuted"]
    assert all(step.witness for step in result.steps)


def test_agreement_without_proof_is_support() -> None:
    """Numbers alone would pass for a proof."""
    lazy = replace(FAKES, prove=lambda goal: SymbolicEvidence("open", reason="no rule"))
    result = check_claim(chain(1, 1), lazy)
    assert (result.verdict, result.reason, result.ok) == ("supported", "no rule", False)


def test_support_does_not_survive_a_violation() -> None:
    """A bound that only a thorough search refutes would pass; what is proved is not searched."""
    found = NumericEvidence("disagrees", witness=Witness((), "2", "1"))
    wary = replace(FAKES, search=lambda goal: found)
    assert check_claim(chain(1, 1), wary).verdict == "verified"
    lazy = replace(wary, prove=lambda goal: SymbolicEvidence("open"))
    told: list[StepResult] = []
    result = check_claim(chain(1, 1), lazy, told.append)
    assert (result.verdict, result.steps[0].witness) == ("refuted", found.witness)
    assert [made.verdict for made in told] == ["undecided", "supported", "refuted", "refuted"]


def test_a_fault_in_the_search_is_an_error() -> None:
    """A search that crashes would count as nothing found; one at its limits is none."""

    def fail(goal: Goal) -> NumericEvidence:
        raise ZeroDivisionError

    def swell(goal: Goal) -> NumericEvidence:
        raise MemoryError

    lazy = replace(FAKES, prove=lambda goal: SymbolicEvidence("open"))
    assert check_claim(chain(1, 1), replace(lazy, search=fail)).verdict == "error"
    assert check_claim(chain(1, 1), replace(lazy, search=swell)).verdict == "supported"


def test_an_unsound_proof_is_a_conflict() -> None:
    """A prover that approves everything would go unnoticed."""
    credulous = replace(FAKES, prove=lambda goal: SymbolicEvidence("proved"))
    result = check_claim(chain(1, 2), credulous)
    assert (result.verdict, result.ok) == ("conflict", False)
    assert result.steps[0].witness == Witness((), "1", "2")


@pytest.mark.parametrize("route", ["prove", "measure"])
def test_a_fault_in_a_route_is_an_error(route: str) -> None:
    """A crash in a route would count as nothing found."""

    def fail(goal: Goal) -> SymbolicEvidence:
        raise ZeroDivisionError("by nothing")

    result = check_claim(chain(1, 1), replace(FAKES, **{route: fail}))
    assert (result.verdict, result.fault) == ("error", "engine")
    assert "ZeroDivisionError: by nothing" in result.reason
    assert "Traceback" not in result.reason


def test_runaway_recursion_is_no_proof() -> None:
    """A step that was not checked for want of stack would look clean."""
    result = check_claim(chain(RECURSES, RECURSES), FAKES)
    assert result.verdict == "supported"
    assert "RecursionError" in result.reason


def test_an_authors_mistake_has_the_place_of_its_step() -> None:
    """An author would not be told which step names a rule that does not exist."""

    def refuse(goal: Goal) -> SymbolicEvidence:
        raise AuthorError("there is no such rule")

    with pytest.raises(AuthorError) as caught:
        check_claim(chain(1, 1), replace(FAKES, prove=refuse))
    assert caught.value.claim == "chain"
    assert caught.value.location == chain(1, 1).steps[0].location


def test_what_is_known_is_told_before_each_proof() -> None:
    """A proof that hangs would take the numbers of the later steps with it."""
    told: list[StepResult] = []
    seen: list[int] = []

    def watch(goal: Goal) -> SymbolicEvidence:
        seen.append(len(told))
        return prove(goal)

    check_claim(chain(1, 1, 2), replace(FAKES, prove=watch), told.append)
    assert seen[0] == 2
    assert [(r.step.index, r.verdict) for r in told[:2]] == [(1, "undecided"), (2, "refuted")]


def test_no_admissible_point_is_no_pass() -> None:
    """A vacuous step would be verified."""
    empty = replace(FAKES, measure=lambda goal: NumericEvidence("vacuous"))
    result = check_claim(chain(1, 1), empty)
    assert (result.verdict, result.reason) == ("undecided", "vacuous")
