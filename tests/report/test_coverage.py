"""The coverage report, as text and as data."""

from __future__ import annotations

from derivcheck.core.coverage import Coverage, DocumentCoverage, Item
from derivcheck.report.coverage import coverage_lines, coverage_report
from derivcheck.report.line import plain

ITEMS = (
    Item("claim", "a", "encoded", ("a",), "verified"),
    Item("claim", "b", "prose", why="an opinion"),
    Item("equation", "(1)", "encoded", ("a",), "verified"),
    Item("equation", "(2)", "missing", ("a",), why='no step of a has eq="2"'),
    Item("erratum", "c", "encoded", ("c",), "refuted"),
    Item("erratum", "d", "encoded", ("d",), "not ok", "d is undecided, expected refuted"),
    Item("erratum", "e", "note", why="a misprint"),
)
COVERAGE = Coverage(
    (DocumentCoverage("hw", "A homework", "homework", ITEMS, ("z",)),), ("bare",), checked=True
)


def test_as_text() -> None:
    """The table would not add up, or what is missing would not be named."""
    table = """
hw: A homework
             listed  encoded  verified  refuted as expected  not ok  prose  notes  missing
  claims          2        1         1                    0       0      1      0        0
  equations       2        1         1                    0       0      0      0        1
  errata          3        2         0                    1       1      0      1        0
  missing: equation (2) of a: no step of a has eq="2"
  not ok: erratum d: d is undecided, expected refuted
  not in the inventory: z

missing: bare has no inventory bare.toml

accounted for: 2/2 claims, 1/2 equations, 3/3 errata of 1 document; 2 missing, 1 not ok
"""
    assert plain(coverage_lines(COVERAGE)) == table.lstrip()


def test_without_a_run_no_verdicts() -> None:
    """What was not run would be shown as if it had been."""
    text = plain(coverage_lines(Coverage(COVERAGE.documents)))
    assert "verified" not in text and "refuted as expected" not in text


def test_as_data() -> None:
    """A program would not learn what is missing."""
    report = coverage_report(COVERAGE)
    (document,) = report["documents"]
    assert (report["complete"], report["without_inventory"]) == (False, ["bare"])
    assert document["equations"]["missing"] == 1
    assert document["equations"]["items"][1] == {
        "label": "(2)",
        "state": "missing",
        "claims": ["a"],
        "why": 'no step of a has eq="2"',
    }
    assert document["errata"]["refuted"] == 1
    assert document["unlisted"] == ["z"]
