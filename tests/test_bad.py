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


HEADLINES = [
    "session3-kl-diag-gauss",
    "cs236-optimal-discriminator",
    "mlgs-gan-argmax-hint",
    "mlgs-gan-optimal-discriminator",
    "mlgs-gan-three-cases",
    "cs236-logits-log-ratio",
    "cs236-generator-loss-is-reverse-kl",
    "cs236-sigmoid-derivative",
    "cs236-minimax-vanishing-gradient",
    "cs236-kl-gaussians-equal-variance",
    "cs236-kl-limit-eps",
    "session3-js-disjoint",
    "session3-w1-shift",
    "session3-gradient-compare",
]


@pytest.mark.parametrize("claim", HEADLINES)
def test_headline_has_a_wrong_twin(claim: str) -> None:
    """Nothing would show that the checks of a headline claim can fail."""
    assert any(claim in twin.tags for twin in TWINS)


@pytest.mark.parametrize("twin", TWINS, ids=[twin.id for twin in TWINS])
def test_twin_names_its_claim(twin: Entry) -> None:
    """A twin would stay behind when its claim is renamed or removed."""
    assert {claim.id for claim in CLAIMS} & set(twin.tags)
