"""Whatever the file, the answer is a list of claims and of errors of the author's."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.core.claim import Claim
from derivcheck.core.reader import BadClaim, read_claims

EXAMPLES = (Path(__file__).parents[2] / "data" / "examples.toml").read_text()
FIRST = "[[claim]]" + "[[claim]]".join(EXAMPLES.split("[[claim]]")[1:4])
LINES = "\n".join(json.dumps(table) for table in tomllib.loads(EXAMPLES)["claim"][:3])
PIECES = st.sampled_from(
    ['"', "'", "[", "]", "{", "}", "\\", "\n", ",", "=", "(", "0", "x", "#", ""]
)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_spoilt_files(data: st.DataObject) -> None:
    """A slip of the pen would crash the reader instead of being reported."""
    for document, format in ((FIRST, "toml"), (LINES, "jsonl")):
        start = data.draw(st.integers(0, len(document) - 1))
        width = data.draw(st.integers(0, 3))
        spoilt = document[:start] + data.draw(PIECES) + document[start + width :]
        for found in read_claims(spoilt, format):  # type: ignore[arg-type]
            assert isinstance(found, Claim | BadClaim)
