"""Verdicts, numbers and places in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence, Witness
from derivcheck.lang.errors import Location
from derivcheck.report.evidence import numeric_sentence, symbolic_sentence, witness_sentence
from derivcheck.report.words import duration, mark, number, outcome, place
from tests.report import samples


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, "0"), (1e-9, "1e-9"), (0.25, "0.25"), (float("inf"), "oo"), (float("nan"), "unknown")],
)
def test_number(value: float, shown: str) -> None:
    """An error bound would be unreadable, or an unknown one would pass for a number."""
    assert number(value) == shown


def test_duration_is_coarse_where_it_is_long() -> None:
    """A long run would be told to the hundredth."""
    assert (duration(0.004), duration(123.4)) == ("0.00 s", "123 s")


def test_expected_refutation_is_told_as_such() -> None:
    """A claim listed as false would look like a failure."""
    assert outcome(samples.refuted_as_expected()).text == "refuted as expected"
    assert mark(samples.refuted_as_expected()).tone == "good"


def test_refutation_without_witness_is_not_ok() -> None:
    """A refutation that shows no point would count as expected."""
    result = samples.refuted_as_expected()
    bare = replace(result, steps=tuple(replace(step, witness=None) for step in result.steps))
    assert outcome(bare).text == "refuted without a witness"
    assert mark(bare).tone == "bad"


def test_verified_but_listed_as_false_is_bad() -> None:
    """A claim that should have been refuted would shine green."""
    result = samples.verified()
    listed = replace(result, claim=replace(result.claim, expect="refuted"))
    assert (outcome(listed).text, outcome(listed).tone) == ("verified, expected refuted", "bad")
    assert mark(listed).text == "✗"


def test_place_is_relative_below_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports would differ from machine to machine."""
    monkeypatch.chdir(tmp_path)
    assert place(Location(str(tmp_path / "derivations" / "a.py"), 7)) == "derivations/a.py:7"
    assert place(Location("/elsewhere/a.py", 7)) == "/elsewhere/a.py:7"
    assert place(None) == ""


@pytest.mark.parametrize(
    ("evidence", "shown"),
    [
        (SymbolicEvidence("proved", ("a.b",)), "proved by a.b"),
        (SymbolicEvidence("proved", definitional=True), "true by definition"),
        (SymbolicEvidence("proved", trusts=("sympy.limit",)), "proved; trusts sympy.limit"),
        (SymbolicEvidence("open", reason="timeout"), "not proved: timeout"),
        (SymbolicEvidence("error", reason="it broke"), "error: it broke"),
        (
            SymbolicEvidence("open", fast_path="refuted"),
            "not proved; the algebraic fast path says refuted",
        ),
    ],
)
def test_symbolic_sentence(evidence: SymbolicEvidence, shown: str) -> None:
    """What the prover did would be told wrongly."""
    assert symbolic_sentence(evidence) == shown


@pytest.mark.parametrize(
    ("evidence", "shown"),
    [
        (
            NumericEvidence("agrees", 1, 0, 0.0, 1e-9, "arithmetic", "rigorous"),
            "sides agree at 1 point; largest gap 0, error bound 1e-9; arithmetic, rigorous",
        ),
        (
            NumericEvidence("undecided", 4, reason="the error is too large"),
            "undecided: the error is too large; tried at 4 points",
        ),
        (
            NumericEvidence("vacuous", reason="vacuous"),
            "undecided: no point of the domains satisfies the assumptions",
        ),
        (NumericEvidence("error", reason="it broke"), "error: it broke"),
    ],
)
def test_numeric_sentence(evidence: NumericEvidence, shown: str) -> None:
    """What the numbers say would be told wrongly, or vacuity as agreement."""
    assert numeric_sentence(evidence) == shown


def test_undefined_side_has_no_error() -> None:
    """An undefined value would be given an error bound."""
    sentence = witness_sentence(Witness((), "undefined", "2", 0.0, 1e-3))
    assert sentence == (
        "at every point (no name is free) the left side is undefined, the right side 2 ± 0.001"
    )
