"""A sample of the external set; `python -m tests.external` prints the figures of all of it."""

from __future__ import annotations

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.verdict import judge
from derivcheck.run.routes import routes
from tests.external.figures import FALSE, TRUE, Outcome, left_over, statements, table

EVERY = 12
"""One statement in so many is checked here; each takes about a second."""


def verdict(claim: Claim) -> tuple[str, bool]:
    """The verdict of a claim of one step, and whether there is a witness."""
    both = routes()
    ((_, goal),) = claim.goals()
    numeric = both.numeric(goal)
    return judge(both.symbolic(goal), numeric)[0], numeric.witness is not None


def test_the_set_is_large_and_cited() -> None:
    """The figures in the documentation would speak of a handful, or of nobody's statements."""
    for path in (TRUE, FALSE):
        found = statements(path)
        assert len(found) >= 60
        assert all(c.source.document and c.source.at and len(c.tags) == 1 for c in found)
        assert len({claim.id for claim in found}) == len(found)


@pytest.mark.parametrize("claim", statements(TRUE)[::EVERY], ids=lambda claim: claim.id)
def test_true_statements_are_not_refuted(claim: Claim) -> None:
    """A closed form of a textbook would be called false."""
    assert verdict(claim)[0] in ("proved", "supported")


@pytest.mark.parametrize("claim", statements(FALSE)[::EVERY], ids=lambda claim: claim.id)
def test_false_statements_are_refuted(claim: Claim) -> None:
    """A slip in a closed form would pass, or be rejected with nothing to show."""
    assert verdict(claim) == ("refuted", True)


def test_figures_count_each_statement_once() -> None:
    """The table in the documentation would not add up."""
    found = [
        Outcome("a", True, "sums", "verified", False),
        Outcome("b", True, "sums", "supported", False),
        Outcome("c", False, "sums", "refuted", True),
        Outcome("d", False, "limits", "verified", False),
    ]
    lines = list(table(found))
    assert lines[2:] == [
        "| sums | 2 | 1 | 1 | 1 | 1 | 0 |",
        "| limits | 0 | 0 | 0 | 1 | 0 | 1 |",
        "| **all** | 2 | 1 | 1 | 2 | 1 | 1 |",
    ]
    assert list(left_over(found)) == ["* `b` (true): supported", "* `d` (false): wrong: verified"]
