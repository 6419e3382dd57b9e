"""Texts made by the grammar are read, printed and read back, and their claims survive a file."""

from __future__ import annotations

import json
import pickle
import re
import tomllib
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from derivcheck.core.claim import Claim
from derivcheck.core.export import difference, export
from derivcheck.core.reader import BadClaim, Format, read_claims, read_line
from tests.fuzz.grammar import GIVEN, LETS, conditions, expressions

EXAMPLES = (Path(__file__).parents[1] / "data" / "examples.toml").read_bytes()
LINES = b"\n".join(json.dumps(t).encode() for t in tomllib.loads(EXAMPLES.decode())["claim"])
SLOW = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def table(chain: list[Any], assume: list[str]) -> dict[str, Any]:
    """A claim that gives the names it uses, and no others."""
    texts = [json.dumps([chain, assume]), *LETS.values()]
    used = set(re.findall(r"\w+", " ".join(texts)))
    sized = any("n" in re.findall(r"\w+", GIVEN[name]) for name in used & set(GIVEN))
    used |= {"n"} if sized else set()
    given = {name: domain for name, domain in GIVEN.items() if name in used}
    return {
        "id": "random", "given": given, "let": LETS, "derivation": chain, "assume": assume,
    }  # fmt: skip


@given(expressions(), expressions(), conditions(1, ()), st.sampled_from(["==", "<=", ">", "<"]))
@SLOW
def test_claims_of_the_grammar(left: str, right: str, condition: str, relation: str) -> None:
    """A claim that is read would change when it is printed, pickled or written to a file."""
    line = json.dumps(table([left, f"{relation} {right}"], [condition]))
    made = read_one(line, "jsonl")
    if isinstance(made, BadClaim):
        assert made.error.location is not None
        assert made.error.message
        return
    assert pickle.loads(pickle.dumps(made)) == made
    for format in ("toml", "jsonl"):
        assert difference(made, read_one(export(made, format), format)) == ""  # type: ignore[arg-type]


@given(expressions(2), expressions(2))
@SLOW
def test_a_line_alone_is_the_same_claim(left: str, right: str) -> None:
    """The quick reader of plain lines would make another claim than the general one."""
    words = set(re.findall(r"\w+", f"{left} {right}"))
    names = {name: GIVEN[name] for name in ("a", "b", "c", "n", "k") if name in words}
    line = json.dumps({"id": "random", "given": names, "derivation": [left, f"== {right}"]})
    alone, among = read_line(line, "<text>", 1), read_one(line, "jsonl")
    assert alone == among or (isinstance(alone, BadClaim) and isinstance(among, BadClaim))


def read_one(text: str, format: Format) -> Claim | BadClaim:
    """The one claim of a text."""
    (found,) = read_claims(text, format)
    return found


def spoil(document: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    """The document with pieces of it replaced."""
    for start, width, put in cuts:
        at = start % (len(document) + 1)
        document = document[:at] + put + document[at + width :]
    return document


CUTS = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 40), st.binary(max_size=6)), max_size=6
)


@given(CUTS, st.sampled_from([(EXAMPLES, "toml"), (LINES, "jsonl")]))
@settings(max_examples=100, deadline=None)
def test_spoilt_bytes(cuts: list[tuple[int, int, bytes]], source: tuple[bytes, str]) -> None:
    """A damaged file would crash the reader instead of being reported."""
    document = spoil(source[0], cuts).decode("utf-8", errors="surrogateescape")
    for found in read_claims(document, source[1]):  # type: ignore[arg-type]
        assert isinstance(found, Claim | BadClaim)
        if isinstance(found, BadClaim):
            assert found.error.location is not None


@given(st.binary(max_size=300), st.sampled_from(["toml", "jsonl"]))
@settings(max_examples=200, deadline=None)
def test_noise(noise: bytes, format: Format) -> None:
    """Bytes that are no file at all would crash the reader."""
    for found in read_claims(noise.decode("utf-8", errors="surrogateescape"), format):
        assert isinstance(found, Claim | BadClaim)
