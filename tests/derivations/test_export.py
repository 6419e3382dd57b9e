"""Every claim of the catalogue is a claim file as well."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from derivcheck.core.claim import Claim
from derivcheck.core.claimfile.schema import claim_schema, file_schema
from derivcheck.core.export import difference, export
from derivcheck.core.reader import read_claims
from derivcheck.run.catalog import catalog
from derivcheck.run.entry import Entry
from derivcheck.run.load import load

ROOT = Path(__file__).parents[2] / "derivations"
ENTRIES = catalog((str(ROOT),))


@cache
def validators() -> tuple[Draft202012Validator, Draft202012Validator]:
    """Of a file, and of one claim."""
    return Draft202012Validator(file_schema()), Draft202012Validator(claim_schema())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_reads_back_as_the_same_claim(entry: Entry) -> None:
    """A claim would say something else as a file, or the schema would mark it as a mistake."""
    claim, (whole, one) = load(entry), validators()
    toml, line = export(claim), export(claim, "jsonl")
    (read,) = read_claims(toml)
    (again,) = read_claims(line, "jsonl")
    assert isinstance(read, Claim)
    assert isinstance(again, Claim)
    assert difference(claim, read) == "" == difference(read, again)
    assert [step.statement for step in read.all_steps()] == [
        step.statement for step in again.all_steps()
    ]
    whole.validate(tomllib.loads(toml))
    one.validate(json.loads(line))


def test_there_is_a_catalogue() -> None:
    """Every claim would be exported if there were none."""
    assert len(ENTRIES) > 100
