"""Which claims a word means."""

from __future__ import annotations

import pytest

from derivcheck.lang.errors import UsageError
from derivcheck.run.scan import scan
from derivcheck.run.select import select
from tests.conftest import MODULE

ENTRIES = scan("/x/homework.py", MODULE) + scan(
    "/x/notes.py", MODULE.replace("one-is", "kl").replace("A homework", "Notes")
)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["all"], ["one-is-one", "one-is-two", "kl-one", "kl-two"]),
        (["homework"], ["one-is-one", "one-is-two"]),
        (["Notes: on numbers."], ["kl-one", "kl-two"]),
        (["notes"], ["kl-one", "kl-two"]),
        (["kl-*"], ["kl-one", "kl-two"]),
        (["kl-two", "one-is-one", "kl-two"], ["one-is-one", "kl-two"]),
    ],
)
def test_words(words: list[str], ids: list[str]) -> None:
    """A word would select other claims than it says, or in another order."""
    assert [entry.id for entry in select(ENTRIES, words)] == ids


@pytest.mark.parametrize(
    ("word", "near"), [("one-is-tow", "one-is-two"), ("homewrok", "homework"), ("qq*", "list")]
)
def test_unknown_word_names_the_nearest(word: str, near: str) -> None:
    """A misspelt claim would be passed over in silence, or without a hint."""
    with pytest.raises(UsageError, match=near):
        select(ENTRIES, [word])
