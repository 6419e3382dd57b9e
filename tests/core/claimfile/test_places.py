"""The places of keys and strings in TOML and JSON texts."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.core.claimfile.places import Path, json_places, toml_places

ODD = '''# a comment with "quotes" and [brackets]
top.'dotted key'."third \\u0041" = "value # no comment"
"quoted" = 'literal \\n stays'

[table] # behind a header
multi = """
first line
  second \\
     joined "quoted" \\"escaped\\" end"""
ends = """two quotes at the end"""""
raw = \'\'\'
raw 'text' \\ stays\'\'\'
numbers = [1, 2.5, 1979-05-27T07:32:00Z, true] # scalars
nested = [["a", "b"], [
  "c", # with a comment
  "d",
]]
inline = { a = "x", b.c = "y", "d e" = { f = ["z"] } }

[[array]]
name = "first"
[array.sub]
name = "sub of first"
[[array.inner]]
name = "inner 0"
[[array]]
name = "second \\U0001F600 and \\t tab"
[[array.inner]]
name = "inner of second"
'''


def strings(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every string below a value, with its path."""
    if isinstance(value, str):
        yield path, value
    items: Any = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    for key, item in items:
        yield from strings(item, (*path, key))


def test_toml_strings_are_found_where_they_stand() -> None:
    """A caret would stand in another string, or every error at its key."""
    places = toml_places(ODD, "odd.toml")
    for path, value in strings(tomllib.loads(ODD)):
        assert path in places.strings
        assert places.strings[path].text == value
        passage = places.passage(path, value)
        for sign, offset in zip(value, passage.offsets, strict=False):
            assert ODD[offset] in (sign, "\\")


def test_keys_are_found() -> None:
    """An unknown key would be reported elsewhere."""
    places = toml_places(ODD, "odd.toml")
    lines = ODD.splitlines()
    for path, word in [
        (("table", "raw"), "raw ="),
        (("array", 1, "inner", 0, "name"), 'name = "inner of second"'),
        (("table", "inline", "d e"), '"d e"'),
        (("array", 1), "[[array]]"),
    ]:
        location = places.error(path, "here").location
        assert location is not None
        assert lines[location.line - 1][location.column - 1 :].startswith(word)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), JSON, max_size=4), st.booleans())
@settings(max_examples=200, deadline=None)
def test_json_strings_are_found(value: dict[str, Any], ascii_only: bool) -> None:
    """Escapes would shift the caret, or the reader would lose its way."""
    document = json.dumps(value, ensure_ascii=ascii_only)
    places = json_places(document, "claims.jsonl", 1, ())
    for path, text in strings(json.loads(document)):
        assert places.strings[path].text == text


def test_a_string_that_was_not_followed_stands_at_its_key() -> None:
    """A caret would stand under another string, or the report of a fault would be one itself."""
    document = "a = 'one'\nb = 'two'\n"
    places = toml_places(document, "odd.toml")
    passage = places.passage(("b",), "something else")
    location = passage.error("here", 3, 5).location
    assert location is not None
    assert (location.line, location.column) == (2, 1)
    assert places.passage(("b", 7), "x").error("here", 0, 1).location == location
