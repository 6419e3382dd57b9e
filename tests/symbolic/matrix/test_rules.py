"""Every rule closes its own example with itself among the rules used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import derivcheck.symbolic.matrix as room
from derivcheck.symbolic.matrix.prove import prove_matrix
from derivcheck.symbolic.matrix.rules import RULES
from derivcheck.symbolic.rule import Rule
from tests.symbolic.matrix.goals import goal

NAMED = {"argvalues": RULES, "ids": [rule.name for rule in RULES]}


@pytest.mark.parametrize("rule", **NAMED)
def test_holds_examples_are_closed(rule: Rule) -> None:
    """A rule whose example it does not close documents what is not there."""
    for example in rule.holds:
        proof = prove_matrix(goal(example.given, example.step, ";".join(example.assume)))
        assert proof is not None
        assert proof.proved, proof.reason
        assert rule.name in proof.rules


@pytest.mark.parametrize("rule", **NAMED)
def test_fails_examples_stay_open(rule: Rule) -> None:
    """A rule that closes the false example is unsound."""
    for example in rule.fails:
        proof = prove_matrix(goal(example.given, example.step, ";".join(example.assume)))
        assert proof is not None
        assert not proof.proved


def test_every_rule_used_is_declared() -> None:
    """A proof could name a rule that the reference does not explain."""
    folder = Path(room.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]
    used = {name for text in texts for name in re.findall(r'\.use\("([^"]+)"\)', text)}
    assert used == {rule.name for rule in RULES}
