"""Hostile claims are refused by the reader, at their place, and cost their neighbours nothing."""

from __future__ import annotations

import json
import tomllib
from itertools import islice
from pathlib import Path

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.claimfile.limits import MAX_BYTES, MAX_LINE
from derivcheck.core.reader import BadClaim, read_claims, read_line
from derivcheck.lang.errors import UsageError
from derivcheck.run.job import Unreadable, unreadable
from tests.hostile.bombs import READ, Bomb

GOOD = '[[claim]]\nid = "{}"\nderivation = ["1 + 1", "== 2"]\n'
LINE = '{{"id": "{}", "derivation": ["1 + 1", "== 2"]}}\n'
CONTROLS = (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F))
STEERING = set(map(chr, CONTROLS))
SHORT = 4_000
pytestmark = pytest.mark.timeout(20)


def between(text: str, good: str = GOOD, format: str = "toml") -> BadClaim:
    """The bad claim between two good ones."""
    document = good.format("before") + text + good.format("after")
    before, bad, after = read_claims(document, format)  # type: ignore[arg-type]
    assert isinstance(before, Claim)
    assert isinstance(after, Claim)
    assert (before.id, after.id) == ("before", "after")
    assert isinstance(bad, BadClaim)
    return bad


def check_message(bad: BadClaim) -> None:
    """The message has a place, is of a size for people, and cannot steer their terminal."""
    shown = str(bad.error)
    assert bad.error.location is not None
    assert bad.error.location.line >= 1
    assert len(shown) < SHORT
    assert not STEERING & set(shown)
    assert unreadable(Unreadable(bad.id, bad.error)).verdict == "error"


@pytest.mark.parametrize("bomb", READ, ids=lambda bomb: bomb.name)
def test_a_hostile_claim(bomb: Bomb) -> None:
    """One claim would crash or hang the reader, or cost the file its other claims."""
    bad = between(bomb.text)
    assert bad.id == "bomb"
    check_message(bad)


@pytest.mark.parametrize("bomb", READ, ids=lambda bomb: bomb.name)
def test_the_same_as_a_line_of_json(bomb: Bomb) -> None:
    """What is refused in TOML would pass, or crash, as a line of JSON."""
    try:
        line = json.dumps(tomllib.loads(bomb.text)["claim"][0])
    except (ValueError, RecursionError, TypeError):
        pytest.skip("not a claim that JSON could hold")
    check_message(between(line + "\n", LINE, "jsonl"))


MANY = "{" + ", ".join(f'"k{k}": 1' for k in range(50_000)) + "}"
LINES = {
    "no JSON": "--- yaml: [*anchor, &a {<<: *a}]",
    "a number": "1",
    "a list": "[]",
    "null": "null",
    "unfinished": '{"id": "bomb", "derivation": ["1"',
    "NaN": '{"id": "bomb", "derivation": NaN}',
    "Infinity": '{"id": "bomb", "derivation": [-Infinity]}',
    "huge integer": '{"id": "bomb", "derivation": ' + "9" * 10_000 + "}",
    "huge exponent": '{"id": "bomb", "derivation": 1e999999999}',
    "deep lists": '{"id": "bomb", "derivation": ' + "[" * 50_000 + "]" * 50_000 + "}",
    "deep objects": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "not too deep for Python": '{"id": "bomb", "derivation": ' + "[" * 300 + "]" * 300 + "}",
    "keys given twice": '{"id": "bomb", "id": "bomb", "derivation": ["1", "== 1"]}',
    "many keys, the last twice": MANY[:-1] + ', "k9": 1}',
    "many unknown keys": MANY,
    "a long unknown key": '{"' + "k" * 500_000 + '": 1}',
    "a long line": '{"id": "bomb", "title": "' + "t" * MAX_LINE + '"}',
    "lone surrogate": '{"id": "bomb", "derivation": ["\\ud800", "== 1"]}',
    "escape sequence in the id": '{"id": "\\u001b[2Jbomb", "derivation": ["1", "== 1"]}',
    "escape sequence in the title": '{"id": "bomb", "title": "\\u001b[2J", "derivation": []}',
    "delete character": '{"id": "bomb", "title": "\x7f", "derivation": ["1", "== 1"]}',
    "long name": '{"id": "bomb", "given": {"' + "x" * 101 + '": "real"}, "derivation": ["1 == 1"]}',
    "brackets": '{"id": "bomb", "derivation": ["1", "== ' + "(" * 81 + "1" + ")" * 81 + '"]}',
    "long id": '{"id": "' + "a" * 19_000 + '", "derivation": ["x", "== 1"]}',
    "id of another kind": '{"id": {"id": "bomb"}, "derivation": ["1", "== 1"]}',
    "null values": '{"id": "bomb", "derivation": null, "given": null}',
    "truth values": '{"id": "bomb", "derivation": [true, false]}',
    "many strings": '{"id": "bomb", "tags": [' + ", ".join(['"t"'] * 100_000) + "]}",
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_a_hostile_line(name: str) -> None:
    """One line would crash or hang the reader of a corpus, or cost it the other lines."""
    check_message(between(LINES[name] + "\n", LINE, "jsonl"))


FILES = {
    "not UTF-8": b"\xff\xfe\x00[claim]\n" + GOOD.format("a").encode(),
    "UTF-16": GOOD.format("a").encode("utf-16"),
    "NUL bytes": b"\0" * 10_000,
    "noise": bytes(range(256)) * 40,
    "a million tables": b"[[claim]]\n" * 1_000_000,
    "as many tables as fit": b"[[claim]]\n" * (MAX_BYTES // 10 - 1),
    "as many keys as fit": b"[[claim]]\n" + b"".join(b"k%d=1\n" % k for k in range(180_000)),
    "one table with many headers": b"".join(b"[claim.k%d]\n" % k for k in range(100_000)),
    "one dotted key": b"a." * (MAX_BYTES // 2 - 10) + b"a = 1\n",
    "one dotted header": b"[" + b"a." * (MAX_BYTES // 2 - 10) + b"a]\n",
    "one quoted dotted key": b'"a".' * (MAX_BYTES // 4 - 10) + b"a = 1\n",
    "one long word": b"a" * (MAX_BYTES - 10),
    "one long string": b'a = "' + b"x" * (MAX_BYTES - 10) + b'"\n',
    "one long list": b"claim = [" + b"1," * (MAX_BYTES // 2 - 10) + b"]\n",
    "quotation marks": b'"' * (MAX_BYTES - 10),
    "brackets": b"[" * (MAX_BYTES - 10),
    "other tables": b"[tool]\nname = 1\n",
    "claims that are no list": b"claim = 1\n",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("suffix", ["toml", "jsonl"])
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file(tmp_path: Path, name: str, suffix: str) -> None:
    """A file would exhaust the reader before its first claim."""
    path = tmp_path / f"hostile.{suffix}"
    path.write_bytes(FILES[name])
    count = 0
    for count, found in enumerate(islice(read_claims(path), 5_000), start=1):
        assert isinstance(found, BadClaim | Claim)
        if count <= 3 and isinstance(found, BadClaim):
            check_message(found)
    assert count


def test_the_end_of_a_long_line_is_no_line(tmp_path: Path) -> None:
    """A claim could hide behind the limit of a line, and the lines below would be miscounted."""
    path = tmp_path / "long.jsonl"
    hidden = LINE.format("hidden")
    for blanks in (MAX_LINE + 1, MAX_LINE + 2, 2 * MAX_LINE + 4, 3 * MAX_LINE):
        path.write_text(LINE.format("before") + " " * blanks + "x" + hidden + LINE.format("after"))
        before, bad, after = read_claims(path)
        assert isinstance(bad, BadClaim)
        assert "more than" in bad.error.message
        assert (before.id, after.id) == ("before", "after")
        assert isinstance(after, Claim)
        assert after.location is not None
        assert after.location.line == 3


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder, or a device that never ends, would be read as claims."""
    for path in (tmp_path, tmp_path / "none.toml", Path("/dev/zero"), tmp_path / "claims.yaml"):
        with pytest.raises(UsageError):
            list(read_claims(path))


def test_nothing_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text of a claim file would run as code."""
    monkeypatch.chdir(tmp_path)
    for text in ("open('canary', 'w')", "__import__('pathlib').Path('canary').touch()", "exec(1)"):
        for key in ("derivation", "assume"):
            table = {"id": "bomb", "derivation": ["1", "== 1"], key: [text, "== 1"]}
            between(json.dumps(table) + "\n", LINE, "jsonl")
        for where in ("given", "let"):
            table = {"id": "bomb", "derivation": ["x", "== 1"], where: {"x": text}}
            between(json.dumps(table) + "\n", LINE, "jsonl")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", LINES)
def test_a_hostile_line_alone(name: str) -> None:
    """A line that is read by itself, ahead of the others, would pass or crash."""
    found = read_line(LINES[name], "corpus.jsonl", 7)
    assert isinstance(found, BadClaim)
    assert found.error.location is not None
    assert found.error.location.line == 7
    check_message(found)
