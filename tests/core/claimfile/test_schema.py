"""The JSON Schema of claim files says what the reader says, as far as a schema can."""

from __future__ import annotations

import json
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from derivcheck.core.claim import Claim
from derivcheck.core.claimfile.chains import ENTRY_KEYS
from derivcheck.core.claimfile.claims import CLAIM_KEYS, LEMMA_KEYS, SOURCE_KEYS
from derivcheck.core.claimfile.limits import MAX_ENTRIES, MAX_NAMES, MAX_STRING
from derivcheck.core.claimfile.schema import claim_schema, file_schema
from derivcheck.core.reader import read_claims

EXAMPLES = Path(__file__).parents[2] / "data" / "examples.toml"
GOOD: dict[str, Any] = {
    "id": "one",
    "title": "One is one",
    "source": {"document": "A course", "at": "lecture 1", "equations": 2},
    "tags": ["easy"],
    "assume": ["x > 0"],
    "derivation": ["x", "== c", {"to": "<= x + 1", "equation": 3, "note": "so", "by": "algebra"}],
    "conclusion": "x <= x + 1",
    "expect": "verified",
    "given": {"x": "real", "θ_0": "in (0, x)"},
    "let": {"c": "x", "f(y)": "y", "p | z": "Normal(z, θ_0)", "law r(v | t, u)": "t*u*v"},
    "lemma": [{"id": "two", "derivation": ["x == x"], "assume": ["x > 1"]}],
}


def reads(table: dict[str, Any]) -> bool:
    """Whether the reader takes a table."""
    return all(isinstance(made, Claim) for made in read_claims(json.dumps(table), "jsonl"))


def fits(table: dict[str, Any]) -> bool:
    """Whether a table fits the schema."""
    return bool(Draft202012Validator(claim_schema()).is_valid(table))


def test_the_schema_is_one() -> None:
    """Editors would refuse the schema."""
    Draft202012Validator.check_schema(file_schema())
    Draft202012Validator.check_schema(claim_schema())


def test_the_examples_fit() -> None:
    """An editor would mark good files."""
    Draft202012Validator(file_schema()).validate(tomllib.loads(EXAMPLES.read_text()))


def test_editors_of_an_older_draft() -> None:
    """Editors that know draft 7 alone would mark good files, or let a misspelt key pass."""
    validator = Draft7Validator(file_schema())
    validator.validate(tomllib.loads(EXAMPLES.read_text()))
    assert not validator.is_valid({"claim": [GOOD | {"givn": {}}]})
    assert not validator.is_valid({"claim": [GOOD | {"derivation": ["x", {"two": "== c"}]}]})


def test_the_good_table_is_good() -> None:
    """The malformed ones below would be refused for another reason."""
    assert fits(GOOD)
    assert reads(GOOD)


BAD: dict[str, dict[str, Any]] = {
    "unknown key": {"givn": {"x": "real"}},
    "id with blanks": {"id": "one two"},
    "id in capitals": {"id": "One"},
    "id no text": {"id": 1},
    "no derivation": {"derivation": []},
    "a single expression": {"derivation": ["x"]},
    "first with a relation": {"derivation": ["== x", "== c"]},
    "link without relation": {"derivation": ["x", "c"]},
    "link with one sign": {"derivation": ["x", "= c"]},
    "link by another relation": {"derivation": ["x", "!= c"]},
    "entry without to": {"derivation": ["x", {"by": "algebra"}]},
    "entry with a key of none": {"derivation": ["x", {"to": "== c", "rule": "algebra"}]},
    "entry no text": {"derivation": ["x", 2]},
    "entry using without by": {"derivation": ["x", {"to": "== c", "using": {"c": "x"}}]},
    "derivation no list": {"derivation": "x == c"},
    "conclusion without relation": {"conclusion": "x"},
    "conclusion beginning with one": {"conclusion": "== x"},
    "another expectation": {"expect": "false"},
    "given no table": {"given": ["x"]},
    "given no text": {"given": {"x": 1}},
    "given no name": {"given": {"x y": "real"}},
    "given a number": {"given": {"1": "real"}},
    "let nothing": {"let": {"f(": "x"}},
    "let no text": {"let": {"c": 2}},
    "assume a text": {"assume": "x > 0"},
    "assume an empty text": {"assume": [""]},
    "tags no list": {"tags": "easy"},
    "source of another key": {"source": {"book": "A course"}},
    "lemma without id": {"lemma": [{"derivation": ["x == x"]}]},
    "lemma without derivation": {"lemma": [{"id": "two"}]},
    "lemma of lemmas": {"lemma": [{"id": "two", "derivation": ["x == x"], "lemma": []}]},
    "too many entries": {"derivation": ["x"] + ["== x"] * (MAX_ENTRIES + 1)},
    "too many names": {"given": {f"x{k}": "real" for k in range(MAX_NAMES + 1)}},
    "too long a text": {"title": "x" * (MAX_STRING + 1)},
}


@pytest.mark.parametrize("what", BAD)
def test_malformed_tables_are_refused(what: str) -> None:
    """An editor would let a mistake pass that the reader refuses, or the reader would."""
    table = deepcopy(GOOD) | BAD[what]
    assert not fits(table)
    assert not reads(table)


@pytest.mark.parametrize("key", ["id", "derivation"])
def test_keys_that_must_be_there(key: str) -> None:
    """A claim without an id or a derivation would look complete."""
    table = {name: value for name, value in GOOD.items() if name not in (key, "lemma")}
    assert not fits(table)
    assert not reads(table)


def test_lemmas_alone_are_a_claim() -> None:
    """A claim of cases, with no chain for all of them, could not be written."""
    table = {"id": "one", "given": {"x": "real"}, "lemma": GOOD["lemma"]}
    assert fits(table)
    assert reads(table)


def test_the_keys_are_those_of_the_reader() -> None:
    """A key that one of the two knows would be unknown to the other."""
    known = file_schema()["$defs"]
    assert set(known["claim"]["properties"]) == set(CLAIM_KEYS)
    assert set(known["lemma"]["properties"]) == set(LEMMA_KEYS)
    assert set(known["source"]["properties"]) == set(SOURCE_KEYS)
    assert set(known["remarks"]["properties"]) == set(ENTRY_KEYS)
