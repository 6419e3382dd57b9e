"""The wrong twins in tests/bad: claims that the program must refute."""

from __future__ import annotations

from pathlib import Path

from derivcheck.run.catalog import catalog

BAD = catalog((str(Path(__file__).with_name("bad")),))


def test_every_twin_is_expected_to_be_refuted() -> None:
    """A twin that is not refuted would count as a success of the run over tests/bad."""
    assert BAD
    assert [entry.id for entry in BAD if entry.expect != "refuted"] == []
