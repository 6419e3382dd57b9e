"""The pages generated for the documents: what a reader finds there."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.inventory import Erratum, Inventory, ListedClaim, ListedEquation
from derivcheck.core.reader import read_claims
from derivcheck.run.options import Options
from tests.run.fakes import fake_routes

DOCS = Path(__file__).parents[2] / "docs"
TRUE = """
[[claim]]
id = "one-is-one"
title = "One is <one>"
source = { document = "A homework", at = "problem 1" }
derivation = ["1", { to = "== 1", equation = "(1.7)a", note = "at once" }, "== 1"]
"""
FALSE = """
[[claim]]
id = "one-is-two"
expect = "refuted"
derivation = ["1", "== 1", { to = "== 2", equation = "8" }]
"""
INVENTORY = Inventory(
    "homework",
    "A homework",
    "hw",
    (ListedClaim("one-is-one", "t", "encoded"), ListedClaim("b", "Why?", "prose", "an opinion")),
    (ListedEquation("7", "one-is-one"),),
    (
        Erratum("e", "wrong", "problem 2", "one is not *two*", ("one-is-two", "elsewhere")),
        Erratum("f", "typo", "page 1", "won for one."),
    ),
)
PLACES = {"one-is-one": "hw.md", "one-is-two": "hw.md"}


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The generator of document pages; its siblings can be imported while a test runs."""
    monkeypatch.syspath_prepend(str(DOCS))
    return importlib.import_module("document_pages")


def claims(text: str) -> list[Claim]:
    """The claims of a text."""
    return [claim for claim in read_claims(text) if isinstance(claim, Claim)]


def refuted(text: str) -> Mapping[str, Any]:
    """What refutes the claims of a text, by routes that answer at once."""
    found = importlib.import_module("counterexamples")
    result: Mapping[str, Any] = found.counterexamples(claims(text), fake_routes(Options()).numeric)
    return result


def test_document_page(pages: ModuleType) -> None:
    """A reader would miss a claim, a step with its number, what is prose, or an erratum."""
    page = pages.document_page(INVENTORY, claims(TRUE + FALSE), PLACES, {})
    assert "# A homework\n\n2 claims, 1 printed equation, 2 errata." in page
    assert "## One is &lt;one&gt; {#one-is-one}" in page
    assert "```text\n1\n  = 1    (1.7)a\n      at once\n  = 1\n```" in page
    assert "`one-is-two` · refuted: the statement is as printed, and false" in page
    assert "* Why? (`b`): an opinion" in page
    assert (
        "**problem 2** (wrong, `e`). one is not \\*two\\*. "
        "Claims: [`one-is-two`](hw.md#one-is-two), `elsewhere`." in page
    )
    assert page.endswith("**page 1** (typo, `f`). won for one.\n")


def test_errata_page_has_the_counterexample(pages: ModuleType) -> None:
    """The page would call something wrong and not show where it fails."""
    errata = importlib.import_module("errata_page")
    page = errata.errata_page([INVENTORY], PLACES, refuted(TRUE + FALSE))
    assert "2 errata in 1 document; 1 of them with a counterexample." in page
    assert "```text\n1 = 2    (8)\n  false: at every point" in page
    assert "the left side is 1 ± 0, the right side 2 ± 0" in page
    assert "(documents/hw.md#one-is-two)" in page


def test_no_counterexample_is_made_up(pages: ModuleType) -> None:
    """The pages would claim a refutation that nobody has."""
    assert refuted(FALSE.replace("== 2", "== 1")) == {}
    errata = importlib.import_module("errata_page")
    assert "0 of them with a counterexample" in errata.errata_page([INVENTORY], PLACES, {})
