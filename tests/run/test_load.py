"""Running the code of a claim."""

from __future__ import annotations

import pytest

from derivcheck.lang.errors import AuthorError
from derivcheck.run.load import load
from derivcheck.run.scan import scan
from tests.conftest import Write

HEAD = "from derivcheck import Derivation, claim\n\n\n"


def test_builds_the_claim(project: Write) -> None:
    """The claim that is checked would not be the one that is written."""
    path = project()
    one, two = (load(entry) for entry in scan(str(path), path.read_text()))
    assert (one.id, two.id, two.expect) == ("one-is-one", "one-is-two", "refuted")
    assert one.steps[0].location is not None
    assert one.steps[0].location.line == 10


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("@claim('a')\ndef a(d):\n    '''.'''\n    1 / 0\n", 7, "ZeroDivisionError"),
        ("@claim('a')\ndef a(d):\n    '''.'''\n    d.eq(1)\n", 7, "no beginning"),
        ("import nowhere\n@claim('a')\ndef a(d):\n    '''.'''\n", 4, "ModuleNotFoundError"),
        ("@claim('a')\ndef a(d):\n    '''.'''\n    d.eq(\n", 7, "SyntaxError"),
        ("@claim('a')\ndef a(d):\n    '''.'''\n    d.start(1)\n\n\na = 1\n", 4, "no claim"),
    ],
)
def test_mistakes_have_their_place(project: Write, text: str, line: int, message: str) -> None:
    """An author would not learn which line of the derivation is at fault."""
    path = project(HEAD + text)
    with pytest.raises(AuthorError, match=message) as caught:
        load(scan(str(path), path.read_text())[0])
    assert caught.value.location is not None
    assert (caught.value.location.file, caught.value.location.line) == (str(path), line)
