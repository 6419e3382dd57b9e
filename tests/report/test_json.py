"""The report as data."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from derivcheck.report import json as report_json
from derivcheck.report.schema import VERSION, schema
from tests.report import samples
from tests.report.snapshot import check_snapshot

ENGINE = {"derivcheck": "1.0", "python": "3.11", "sympy": "1", "scipy": "1", "numpy": "2"}


@pytest.fixture
def made() -> dict[str, Any]:
    """A report of every kind of result."""
    return report_json.report(samples.every_kind(), seed=0, engine=ENGINE, seconds=3.2)


def test_satisfies_its_schema(made: dict[str, Any]) -> None:
    """Programs that rely on the schema would break on a report."""
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(made, schema(), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("key", ["witness", "verdict", "numeric", "index"])
def test_schema_refuses_what_lacks_a_key(made: dict[str, Any], key: str) -> None:
    """The schema would accept anything."""
    del made["claims"][0]["steps"][0][key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, schema(), cls=jsonschema.Draft202012Validator)


def test_version_is_the_schema_s() -> None:
    """Report and schema would name different versions."""
    assert schema()["properties"]["schema"]["const"] == VERSION == "derivcheck.report/1"


def test_strict_json(made: dict[str, Any]) -> None:
    """An infinite error bound would make the document invalid JSON."""
    text = json.dumps(made, allow_nan=False)
    assert json.loads(text) == made
    assert made["claims"][3]["steps"][1]["numeric"]["bound"] is None


def test_order_of_keys(made: dict[str, Any]) -> None:
    """The order that the format promises would change."""
    claim = made["claims"][1]
    assert list(made) == ["schema", "engine", "seed", "summary", "claims"]
    assert list(claim) == [
        *("id", "title", "source", "verdict", "expected", "ok"),
        *("location", "conclusion", "side_conditions", "steps"),
    ]
    assert list(claim["steps"][0]) == [
        *("index", "relation", "lhs", "rhs", "equation"),
        *("verdict", "symbolic", "numeric", "witness", "diagnosis"),
    ]


def test_conflict_is_counted(made: dict[str, Any]) -> None:
    """A conflict would be missing from the summary."""
    counts = {k: v for k, v in made["summary"].items() if k not in ("claims", "seconds")}
    assert counts["conflict"] == 1
    assert sum(counts.values()) == made["summary"]["claims"]


def test_no_conflict_no_key() -> None:
    """An ordinary report would differ from the documented form."""
    made = report_json.report((samples.verified(),), seed=0, engine=ENGINE, seconds=1.0)
    assert list(made["summary"]) == [
        *("claims", "verified", "supported", "refuted", "undecided", "error", "seconds")
    ]


def test_equal_runs_differ_in_seconds_alone(made: dict[str, Any]) -> None:
    """Two runs with one seed would give different reports."""
    slower = tuple(replace(result, seconds=9.0) for result in samples.every_kind())
    again = report_json.report(slower, seed=0, engine=ENGINE, seconds=9.0)
    assert json.dumps(_timeless(again)) == json.dumps(_timeless(made))


def test_cached_is_shown() -> None:
    """A result from the cache would pass for one of this run."""
    assert report_json.claim_entry(replace(samples.verified(), cached=True))["cached"] is True


def test_snapshot(made: dict[str, Any]) -> None:
    """The report would change its form without its version."""
    check_snapshot("report.json", json.dumps(made, indent=2, ensure_ascii=False) + "\n")


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _timeless(item) for key, item in value.items() if key != "seconds"}
    return [_timeless(item) for item in value] if isinstance(value, list) else value
