"""How often the diagnosis finds the slip that was made."""

from __future__ import annotations

import pytest

from derivcheck.run.diagnose import explain
from derivcheck.run.routes import routes
from tests.diagnosis.labelled import LABELS, Labelled, by_hand

SLIPS = by_hand()
OTHER_NAME = frozenset(
    {
        # -log(s/t) is log(t/s): a sign explains it as well as a fraction that is upside down.
        "KL(Normal(0, s), Normal(0, t)) == log(s/t) + s**2/(2*t**2) - 1/2",
    }
)


@pytest.mark.parametrize("item", SLIPS, ids=[item.name for item in SLIPS])
def test_the_slip_is_found(item: Labelled) -> None:
    """A reader would be left without an explanation, or be given a far-fetched one."""
    found = explain(item.goal, routes())
    assert found is not None
    assert found.confirmed in ("proved", "the numbers agree")
    assert item.named_by(found) or item.name in OTHER_NAME


def test_the_labels_are_kinds_that_are_told() -> None:
    """A label that no diagnosis can have would count as a miss for ever."""
    told = {"relation", "sign", "factor", "base", "swap", "term", "constant", "power"}
    told |= {"function", "fraction", "bounds", "condition"}
    assert frozenset().union(*LABELS.values(), *(item.kinds for item in SLIPS)) <= told
