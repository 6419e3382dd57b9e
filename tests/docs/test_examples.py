"""The examples of the documentation: they must be what the program reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.claimfile.inventory import read_inventory
from derivcheck.core.derivation import Definition
from derivcheck.core.reader import read_claims
from derivcheck.core.verdict import judge, weakest
from derivcheck.run.routes import routes

PAGES = Path(__file__).parents[2] / "docs" / "pages"
SLIP = "log(a / b) + (a - b) * x"
"""The wrong equation of the tutorial."""
BLOCK = re.compile(r"^```(python|toml)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def blocks(language: str) -> list[object]:
    """The code blocks of a language on all pages, each under the name of its page."""
    return [
        pytest.param(match.group(2), id=f"{page.stem}-{number}")
        for page in sorted(PAGES.rglob("*.md"))
        for number, match in enumerate(BLOCK.finditer(page.read_text(encoding="utf-8")), start=1)
        if match.group(1) == language
    ]


@pytest.mark.parametrize("code", blocks("python"))
def test_python_example_builds(code: str) -> None:
    """A reader would copy an example that does not run."""
    names: dict[str, object] = {}
    exec(compile(code, "<example>", "exec"), names)  # the documentation's own code
    for value in names.values():
        if isinstance(value, Definition):
            assert value.build().steps


@pytest.mark.parametrize("code", blocks("python"))
def test_python_example_has_its_verdict(code: str) -> None:
    """The documentation would teach a claim that fails; the tutorial's slip must be found."""
    names: dict[str, object] = {}
    exec(compile(code, "<example>", "exec"), names)  # the documentation's own code
    both = routes()
    expected = "refuted" if SLIP in code else "verified"
    for value in names.values():
        if isinstance(value, Definition):
            goals = [goal for _, goal in value.build().goals()]
            found = tuple(judge(both.symbolic(g), both.numeric(g))[0] for g in goals)
            assert weakest(found) == expected


@pytest.mark.parametrize("text", blocks("toml"))
def test_claim_file_example_reads(text: str) -> None:
    """A reader would copy a claim file, or an inventory, that is not read."""
    if text.startswith("document ="):
        assert read_inventory(text, "example.toml").equations
    elif "[[claim]]" in text:
        assert all(isinstance(claim, Claim) for claim in read_claims(text))
