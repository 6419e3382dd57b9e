"""The JSON Schema of the report, which ships with the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Final

VERSION: Final = "derivcheck.report/1"


def schema() -> dict[str, Any]:
    """The schema that every report of this version satisfies (JSON Schema, draft 2020-12)."""
    text = files("derivcheck.report").joinpath("report.schema.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read
