"""Reading claims from source text."""

from __future__ import annotations

import pytest

from derivcheck.lang.errors import AuthorError
from derivcheck.run.scan import scan
from tests.conftest import MODULE

HEAD = "from derivcheck import claim\n\n\n"


def test_claims_with_their_places() -> None:
    """A claim would be listed with a wrong title, line or source."""
    one, two = scan("/x/homework.py", MODULE)
    assert (one.id, one.title, one.function) == ("one-is-one", "One is one.", "one")
    assert MODULE.splitlines()[one.line - 1].startswith('@claim("one-is-one"')
    assert (one.document, one.document_title) == ("homework", "A homework: on numbers.")
    assert (one.source_document, two.source_document) == ("A homework", "A homework")
    assert (two.tags, two.expect) == (("false",), "refuted")
    assert MODULE.splitlines()[two.line - 1].startswith("@claim(")


@pytest.mark.parametrize(
    "body",
    [
        "    d.start(1)\n",
        '    "one line"\n',
        "    '''it isn't'''\n",
        '    r"""raw"""\n    d.eq(1)\n',
    ],
)
def test_any_way_to_write_a_docstring(body: str) -> None:
    """A claim would be lost, or the next one with it, because of how its docstring is written."""
    text = HEAD + "".join(f"@claim('a-{i}')\ndef a{i}(d):\n{body}\n\n" for i in range(2))
    assert [entry.id for entry in scan("m.py", text)] == ["a-0", "a-1"]


def test_nothing_runs() -> None:
    """Listing would execute the module."""
    text = HEAD + "raise SystemExit\n\n\n@claim('a')\ndef a(d):\n    raise SystemExit\n"
    assert [entry.id for entry in scan("m.py", text)] == ["a"]


def test_a_claim_in_a_string_is_none() -> None:
    """Text that only quotes a claim would be listed as one."""
    text = f'"""Example:\n\n@claim("quoted")\ndef f(d):\n    \'\'\'doc\'\'\'\n"""\n{HEAD}'
    assert scan("m.py", text) == []


def test_syntax_error_has_its_place() -> None:
    """The author would not be told where the syntax is wrong."""
    with pytest.raises(AuthorError) as caught:
        scan("m.py", HEAD + "@claim('a'\ndef a(d):\n    pass\n")
    assert str(caught.value).startswith("m.py:4:")
    assert "^" in caught.value.excerpt


@pytest.mark.parametrize("arguments", ["NAME", "'a', sources='x'", "7", ""])
def test_arguments_are_literals(arguments: str) -> None:
    """A decorator that cannot be read without running would be guessed at."""
    with pytest.raises(AuthorError, match="literals"):
        scan("m.py", HEAD + f"@claim({arguments})\ndef a(d):\n    '''doc'''\n")
