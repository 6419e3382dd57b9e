"""Claims that exhaust the prover or the numbers end at their limit, and their neighbours do not."""

from __future__ import annotations

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.reader import BadClaim, read_claims
from derivcheck.core.verdict import ClaimResult
from derivcheck.run.execute import execute
from derivcheck.run.job import Job, Unreadable
from derivcheck.run.options import GIBIBYTE, Options
from derivcheck.run.workers import Workers
from tests.hostile.bombs import CHECKED, Bomb

GOOD = '[[claim]]\nid = "good-{}"\nderivation = ["1 + 1", "== 2"]\n'
LIMIT = 3.0
pytestmark = pytest.mark.timeout(len(CHECKED) * (LIMIT + 0.5) + 60)


@pytest.fixture(scope="module")
def results() -> dict[str, ClaimResult]:
    """What becomes of all the bombs in one run, a good claim between any two."""
    document = "".join(
        bomb.text.replace('"bomb"', f'"bomb-{place}"') + GOOD.format(place)
        for place, bomb in enumerate(CHECKED)
    )
    jobs: list[Job] = [
        made if isinstance(made, Claim) else Unreadable(made.id, made.error)
        for made in read_claims(document)
        if isinstance(made, Claim | BadClaim)
    ]
    with Workers(2, Options(time_limit=LIMIT, memory_limit=2 * GIBIBYTE)) as workers:
        return {result.claim.id: result for result in execute(jobs, workers)}


@pytest.mark.parametrize("place", range(len(CHECKED)), ids=[bomb.name for bomb in CHECKED])
def test_a_hostile_claim_ends(results: dict[str, ClaimResult], place: int) -> None:
    """A claim would never end, take the machine's memory, be believed, or look like our fault."""
    bomb: Bomb = CHECKED[place]
    result = results[f"bomb-{place}"]
    assert result.verdict in bomb.verdicts
    assert result.fault != "engine"


def test_the_neighbours_are_unharmed(results: dict[str, ClaimResult]) -> None:
    """A claim beside a hostile one would lose its verdict."""
    good = {id: result.verdict for id, result in results.items() if id.startswith("good-")}
    assert good == {f"good-{place}": "verified" for place in range(len(CHECKED))}
