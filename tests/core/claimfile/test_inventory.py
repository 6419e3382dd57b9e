"""Reading inventories: what they say, and where a broken one is at fault."""

from __future__ import annotations

import pytest

from derivcheck.core.claimfile.inventory import read_inventory
from derivcheck.core.inventory import Erratum, Inventory, ListedClaim, ListedEquation
from derivcheck.lang.errors import AuthorError

HEAD = 'document = "A homework"\nslug = "homework"\n'
CLAIM = '[[claim]]\nid = "a"\ntitle = "t"\nstatus = "encoded"\n'
ERRATUM = '[[erratum]]\nid = "e"\nkind = "typo"\nwhere = "page 1"\nnote = "n"\n'


def test_every_part_is_read() -> None:
    """Part of an inventory would be lost, and with it what is missing."""
    prose = '[[claim]]\nid = "b"\ntitle = "t"\nstatus = "prose"\nreason = "an opinion"\n'
    equations = (
        '[[equation]]\nnumber = "(1.1)a"\nclaim = "a"\n[[equation]]\nnumber = 7\nclaim = "a"\n'
    )
    text = HEAD + CLAIM + prose + equations + ERRATUM + 'claims = ["e", "a"]\n'
    assert read_inventory(text, "somewhere/homework.toml") == Inventory(
        module="homework",
        slug="homework",
        document="A homework",
        claims=(
            ListedClaim("a", "t", "encoded"),
            ListedClaim("b", "t", "prose", "an opinion"),
        ),
        equations=(ListedEquation("(1.1)a", "a"), ListedEquation("7", "a")),
        errata=(Erratum("e", "typo", "page 1", "n", ("e", "a")),),
    )


FAULTS = [
    ("document = ", "this is not TOML", "h.toml:1:", "quotes"),
    ('slug = "s"', "document is missing", "h.toml:1:1", "document ="),
    (HEAD + 'title = "x"', "unknown key title", "h.toml:3:1", "an inventory has"),
    (HEAD + CLAIM.replace("title", "titel"), "unknown key titel", "h.toml:5:1", "title"),
    (HEAD + CLAIM.replace('"t"', '""'), "title is empty", "h.toml:5:1", "title ="),
    (HEAD + CLAIM.replace('"t"', "3"), "title is text", "h.toml:5:1", "title ="),
    (HEAD + CLAIM.replace("encoded", "encode"), "unknown status encode", "h.toml:6:1", "encoded"),
    (HEAD + CLAIM.replace("encoded", "prose"), "why is not said", "h.toml:3:1", "reason"),
    (HEAD + CLAIM + CLAIM, "this claim is listed already", "h.toml:8:1", "remove"),
    (HEAD + 'claim = "a"', "claim is a list", "h.toml:3:1", "claim ="),
    (HEAD + 'claim = ["a"]', "claim lists tables", "h.toml:3:10", ""),
    (HEAD + '[[equation]]\nclaim = "a"', "number is missing", "h.toml:3:1", "as it is printed"),
    (HEAD + '[[equation]]\nnumber = "1"', "claim is missing", "h.toml:3:1", "claim ="),
    (HEAD + ERRATUM.replace('note = "n"\n', ""), "note is missing", "h.toml:3:1", "note ="),
    (HEAD + ERRATUM + 'claims = "e"', "claims is a list", "h.toml:8:1", "claims ="),
    (HEAD + ERRATUM + 'claims = ["e", "e"]', "e is named twice", "h.toml:8:1", "once"),
    (HEAD + ERRATUM + "claims = [1]", "claims lists strings", "h.toml:8:11", ""),
]


@pytest.mark.parametrize(("text", "message", "place", "remedy"), FAULTS)
def test_fault_has_place_cause_and_remedy(text: str, message: str, place: str, remedy: str) -> None:
    """A broken inventory would pass, or its author would have to search for the mistake."""
    with pytest.raises(AuthorError) as caught:
        read_inventory(text, "h.toml")
    assert message in caught.value.message
    assert str(caught.value.location).startswith(place)
    assert remedy in caught.value.remedy
    assert "^" in caught.value.excerpt


def test_an_inventory_has_a_size() -> None:
    """A file of any size would be read whole."""
    with pytest.raises(AuthorError, match="more than 2000000 characters") as caught:
        read_inventory("#" * 2_000_001, "h.toml")
    assert str(caught.value.location).startswith("h.toml:1")
