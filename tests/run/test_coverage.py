"""Inventories against the catalogue: what is there, what is missing, what a run found."""

from __future__ import annotations

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.coverage import Coverage, Item
from derivcheck.core.verdict import ClaimResult
from derivcheck.lang.errors import AuthorError, UsageError
from derivcheck.run.catalog import catalog
from derivcheck.run.check import check_claim
from derivcheck.run.coverage import chosen, cover
from derivcheck.run.inventories import inventories
from derivcheck.run.load import load
from derivcheck.run.options import Options
from tests.conftest import Write
from tests.run.fakes import fake_routes

INVENTORY = """
document = "A homework on numbers"
slug = "hw-1"

[[claim]]
id = "one-is-one"
title = "One is one."
status = "encoded"

[[claim]]
id = "opinion"
title = "One is a beautiful number."
status = "prose"
reason = "a matter of taste"

[[equation]]
number = "(1)"
claim = "one-is-one"

[[erratum]]
id = "one-is-two"
kind = "wrong"
where = "problem 2"
note = "One is not two."
claims = ["one-is-two", "one-is-one"]

[[erratum]]
id = "spelling"
kind = "typo"
where = "problem 2"
note = "won for one"
"""
"""Of the module that tests/conftest.py writes."""


def covered(project: Write, text: str = INVENTORY, *, run: bool = False) -> Coverage:
    """The coverage of a project with one module and this inventory."""
    folder = project().parent
    project(text, "homework.toml")
    entries = catalog((str(folder),))
    results = {entry.id: result(load(entry)) for entry in entries} if run else None
    return cover(entries, inventories((str(folder),)), results)


def result(claim: Claim) -> ClaimResult:
    """The claim checked by routes that answer at once."""
    return check_claim(claim, fake_routes(Options()))


def missing(coverage: Coverage) -> list[tuple[str, str, str]]:
    """What is missing and why."""
    (document,) = coverage.documents
    return [(item.kind, item.label, item.why) for item in document.missing]


def test_complete(project: Write) -> None:
    """A covered document would be said to lack something, or prose would count as encoded."""
    coverage = covered(project)
    (document,) = coverage.documents
    assert coverage.complete and not coverage.checked
    assert [(item.label, item.state) for item in document.items] == [
        ("one-is-one", "encoded"),
        ("opinion", "prose"),
        ("(1)", "encoded"),
        ("one-is-two", "encoded"),
        ("spelling", "note"),
    ]
    assert all(item.finding == "" for item in document.items)


def test_missing_equation(project: Write) -> None:
    """An equation that no step carries would go unnoticed."""
    more = '[[equation]]\nnumber = "(1.2)b"\nclaim = "one-is-one"\n'
    coverage = covered(project, INVENTORY + more)
    assert not coverage.complete
    assert missing(coverage) == [
        ("equation", "(1.2)b", 'no step of one-is-one has eq="1.2b"'),
    ]


def test_equation_of_another_claim(project: Write) -> None:
    """A number would count for a claim that does not have it because another one does."""
    text = INVENTORY.replace(
        'number = "(1)"\nclaim = "one-is-one"', 'number = "1"\nclaim = "one-is-two"'
    )
    assert [kind for kind, _, _ in missing(covered(project, text))] == ["equation"]


def test_missing_claims(project: Write) -> None:
    """A claim, an equation or an erratum whose claim does not exist would count as encoded."""
    found = missing(covered(project, INVENTORY.replace('"one-is-one"', '"one-is-won"')))
    assert [kind for kind, _, _ in found] == ["claim", "equation", "erratum"]
    assert {why for _, _, why in found} == {"no claim one-is-won in the catalogue"}


def test_prose_that_is_encoded(project: Write) -> None:
    """An inventory could call prose what has a derivation, and nobody would look at it."""
    text = INVENTORY.replace('"opinion"', '"one-is-two"')
    assert missing(covered(project, text))[0][:2] == ("claim", "one-is-two")


def test_unlisted_claim(project: Write) -> None:
    """A claim that the inventory forgets would not be seen."""
    text = INVENTORY.replace('claims = ["one-is-two", "one-is-one"]', 'claims = ["one-is-one"]')
    (document,) = covered(project, text).documents
    assert document.unlisted == ("one-is-two",)


def test_module_without_inventory(project: Write) -> None:
    """A document nobody took stock of would look complete."""
    project('from derivcheck import claim\n\n@claim("x")\ndef x(d):\n    """X."""\n', "bare.py")
    coverage = covered(project)
    assert coverage.bare == ("bare",)
    assert not coverage.complete


def test_findings_of_a_run(project: Write) -> None:
    """An expected refutation would count as a failure, or as verified."""
    (document,) = covered(project, run=True).documents
    findings = {(item.kind, item.label): item.finding for item in document.items}
    assert findings == {
        ("claim", "one-is-one"): "verified",
        ("claim", "opinion"): "",
        ("equation", "(1)"): "verified",
        ("erratum", "one-is-two"): "refuted",
        ("erratum", "spelling"): "",
    }


def test_a_false_equation_is_not_ok(project: Write) -> None:
    """An equation whose step fails would count as verified."""
    folder = project(BROKEN).parent
    project(INVENTORY, "homework.toml")
    entries = catalog((str(folder),))
    results = {entry.id: result(load(entry)) for entry in entries}
    (document,) = cover(entries, inventories((str(folder),)), results).documents
    assert {(item.kind, item.label): item.why for item in document.failed} == {
        ("claim", "one-is-one"): "one-is-one is refuted, expected verified",
        ("equation", "(1)"): "its step is refuted",
        ("erratum", "one-is-two"): "one-is-one is refuted, expected verified",
    }


BROKEN = '''"""A homework."""
from derivcheck import Derivation, claim

@claim("one-is-one")
def one(d: Derivation) -> None:
    """One is one."""
    d.start(1)
    d.eq(3, eq="1")

@claim("one-is-two", expect="refuted")
def two(d: Derivation) -> None:
    """One is not two."""
    d.start(1)
    d.eq(2)
'''


def test_a_claim_that_was_not_run(project: Write) -> None:
    """A claim without a result would count as verified."""
    folder = project().parent
    project(INVENTORY, "homework.toml")
    entries = catalog((str(folder),))
    only = {entries[0].id: result(load(entries[0]))}
    (document,) = cover(entries, inventories((str(folder),)), only).documents
    assert document.failed == (
        Item(
            "erratum",
            "one-is-two",
            "encoded",
            ("one-is-two", "one-is-one"),
            "not ok",
            "one-is-two was not run",
        ),
    )


@pytest.mark.parametrize("word", ["homework", "hw-1", "A homework on numbers", "all"])
def test_names_of_a_document(project: Write, word: str) -> None:
    """A document could not be asked for by one of its names."""
    folder = project().parent
    project(INVENTORY, "homework.toml")
    project(INVENTORY.replace("hw-1", "hw-2").replace("numbers", "sets"), "other.toml")
    entries, listed = catalog((str(folder),)), inventories((str(folder),))
    found = chosen(entries, listed, [word])
    assert len(found[1]) == (2 if word == "all" else 1)
    assert len(found[0]) == 2


def test_unknown_document(project: Write) -> None:
    """A misspelt document would look complete."""
    folder = project().parent
    with pytest.raises(UsageError, match="did you mean homework"):
        chosen(catalog((str(folder),)), [], ["homwork"])


def test_inventory_of_a_module_alone(project: Write) -> None:
    """A catalogue of single modules would have no inventories."""
    module = project()
    project(INVENTORY, "homework.toml")
    assert [found.slug for found in inventories((str(module),))] == ["hw-1"]


def test_broken_inventory_names_its_file(project: Write) -> None:
    """A broken inventory would be skipped, and its document look complete."""
    folder = project("document = 3\n", "homework.toml").parent
    with pytest.raises(AuthorError, match=r"homework\.toml:1:1"):
        inventories((str(folder),))
