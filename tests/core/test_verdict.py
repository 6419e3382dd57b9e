"""Verdicts of steps from their two routes, and when a claim is as expected."""

from __future__ import annotations

import pytest

from derivcheck.core.evidence import FastPath, NumericEvidence, SymbolicEvidence
from derivcheck.core.verdict import StepVerdict, judge, weakest

PROVED, OPEN = SymbolicEvidence("proved"), SymbolicEvidence("open", reason="no rule")
AGREES, DISAGREES = NumericEvidence("agrees"), NumericEvidence("disagrees")
VAGUE, VACUOUS = NumericEvidence("undecided"), NumericEvidence("vacuous")


@pytest.mark.parametrize(
    ("symbolic", "numeric", "verdict"),
    [
        (PROVED, AGREES, "proved"),
        (OPEN, AGREES, "supported"),
        (OPEN, DISAGREES, "refuted"),
        (PROVED, DISAGREES, "conflict"),
        (PROVED, VAGUE, "undecided"),
        (PROVED, VACUOUS, "undecided"),
        (SymbolicEvidence("error"), AGREES, "error"),
        (PROVED, NumericEvidence("error"), "error"),
    ],
)
def test_a_step_needs_both_routes(
    symbolic: SymbolicEvidence, numeric: NumericEvidence, verdict: StepVerdict
) -> None:
    """A proof alone, or agreement alone, would pass for more than it is."""
    assert judge(symbolic, numeric)[0] == verdict


@pytest.mark.parametrize(
    ("fast_path", "numeric", "verdict"),
    [("refuted", AGREES, "conflict"), ("proved", DISAGREES, "conflict")],
)
def test_the_fast_path_is_a_third_opinion(
    fast_path: FastPath, numeric: NumericEvidence, verdict: StepVerdict
) -> None:
    """A disagreement of the fast path would be settled in silence."""
    symbolic = SymbolicEvidence("open", fast_path=fast_path)
    assert judge(symbolic, numeric)[0] == verdict


def test_the_weakest_step_wins() -> None:
    """A claim would be better than its worst step."""
    assert weakest(("proved", "supported", "refuted")) == "refuted"
    assert weakest(("proved", "undecided", "supported")) == "undecided"
    assert weakest(("proved", "proved")) == "verified"
    assert weakest(()) == "undecided"
