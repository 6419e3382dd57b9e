"""What is remembered of claims, and what is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.glance import glance
from derivcheck.core.reader import read_claims
from derivcheck.core.verdict import ClaimResult
from derivcheck.lang.errors import EngineError
from derivcheck.run.cache import memory as module
from derivcheck.run.cache.memory import Memory
from derivcheck.run.cache.store import Row, Store
from derivcheck.run.check import check_claim, unfinished
from derivcheck.run.entry import Entry
from derivcheck.run.options import Options
from derivcheck.run.scan import scan
from tests.conftest import MODULE
from tests.run.test_check import FAKES, chain

CLAIM = chain(1, 1, 2)
RESULT = check_claim(CLAIM, FAKES)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """An empty memory."""
    made = Memory(Store(str(tmp_path / "c.sqlite")), Options())
    yield made
    assert made.trouble == ""
    made.close()


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    """A claim of the catalogue."""
    path = tmp_path / "homework.py"
    path.write_text(MODULE)
    return scan(str(path), MODULE)[0]


def test_a_result_is_found_and_marked(memory: Memory) -> None:
    """A cached result would look like one of this run, or lose its evidence."""
    assert memory.find(CLAIM) is None
    memory.keep(CLAIM, RESULT, ())
    found = memory.find(CLAIM)
    assert found is not None and found.glance.cached and found.result.cached
    assert replace(found.result, cached=False) == RESULT
    assert found.glance.values() == glance(found.result).values()


def test_another_claim_is_not_found(memory: Memory) -> None:
    """A claim would be given the result of another one."""
    memory.keep(CLAIM, RESULT, ())
    assert memory.find(chain(1, 1, 3)) is None
    assert memory.find(replace(CLAIM, expect="refuted")) is None


def test_a_claim_that_moved_is_found_where_it_is(memory: Memory) -> None:
    """A line added to a file would lose all results behind it, or misplace them."""
    line = '{"id": "a", "derivation": ["1", "== 1"]}'
    one, moved = (_read(text) for text in (line, f"\n\n{line}"))
    memory.keep(one, check_claim(one, FAKES), ())
    found = memory.find(moved)
    assert found is not None and found.result.claim == moved
    assert [step.step.location for step in found.result.steps] == [moved.steps[0].location]


@pytest.mark.parametrize(
    "result",
    [
        replace(RESULT, steps=(unfinished(CLAIM.steps[0], "timeout"),)),
        replace(RESULT, steps=(replace(RESULT.steps[0], verdict="error"),)),
        replace(RESULT, steps=(replace(RESULT.steps[0], verdict="conflict"),)),
        ClaimResult(CLAIM, "error", reason="it crashed", fault="engine"),
    ],
)
def test_what_is_not_final_is_not_kept(memory: Memory, result: ClaimResult) -> None:
    """A timeout or a crash would be repeated for ever without being tried again."""
    memory.keep(CLAIM, result, ())
    assert memory.find(CLAIM) is None


def test_a_worker_that_was_killed_is_not_believed(memory: Memory) -> None:
    """A refutation whose diagnosis was cut off would stand for good."""
    memory.keep(CLAIM, RESULT, None)
    assert memory.find(CLAIM) is None


def test_a_changed_module_is_not_found(memory: Memory, entry: Entry, tmp_path: Path) -> None:
    """An edited claim would show the result of the old one."""
    memory.keep(entry, replace(RESULT, claim=replace(CLAIM, id=entry.id)), ())
    assert memory.find(entry) is not None
    Path(entry.path).write_text(MODULE + "# edited")
    other = Memory(Store(str(tmp_path / "c.sqlite")), Options())
    assert other.find(entry) is None
    other.close()


def test_a_changed_helper_is_not_found(memory: Memory, tmp_path: Path) -> None:
    """A claim would be believed though a module it imports was edited."""
    memory.keep(CLAIM, RESULT, ((str(tmp_path / "helper.py"), "0"),))
    assert memory.find(CLAIM) is None


@pytest.mark.parametrize("shown", ["", "[]", "1", json.dumps(["other"] * 10)])
def test_a_row_that_shows_no_result_is_dropped(memory: Memory, tmp_path: Path, shown: str) -> None:
    """A row with a right digest and a wrong content would crash the run."""
    store, name = _stored(tmp_path, memory, b"", shown)
    assert memory.find(CLAIM) is None
    assert store.get(name) is None
    store.close()


@pytest.mark.parametrize("value", [b"", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_row_that_holds_no_result_is_a_fault_once(
    memory: Memory, tmp_path: Path, value: bytes
) -> None:
    """A row that was written wrongly would be believed, or be in the way for ever."""
    shown = json.dumps(glance(RESULT).values())
    store, name = _stored(tmp_path, memory, value, shown)
    found = memory.find(CLAIM)
    assert found is not None
    with pytest.raises(EngineError, match="anew"):
        _ = found.result
    assert store.get(name) is None
    store.close()


def _stored(folder: Path, memory: Memory, value: bytes, shown: str) -> tuple[Store, str]:
    store, name = Store(str(folder / "c.sqlite")), module.key(CLAIM, memory._context, {})
    store.put([Row(name, value, "[]", shown)])
    return store, name


def _read(text: str) -> Claim:
    (claim,) = read_claims(text, "jsonl")
    assert isinstance(claim, Claim)
    return claim
