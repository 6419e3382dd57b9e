"""The JSON Schema of claim files, which ships with the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

TOP = ("properties", "additionalProperties", "type")


def file_schema() -> dict[str, Any]:
    """The schema of a TOML file of claims (JSON Schema, draft 2020-12).

    It knows keys, and the outer form of their texts; what the texts say, only the reader knows.
    """
    source = files("derivcheck.core.claimfile").joinpath("claims.schema.json")
    read: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return read


def claim_schema() -> dict[str, Any]:
    """The schema of one claim, such as a line of JSON Lines."""
    whole = file_schema()
    head = {key: value for key, value in whole.items() if key not in (*TOP, "$defs")}
    head |= {"$id": "urn:derivcheck:claim:1", "title": "derivcheck claim"}
    return {**head, "$ref": "#/$defs/claim", "$defs": whole["$defs"]}
