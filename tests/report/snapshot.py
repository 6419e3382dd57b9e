"""Snapshots: texts kept under tests/snapshots, written anew where the environment asks for it.

DERIVCHECK_UPDATE_SNAPSHOTS=1 python -m pytest tests/report
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "snapshots" / "report"
UPDATE = "DERIVCHECK_UPDATE_SNAPSHOTS"


def check_snapshot(name: str, text: str) -> None:
    """Compare with the snapshot of this name; a missing one is a failure unless updating."""
    path = FOLDER / name
    if os.environ.get(UPDATE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"no snapshot {name}; set {UPDATE}=1 to write it"
    assert text == path.read_text(encoding="utf-8")
