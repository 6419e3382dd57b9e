"""Claims and results as text and back."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf

import pytest

from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence, Witness
from derivcheck.core.verdict import ClaimResult
from derivcheck.lang.algebra import Number
from derivcheck.run.cache.codec import Damaged, Unstorable, decode, encode
from derivcheck.run.catalog import catalog
from derivcheck.run.check import unfinished
from derivcheck.run.load import load
from derivcheck.run.settings import shipped
from tests.run.test_check import chain

CLAIM = chain(1, 1, 2)
STEP = replace(
    unfinished(CLAIM.steps[0], "timeout"),
    symbolic=SymbolicEvidence("proved", ("a rule",), definitional=True, seconds=0.25),
    numeric=NumericEvidence("agrees", points=3, max_error=inf, bound=1e-9),
    witness=Witness((("x", "1/3"),), "1", "oo", certified=True),
)
RESULT = ClaimResult(CLAIM, "undecided", (STEP,), reason="\N{GREEK SMALL LETTER EPSILON} = 0")


def test_a_result_comes_back() -> None:
    """Evidence would be lost or changed on its way through the cache."""
    assert decode(encode(RESULT)) == RESULT


def test_every_kind_of_node_comes_back() -> None:
    """A claim of the catalogue would come back as another one, or not at all."""
    for entry in catalog((shipped(),))[::7]:
        claim = load(entry)
        assert decode(encode(claim)) == claim


def test_equal_values_have_equal_texts() -> None:
    """A claim that was read again would not be found."""
    assert encode(chain(1, 1, 2)) == encode(CLAIM)


def test_what_is_shared_is_stored_once() -> None:
    """A claim that uses one density often would be stored as often."""
    number = Number(Fraction(7, 3))
    made = json.loads(encode((number, number, (number,))))
    assert len(made["values"]) == 1


@dataclass(frozen=True)
class Foreign:
    """A dataclass that is not of this program."""


@pytest.mark.parametrize("value", [object(), {"a": 1}, Foreign(), os.getcwd, (1, [2])])
def test_foreign_objects_are_not_stored(value: object) -> None:
    """What cannot be read back as it was would be stored."""
    with pytest.raises(Unstorable):
        encode(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"classes": [], "values": [], "root": {"r": 0}}',
        '{"classes": [], "values": [], "root": {"x": 0}}',
        '{"classes": ["lang.algebra:Number"], "values": [[0]], "root": {"r": 0}}',
        '{"classes": ["lang.algebra:Number"], "values": [[0, {"r": -1}]], "root": {"r": 0}}',
        '{"classes": ["lang.algebra:expr"], "values": [[0, 1]], "root": {"r": 0}}',
        '{"classes": ["lang.algebra:Fraction"], "values": [[0, 1]], "root": {"r": 0}}',
        '{"classes": ["run.workers:Workers"], "values": [[0, 1]], "root": {"r": 0}}',
        '{"classes": ["os:system"], "values": [[0, "true"]], "root": {"r": 0}}',
        '{"classes": ["lang...os:system"], "values": [[0, "true"]], "root": {"r": 0}}',
        "[" * 100_000,
    ],
)
def test_no_text_is_believed_that_was_not_written(text: str) -> None:
    """A damaged cache would crash the run, or name any function of any module."""
    with pytest.raises(Damaged):
        decode(text)


def test_no_module_is_imported_because_of_a_text() -> None:
    """Whoever can write the cache could have code run."""
    with pytest.raises(Damaged):
        decode('{"classes": ["antigravity:x"], "values": [], "root": null}')
    assert "antigravity" not in sys.modules
