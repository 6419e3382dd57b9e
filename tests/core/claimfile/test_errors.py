"""Faults in claim files: which claim they cost, where the caret stands, what would mend them."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.reader import BadClaim, read_claims, read_line
from derivcheck.lang.errors import UsageError

GOOD = """
[[claim]]
id = "good"
given = { x = "real" }
derivation = ["x", "== x"]
"""


def faulty(body: str) -> BadClaim:
    """The one bad claim of a body, between two good claims that must survive it."""
    other = GOOD.replace("good", "other")
    first, bad, last = read_claims(f"{GOOD}[[claim]]\n{body}\n{other}")
    assert isinstance(first, Claim)
    assert isinstance(last, Claim)
    assert isinstance(bad, BadClaim)
    return bad


FAULTS = [
    ('id = "c"\ntitel = "t"\nderivation = ["1 == 1"]', "unknown key titel", "titel", "title"),
    ('title = "t"\nderivation = ["1 == 1"]', "id is missing", "[[claim]]", "id"),
    ('id = "Not Kebab"\nderivation = ["1 == 1"]', "kebab-case", "Not Kebab", "small-words"),
    ('id = "good"\nderivation = ["1 == 1"]', "two claims are called good", "id", "rename"),
    ('id = "c"', "there is no derivation", "[[claim]]", "derivation"),
    ('id = "c"\nderivation = ["1"]', "says nothing", "derivation", "=="),
    ('id = "c"\nderivation = "1 == 1"', "derivation is a list", "derivation", "["),
    ('id = "c"\nderivation = ["1", 2]', "a string or a table", "2]", ""),
    ('id = "c"\nderivation = ["1", "2"]', "begins with its relation", '2"]', "=="),
    ('id = "c"\nderivation = ["== 1"]', "first entry", '== 1"]', "begin with"),
    (
        'id = "c"\nderivation = ["1", { to = "== 1", bye = "x" }]',
        "unknown key bye",
        "bye",
        "did you mean by?",
    ),
    (
        'id = "c"\ngiven = { x = "real" }\nderivation = ["log(x)", "== log(y)"]',
        "unknown name y",
        "y)",
        "",
    ),
    (
        'id = "c"\ngiven = { x = "real", y = "real" }\nderivation = ["x == x"]',
        "y is given and never used",
        "y =",
        "remove y",
    ),
    (
        'id = "c"\ngiven = { x = "rael" }\nderivation = ["x == x"]',
        "no domain",
        "rael",
        "did you mean real?",
    ),
    (
        'id = "c"\ngiven = { "1x" = "real" }\nderivation = ["1 == 1"]',
        "is not a name",
        '"1x"',
        "letters",
    ),
    (
        'id = "c"\ngiven = { x = "real" }\nlet = { x = "1" }\nderivation = ["x == x"]',
        "given or defined twice",
        'x = "1"',
        "rename",
    ),
    (
        'id = "c"\ngiven = { x = "real" }\nderivation = ["x", "<= x", ">= x"]',
        "cannot mix",
        '>= x"]',
        "lemma",
    ),
    (
        'id = "c"\ngiven = { x = "real" }\nconclusion = "x == 2*x"\nderivation = ["x", "== x + x"]',
        "the chain ends with x + x",
        "x == 2*x",
        "missing step",
    ),
    (
        'id = "c"\ngiven = { x = "real" }\nconclusion = "x < x + 1"\nderivation = ["x <= x + 1"]',
        "the chain shows <=",
        "x < x + 1",
        "",
    ),
    (
        'id = "c"\ngiven = { x = "vector(2)" }\nderivation = ["x", "== 1"]',
        "cannot equate a vector(2) and a number",
        '== 1"]',
        "",
    ),
    (
        'id = "c"\nderivation = ["1", { to = "== 1", by = "lemma:no" }]',
        "there is no lemma no above",
        "by =",
        "",
    ),
    ('id = "c"\nexpect = "proved"\nderivation = ["1 == 1"]', "cannot be expected", "expect", ""),
    ('id = "c"\ngiven = ["x"]\nderivation = ["1 == 1"]', "given is a table", "given", ""),
    ('id = "c"\ntags = ["a", 1]\nderivation = ["1 == 1"]', "tags lists strings", "1]\n", ""),
    ('id = "c"\nassume = ["1"]\nderivation = ["1 == 1"]', "not a condition", '1"]\nd', ""),
    (
        'id = "c"\nsource = { documnet = "d" }\nderivation = ["1 == 1"]',
        "unknown key documnet",
        "documnet",
        "document",
    ),
    (
        'id = "c"\nderivation = ["1 == 1"]\n[[claim.lemma]]\nid = "l"\nsteps = []',
        "unknown key steps",
        "steps",
        "",
    ),
    (
        'id = "c"\ngiven = { x = "real" }\nderivation = ["x", """\n== x\n + zeta"""]',
        "unknown name zeta",
        "zeta",
        "",
    ),
    (
        'id = "c"\ngiven = { "\\u03b8" = "real" }\nderivation = ["\\u03b8", "== \\u03b8 + zeta"]',
        "unknown name zeta",
        "zeta",
        "",
    ),
    (
        'id = "c"\nderivation = ["1 == 1"]\n[[claim.lemma]]\nid = "l"\nderivation = ["1 == 1"]\n'
        '[[claim.lemma]]\nid = "l"\nderivation = ["2 == 2"]',
        "two lemmas are called l",
        'id = "l"\nderivation = ["2',
        "rename",
    ),
    (
        'id = "c"\nconclusion = "1 == 1"\n[[claim.lemma]]\nid = "l"\nderivation = ["1 == 1"]',
        "a conclusion without a derivation",
        '1 == 1"\n',
        "derivation = ",
    ),
    (
        'id = "c"\nconclusion = "2 == 1"\nderivation = ["1 == 1"]',
        "the chain begins with 1, the conclusion with 2",
        "2 == 1",
        "missing step",
    ),
    (
        'id = "c"\ntitle = "a\\u202eb"\nderivation = ["1 == 1"]',
        "the text contains '\\u202e'",
        "\\u202e",
        "remove it",
    ),
    ('id = "c"\nderivation = ["1 == 1]', "this is not TOML", "]\n\n[[claim]]", ""),
]


@pytest.mark.parametrize(("body", "message", "at", "remedy"), FAULTS, ids=[f[1] for f in FAULTS])
def test_fault(body: str, message: str, at: str, remedy: str) -> None:
    """A fault would pass, cost other claims, or be reported in another place."""
    bad = faulty(body)
    assert message in bad.error.message
    assert remedy in bad.error.remedy
    location = bad.error.location
    assert location is not None
    document = f"{GOOD}[[claim]]\n{body}\n{GOOD.replace('good', 'other')}"
    offset = document.index(at, document.rindex("[[claim]]", 0, document.index(body)))
    if message == "this is not TOML":
        # The parser notices the missing quote at the end of its line.
        offset += 1
    line = document.count("\n", 0, offset) + 1
    column = offset - document.rfind("\n", 0, offset)
    assert (location.line, location.column) == (line, column)
    shown, caret = bad.error.excerpt.splitlines()
    assert shown == document.splitlines()[line - 1]
    assert caret.index("^") == column - 1


def test_errors_name_the_claim() -> None:
    """A list of errors would not say which claims they are about."""
    bad = faulty('id = "c"\nderivation = ["1", "== zeta"]')
    assert bad.id == bad.error.claim == "c"
    assert "claim c" in str(bad.error)


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    """One bad byte would cost the whole file, or be replaced in silence."""
    path = tmp_path / "claims.toml"
    bad = b'[[claim]]\nid = "bad"\ntitle = "\xff"\nderivation = ["1 == 1"]\n'
    path.write_bytes(GOOD.encode() + bad)
    good, found = read_claims(path)
    assert isinstance(good, Claim)
    assert isinstance(found, BadClaim)
    assert "UTF-8" in found.error.message
    assert str(found.error.location) == f"{path}:8:10"


def test_json_lines_fail_one_by_one(tmp_path: Path) -> None:
    """A bad line would cost the lines behind it, or be reported as another line."""
    path = tmp_path / "claims.jsonl"
    lines = [
        '{"id": "one", "derivation": ["1 == 1"]}',
        '{"id": "two", "derivation": ["1 == zeta"]}',
        "",
        '{"id": "three"',
        '{"id": "four", "id": "four"}',
        "[1]",
        '{"id": "five", "derivation": [NaN]}',
        '{"id": "six", "derivation": ["1", "== \\u0031 + \\"zeta"]}',
        '{"id": "one", "derivation": ["1 == 1"]}',
        '{"id": "seven", "derivation": ["1 == 1"]}',
    ]
    path.write_text("\n".join(lines))
    found = list(read_claims(path))
    bad = {
        claim.error.location.line: claim.error
        for claim in found
        if isinstance(claim, BadClaim) and claim.error.location
    }
    assert [claim.id for claim in found if isinstance(claim, Claim)] == ["one", "seven"]
    assert sorted(bad) == [2, 4, 5, 6, 7, 8, 9]
    assert bad[2].location is not None
    assert bad[2].location.column == lines[1].index("zeta") + 1
    assert bad[8].location is not None
    assert bad[8].location.column == lines[7].index('\\"zeta') + 1


def test_documents_that_nest_or_grow_without_end() -> None:
    """A hostile file would exhaust the stack or the memory."""
    for source, format in [
        ("x = " + "[" * 100_000, "toml"),
        ("[" * 100_000, "jsonl"),
        ('{"id": ' + "[" * 30 + "]" * 30 + "}", "jsonl"),
        ('{"id": "' + "a" * 2_000_000 + '"}', "jsonl"),
        ('{"id": ' + "9" * 10_000 + "}", "jsonl"),
        ("x = " + "9" * 10_000, "toml"),
    ]:
        found = list(read_claims(source, format))  # type: ignore[arg-type]
        assert found
        assert all(isinstance(claim, BadClaim) for claim in found)


def test_other_files(tmp_path: Path) -> None:
    """A missing file, or one of another kind, would be an error of ours."""
    with pytest.raises(UsageError, match="neither"):
        list(read_claims(tmp_path / "claims.yaml"))
    for name in ("missing.toml", "missing.jsonl"):
        with pytest.raises(UsageError, match="cannot be read"):
            list(read_claims(tmp_path / name))


def test_files_that_are_too_large() -> None:
    """A file of any size, or of any number of claims, would be read whole."""
    for source, message in [
        ("#" * 2_000_001, "more than 2000000 characters"),
        ("[[claim]]\n" * 10_001, "more than 10000 claims"),
    ]:
        (bad,) = read_claims(source)
        assert isinstance(bad, BadClaim)
        assert message in bad.error.message
        assert "JSON Lines" in bad.error.remedy


def test_claims_that_are_no_tables() -> None:
    """A list of words would hold no claims in silence."""
    bad, other = read_claims('claim = ["a", 3]')
    for found in (bad, other):
        assert isinstance(found, BadClaim)
        assert "a claim is a table" in found.error.message


def test_keys_of_thousands_of_parts() -> None:
    """A key of many dots would take the square of their number."""
    (bad,) = read_claims("[[claim]]\n" + ".".join("a" * 200) + " = 1\n")
    assert isinstance(bad, BadClaim)
    assert "more than 100 parts" in bad.error.message


def test_one_line_by_itself() -> None:
    """A corpus read line by line would hold other claims than one read as a file."""
    plain = read_line('{"id": "a", "derivation": ["1 == 1"]}', "c.jsonl", 7)
    general = read_line('{"id": "a", "tags": ["t"], "derivation": ["1 == 1"]}', "c.jsonl", 7)
    for found in (plain, general):
        assert isinstance(found, Claim)
        assert found.steps[0].location is not None
        assert found.steps[0].location.line == 7
    bad, faulty = read_line("{", "c.jsonl", 7), read_line('{"id": "a"}', "c.jsonl", 7)
    for found in (bad, faulty):
        assert isinstance(found, BadClaim)
        assert found.error.location is not None
        assert found.error.location.line == 7
    assert read_line("  ", "c.jsonl", 7) is None


def test_a_line_beyond_the_limit_is_one_line(tmp_path: Path) -> None:
    """What is left of a line that is too long would be read as the next one."""
    path = tmp_path / "claims.jsonl"
    good = '{"id": "good", "derivation": ["1 == 1"]}'
    path.write_text(f'{{"id": "{"a" * 2_500_000}"}}\n{good}\n')
    long, found = read_claims(path)
    assert isinstance(long, BadClaim)
    assert "more than 1000000 characters" in long.error.message
    assert isinstance(found, Claim)


def test_keys_outside_claims() -> None:
    """[claim] for [[claim]], or a misspelt table, would hold no claim in silence."""
    for source in ('[claim]\nid = "c"', '[[claims]]\nid = "c"', 'id = "c"'):
        (bad,) = read_claims(source)
        assert isinstance(bad, BadClaim)


@pytest.mark.parametrize(
    ("lines", "remedy"),
    [
        ('id = "a"\nid = "a"', "each key"),
        ('id = "a"\n[claim.given]\nx = "real"\n[claim.given]', "each table once"),
        ('id = "a"\ngiven = { x = "real",\n y = "real" }', "on one line"),
        ('id = "a"\nderivation = [\n"x"\n"== x"]', "commas"),
        ("id = a", "quotes"),
    ],
)
def test_slips_of_toml_have_their_remedy(lines: str, remedy: str) -> None:
    """The usual slips of TOML would be told by the words of a parser alone."""
    (bad,) = read_claims(f"[[claim]]\n{lines}\n")
    assert isinstance(bad, BadClaim)
    assert "this is not TOML" in bad.error.message
    assert remedy in bad.error.remedy
