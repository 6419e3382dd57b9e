"""The report of an audit."""

from __future__ import annotations

from derivcheck.core.audit import AuditResult, MutantResult
from derivcheck.core.evidence import Witness
from derivcheck.report.audit import audit_lines, audit_report
from derivcheck.report.line import plain


def mutant(status: str, operator: str = "sign", reason: str = "") -> MutantResult:
    """A mutant that ended in some way."""
    shown = Witness((("x", "1"),), "1", "-1", 0.0, 1e-12) if status == "killed" else None
    return MutantResult(
        "key",
        "sums",
        2,
        operator,
        "x",
        "==",
        "-x",
        status,
        reason,
        shown,  # type: ignore[arg-type]
    )


RESULT = AuditResult(
    (
        mutant("killed"),
        mutant("killed", "factor"),
        mutant("equivalent", "factor", "follows from the step"),
        mutant("survived", "factor", "the numbers agree"),
        mutant("undecided", "sign", "timeout"),
    ),
    claims=1,
    steps=2,
    made=9,
    seconds=3.0,
)


def test_what_was_not_caught_comes_first() -> None:
    """A survivor would drown in the table."""
    lines = plain(audit_lines(RESULT)).splitlines()
    assert lines[0] == "survived  sums, step 2, factor"
    assert lines[1].strip() == "x == -x"
    assert lines[4] == "undecided  sums, step 2, sign"


def test_the_table_counts_by_operator() -> None:
    """A kind of mistake that is seldom caught could not be seen."""
    lines = plain(audit_lines(RESULT)).splitlines()
    assert "factor           1           1           1           0" in lines
    assert "sign             1           0           0           1" in lines


def test_the_last_line_counts_everything() -> None:
    """The outcome of an audit could not be read at a glance."""
    last = plain(audit_lines(RESULT)).splitlines()[-1]
    assert last == (
        "2 killed, 1 equivalent, 1 survived, 1 undecided, 5 of 9 mutants of 2 steps in 1 claim, "
        "in 3.00 s; mutation score 50.0%"
    )


def test_data_has_the_four_counts_and_a_row_each() -> None:
    """A program could not rely on the names."""
    made = audit_report(RESULT)
    counts = ("killed", "equivalent", "survived", "undecided")
    assert [made["summary"][name] for name in counts] == [2, 1, 1, 1]
    assert len(made["mutants"]) == 5
    assert made["mutants"][0]["witness"]["point"] == {"x": "1"}


def test_nothing_wrong_to_kill_has_no_score() -> None:
    """An audit of equivalent mutants alone would divide by zero, or boast."""
    result = AuditResult((mutant("equivalent"),), 1, 1, 1)
    assert (result.score, result.ok) == (None, True)
