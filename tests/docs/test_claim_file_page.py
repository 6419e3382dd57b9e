"""The page on writing claim files: its claims have the verdicts it says, its mistakes look so."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from derivcheck.core.claim import Claim
from derivcheck.core.claimfile import limits as of_files
from derivcheck.core.claimfile.claims import CLAIM_KEYS
from derivcheck.core.claimfile.schema import file_schema
from derivcheck.core.reader import BadClaim, Format, read_claims
from derivcheck.lang.parse import Scope, parse_domain
from derivcheck.lang.parse import limits as of_texts
from derivcheck.run.check import check_claim
from derivcheck.run.routes import routes

PAGE = Path(__file__).parents[2] / "docs" / "pages" / "howto" / "write-a-claim-file.md"
TEXT = PAGE.read_text(encoding="utf-8")
WHOLE = re.findall(r"^```toml\n(\[\[claim\]\]\n.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
LINES = re.findall(r"^```json\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
MISTAKES = re.findall(
    r"^```toml\n(derivation.*?)^```\n\n```text\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE
)


@pytest.mark.parametrize(
    ("text", "format"), [*((t, "toml") for t in WHOLE), *((t, "jsonl") for t in LINES)]
)
def test_its_claims_are_as_expected(text: str, format: Format) -> None:
    """A reader would copy a claim that fails."""
    (claim,) = read_claims(text, format)
    assert isinstance(claim, Claim)
    assert check_claim(claim, routes()).ok


@pytest.mark.parametrize("text", WHOLE)
def test_its_claims_fit_the_schema(text: str) -> None:
    """The page's own examples would be marked in an editor."""
    Draft202012Validator(file_schema()).validate(tomllib.loads(text))


@pytest.mark.parametrize(("line", "shown"), MISTAKES)
def test_its_mistakes_look_so(line: str, shown: str) -> None:
    """A reader would look for a message that the program does not give."""
    document = f'[[claim]]\nid = "logistic"\n{line}given = {{ x = "real" }}\n'
    (bad,) = read_claims(document)
    assert isinstance(bad, BadClaim)
    assert str(bad.error).replace("<text>", "homework.toml") == shown.strip()


def test_it_has_examples_of_each_kind() -> None:
    """The tests above would pass on a page without examples."""
    assert len(WHOLE) >= 5
    assert len(MISTAKES) >= 3
    assert json.loads(LINES[0])["id"] == "gibbs"


@pytest.mark.parametrize("key", CLAIM_KEYS)
def test_every_key_is_explained(key: str) -> None:
    """A key would exist that its reader cannot know."""
    assert f"| `{key}` |" in TEXT


def test_its_domains_are_domains() -> None:
    """The table of domains would list one that is refused."""
    table = TEXT.partition("## Domains")[2].partition("## Expressions")[0]
    scope = Scope()
    for name, domain in (("n", "natural"), ("m", "natural"), ("a", "real")):
        (claim,) = read_claims(_given(name, domain))
        assert isinstance(claim, Claim)
        scope = scope.declare(claim.given[0])
    listed = re.findall(r"`([^`]+)`", table.replace("\\|", "|"))
    domains = [domain for domain in listed if not domain.startswith("p(")]
    assert len(domains) > 25
    for domain in domains:
        assert parse_domain(domain, scope)


def _given(name: str, domain: str) -> str:
    return (
        f'[[claim]]\nid = "a"\nderivation = ["{name} == {name}"]\ngiven = {{ {name} = "{domain}" }}'
    )


def test_its_limits_are_the_limits() -> None:
    """The page would name a limit that is another."""
    table = TEXT.partition("## Limits")[2].partition("## Help")[0]
    for limit in (
        of_files.MAX_BYTES, of_files.MAX_CLAIMS, of_files.MAX_LINE, of_files.MAX_NAMES,
        of_files.MAX_ENTRIES, of_texts.MAX_TEXT, of_texts.MAX_DEPTH, of_texts.MAX_NODES,
        of_texts.MAX_PARTS,
        of_texts.MAX_DIGITS, of_texts.MAX_EXPONENT, of_texts.MAX_FACTORIAL,
    ):  # fmt: skip
        assert re.search(rf"\b{limit:,}\b", table), limit
