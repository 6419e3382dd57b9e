"""Every rule's own examples: those it closes, and those that must stay open."""

from __future__ import annotations

from typing import Any

import pytest

from derivcheck.symbolic.example import goal_of
from derivcheck.symbolic.prove import prove
from derivcheck.symbolic.registry import RULES
from derivcheck.symbolic.rule import Example


def _listed(kind: str) -> list[Any]:
    return [
        pytest.param(rule.name, example, id=f"{rule.name}: {example.step}")
        for rule in RULES
        for example in getattr(rule, kind)
    ]


@pytest.mark.parametrize(("name", "example"), _listed("holds"))
def test_the_rule_closes_its_example(name: str, example: Example) -> None:
    """A rule would not do what its documentation says."""
    evidence = prove(goal_of(example, name))
    assert evidence.status == "proved", evidence.reason
    assert name in evidence.rules


@pytest.mark.parametrize(("name", "example"), _listed("fails"))
def test_the_false_example_stays_open(name: str, example: Example) -> None:
    """The prover would be unsound."""
    assert prove(goal_of(example, name)).status == "open"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_both_kinds_of_examples(rule: Any) -> None:
    """A rule would be undocumented or untested."""
    assert rule.holds
    assert rule.fails
    assert rule.statement
    assert rule.source


def test_names_are_unique() -> None:
    """A report would name one rule and mean another."""
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
