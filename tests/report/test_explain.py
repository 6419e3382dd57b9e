"""Derivations for reading."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from derivcheck.lang.errors import UsageError
from derivcheck.report.explain import FORMATS, explain
from derivcheck.report.explain_markdown import escaped
from derivcheck.report.latex_text import latex_text
from tests.report import samples
from tests.report.snapshot import check_snapshot

ENDINGS = {"terminal": "txt", "markdown": "md", "latex": "tex", "json": "json"}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("kind", ["verified", "refuted", "refuted_as_expected", "unreadable"])
def test_snapshot(format: str, kind: str) -> None:
    """An explanation would change its look unnoticed."""
    text = explain(getattr(samples, kind)(), format, samples.RULES)
    check_snapshot(f"explain-{kind.replace('_', '-')}.{ENDINGS[format]}", text)


@pytest.mark.parametrize("format", FORMATS)
def test_tells_everything(format: str) -> None:
    """An explanation would leave out a rule, a side condition, a note or the evidence."""
    text = explain(samples.verified(), format, samples.RULES)
    for part in ("divergence", "A divergence is the expectation", "sympy.integrate", "42", "12"):
        assert part in text


@pytest.mark.parametrize("format", FORMATS)
def test_a_rule_is_stated_once(format: str) -> None:
    """A long derivation would repeat the statement of a rule at every step."""
    text = explain(samples.verified(), format, samples.RULES)
    assert text.count("A divergence is the expectation") == 1


def test_case_condition_stands_with_its_lemma() -> None:
    """A case would be read as if it held everywhere."""
    text = explain(samples.refuted_as_expected(), "terminal", samples.RULES)
    assert "Lemma ratio, for x > 0" in text


def test_lemmas_come_before_the_derivation() -> None:
    """A lemma would be used before it is shown."""
    text = explain(samples.refuted_as_expected(), "markdown", samples.RULES)
    assert text.index("## Lemma ratio") < text.index("## Derivation")


def test_a_fact_is_called_so() -> None:
    """The ids that the builder gives to facts would be shown as if an author had chosen them."""
    result = samples.refuted_as_expected()
    lemma = replace(result.claim.lemmas[0], id="fact-1")
    steps = (
        replace(result.steps[0], step=replace(result.steps[0].step, lemma="fact-1")),
        *result.steps[1:],
    )
    renamed = replace(result, claim=replace(result.claim, lemmas=(lemma,)), steps=steps)
    assert "\nFact 1, for x > 0\n" in explain(renamed, "terminal", samples.RULES)


def test_json_is_an_object() -> None:
    """A program could not read the explanation."""
    made = json.loads(explain(samples.verified(), "json", samples.RULES))
    assert made["schema"] == "derivcheck.explanation/1"
    assert [name["name"] for name in made["names"]] == ["theta", "theta_0", "epsilon"]
    assert made["rules"] == samples.RULES


def test_latex_environments_are_closed() -> None:
    """The fragment would not compile."""
    text = explain(samples.refuted(), "latex", samples.RULES)
    for name in ("align*", "itemize"):
        assert text.count(rf"\begin{{{name}}}") == text.count(rf"\end{{{name}}}") > 0
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")


def test_special_characters_are_escaped() -> None:
    """A sentence with a star or a percent sign would be set as markup."""
    assert escaped("a*b_c <x>") == r"a\*b\_c \<x\>"
    assert latex_text("50% & a_b ≤ θ") == r"50\% \& a\_b \ensuremath{\le} \ensuremath{\theta}"


def test_unknown_format() -> None:
    """A misspelt format would end in a traceback."""
    with pytest.raises(UsageError, match="markdown"):
        explain(samples.verified(), "pdf", samples.RULES)
