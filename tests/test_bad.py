"""The wrong twins in tests/bad: each a single slip away from a claim of the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivcheck.core.verdict import judge, weakest
from derivcheck.run.catalog import catalog
from derivcheck.run.entry import Entry
from derivcheck.run.load import load
from derivcheck.run.routes import routes

HERE = Path(__file__).parent
TWINS = catalog((str(HERE / "bad"),))
CLAIMS = catalog((str(HERE.parent / "derivations"),))


@pytest.mark.parametrize("twin", TWINS, ids=[twin.id for twin in TWINS])
def test_wrong_twin_is_refuted(twin: Entry) -> None:
    """A slip of this kind in a derivation would pass, or be rejected with nothing to show."""
    both = routes()
    found = [(both.symbolic(goal), both.numeric(goal)) for _, goal in load(twin).goals()]
    verdicts = tuple(judge(symbolic, numeric)[0] for symbolic, numeric in found)
    assert weakest(verdicts) == "refuted"
    assert all(numeric.witness for _, numeric in found if numeric.status == "disagrees")


def test_every_twin_is_expected_to_be_refuted() -> None:
    """A twin that is not refuted would count as a success of the run over tests/bad."""
    assert TWINS
    assert [entry.id for entry in TWINS if entry.expect != "refuted"] == []


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim.id for claim in CLAIMS])
def test_claim_has_a_wrong_twin(claim: Entry) -> None:
    """Nothing would show that the checks of this claim can fail."""
    assert any(claim.id in twin.tags for twin in TWINS)


@pytest.mark.parametrize("twin", TWINS, ids=[twin.id for twin in TWINS])
def test_twin_names_its_claim(twin: Entry) -> None:
    """A twin would stay behind when its claim is renamed or removed."""
    assert {claim.id for claim in CLAIMS} & set(twin.tags)
