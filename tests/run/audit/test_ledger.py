"""What an interrupted audit leaves behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from derivcheck.core.audit import MutantResult
from derivcheck.core.evidence import Witness
from derivcheck.run.audit.ledger import Ledger

KILLED = MutantResult(
    key="a",
    claim="sums",
    step=1,
    operator="sign",
    lhs="x",
    relation="==",
    rhs="-x",
    status="killed",
    witness=Witness((("x", "1"), ("p", "Normal(0, 1)")), "1", "-1", 0.0, 1e-12, True),
    seconds=0.25,
)
OTHER = replace(KILLED, key="b", status="undecided", reason="timeout", witness=None)


def test_comes_back_as_it_was(tmp_path: Path) -> None:
    """A resumed audit would report something else than one that was never stopped."""
    ledger = Ledger(tmp_path / "rows")
    ledger.add(KILLED)
    ledger.add(OTHER)
    assert ledger.results() == {"a": KILLED, "b": OTHER}


def test_a_line_that_was_cut_off_is_passed_over(tmp_path: Path) -> None:
    """A kill in the middle of a write would make the file useless."""
    ledger = Ledger(tmp_path / "rows")
    ledger.add(KILLED)
    ledger.add(OTHER)
    text = ledger.path.read_text()
    ledger.path.write_text(text[:-20])
    assert ledger.results() == {"a": KILLED}


def test_after_a_cut_new_lines_are_read(tmp_path: Path) -> None:
    """The first result after a resume would be glued to a broken line, and lost."""
    ledger = Ledger(tmp_path / "rows")
    ledger.add(KILLED)
    ledger.path.write_text(ledger.path.read_text()[:-20])
    ledger.add(OTHER)
    ledger.add(KILLED)
    assert ledger.results() == {"b": OTHER, "a": KILLED}


def test_nothing_there(tmp_path: Path) -> None:
    """A first run would fail for want of a file."""
    ledger = Ledger(tmp_path / "rows")
    assert ledger.results() == {}
    ledger.clear()
