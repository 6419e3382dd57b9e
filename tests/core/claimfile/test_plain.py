"""The reader of plain lines gives what the general reader gives, or nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.core.claim import Claim
from derivcheck.core.claimfile.claims import read_claim
from derivcheck.core.claimfile.jsonl import json_tables
from derivcheck.core.claimfile.plain import plain_claim
from derivcheck.core.claimfile.table import Table
from derivcheck.lang.errors import AuthorError


def general(line: str) -> Claim | None:
    """What the general reader makes of a line."""
    (found,) = json_tables([line], "file.jsonl")
    if not isinstance(found, Table):
        return None
    try:
        return read_claim(found)
    except AuthorError:
        return None


def line(*derivation: Any, **keys: Any) -> str:
    """A claim about the names x and y on one line."""
    given = {name: "real" for name in "xy" if any(name in str(part) for part in derivation)}
    return json.dumps({"id": "a", "given": given, "derivation": list(derivation)} | keys)


PLAIN = [
    line("(x + y)**2", "== x**2 + 2*x*y + y**2"),
    line("x/2 - 1/2", "== (x - 1)/2", ">= -3 + 2/4"),
    line("x**2 + 1 >= 0"),
    line("-2*x + -(3)", " == - 2*x - 3 "),
    line("0.25*x", "<= Max(x, y, 1)", title="a title", source="Course: Problem 1, eq. 4"),
    line("x", "< x + pi", source={"document": "Course", "equations": "3"}, expect="verified"),
    line("x**(1/2)", "== sqrt(x)", given={"x": "in (0, 1]"}),
    line("x - (-1)/3", "== x + 1/3"),
    '{"id": "a", "derivation": ["1", "== 2/2"]}',
    "  " + line("sigmoid(x)", "== 1/(1 + exp(-x))") + " ",
]
NOT_PLAIN = [
    line("x", "== \u03bb"),
    line("E[x:p](x)", "== 0"),
    line("x", "== 1e3"),
    line("x", "== 0x10"),
    line("x", "== x", given={"x": "real", "y": "real"}),
    line("x", "== x", given={"x": "in (0, y)", "y": "positive"}),
    line("x**10**10", "== 1"),
    line("(x) == (y)"),
    line("x", "<= 2", ">= 1"),
    line("x", "= 2"),
    line("x", "== x.real"),
    line("x", "== x if y else 2"),
    line("oo", "== x"),
    line("x", "== gamma(x)"),
    line("x", "== " + "(" * 20 + "x" + ")" * 20 + "+ 1" * 20),
    line("x", "== x", expect="true"),
    line("x"),
    line("x", "== y", lemma=[]),
    line("x", {"to": "== y", "by": "algebra"}),
    line("exp", "== x"),
    line("x(2)", "== x"),
    line("exp(x, y)", "== x"),
    '{"id": "a", "id": "b", "given": {"x": "real"}, "derivation": ["x", "== x"]}',
    '{"id": "a", "given": {"log": "real"}, "derivation": ["log", "== log"]}',
    '{"id": "a", "given": {"x": "real"}, "derivation": ["x", "== x"]',
    "[]",
    "",
    line("x" * 101, f"== {'x' * 101}", given={"x" * 101: "real"}),
    line("x", "== x", title="\x7f"),
    line("x", "== x", id="No Id"),
    line("x", "== x", title=3),
    line("x", "== x", source={"document": 3}),
    line("x", "== x", source={"page": "3"}),
    line("x", "== x", source=["Course"]),
    line("x", "== x", given=["x"]),
    line("x", "== x", given={"x": 3}),
    line("x", "== x", given={"x": "vector(2)"}),
    '{"id": "a", "given": {"x": "real"}, "derivation": "x == x"}',
    '{"id": "a", "given": {"x": "real"}}',
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_line_is_read_as_always(text: str) -> None:
    """A corpus would be read slowly, or as something else than its author wrote."""
    made = plain_claim(text, "file.jsonl", 1)
    assert made is not None
    assert made == general(text)


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_what_is_not_plain_is_left_to_the_general_reader(text: str) -> None:
    """A mistake would go unreported, or a limit unheeded."""
    assert plain_claim(text, "file.jsonl", 1) is None


ATOMS = st.sampled_from(["x", "y", "1", "2", "0.5", "12", "pi", "-3", "(x)", "(2)", "oo", "1e2"])
GLUE = st.sampled_from([" + ", " - ", "*", "/", "**", " / ", "-", "--", ", ", " < ", "|"])
WRAPPED = st.sampled_from(["{}", "({})", "-{}", "log({})", "Max({}, x)", "-({})", "+{}", "f({})"])


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """Text that is an expression more often than not."""
    parts = [draw(WRAPPED).format(draw(ATOMS)) for _ in range(draw(st.integers(1, 6)))]
    text = parts[0]
    for part in parts[1:]:
        text = draw(WRAPPED).format(text + draw(GLUE) + part)
    return text


@settings(max_examples=400, deadline=None)
@given(expressions(), expressions(), st.booleans())
def test_both_readers_agree(left: str, right: str, compared: bool) -> None:
    """A step would mean one thing in a corpus and another in a file of its own."""
    text = line(f"{left} == {right}") if compared else line(left, f"== {right}")
    made = plain_claim(text, "file.jsonl", 1)
    assert made is None or made == general(text)
