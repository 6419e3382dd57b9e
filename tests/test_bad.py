"""Statements that must be rejected, each a single slip away from a claim of the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivcheck.run.catalog import catalog
from derivcheck.run.check import check_claim
from derivcheck.run.entry import Entry
from derivcheck.run.load import load
from derivcheck.run.routes import routes

HERE = Path(__file__).parent
TWINS = catalog((str(HERE / "bad"),))
CLAIMS = catalog((str(HERE.parent / "derivations"),))


@pytest.mark.parametrize("twin", TWINS, ids=[twin.id for twin in TWINS])
def test_wrong_twin_is_refuted(twin: Entry) -> None:
    """A slip of this kind in a derivation would pass, or be rejected without a reason to see."""
    result = check_claim(load(twin), routes())
    assert result.verdict == "refuted", result.reason
    assert result.ok, "no witness"


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim.id for claim in CLAIMS])
def test_claim_has_a_wrong_twin(claim: Entry) -> None:
    """Nothing would show that the checks of this claim can fail."""
    assert any(claim.id in twin.tags for twin in TWINS)


@pytest.mark.parametrize("twin", TWINS, ids=[twin.id for twin in TWINS])
def test_twin_names_its_claim(twin: Entry) -> None:
    """A twin would stay behind when its claim is renamed or removed."""
    assert twin.expect == "refuted"
    assert {claim.id for claim in CLAIMS} & set(twin.tags)
