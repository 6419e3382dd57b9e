"""Rules made wrong on purpose: the numbers contradict what they prove, and it is a conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
import sympy

from derivcheck.core.claim import Goal, Relation, Statement
from derivcheck.core.evidence import SymbolicEvidence
from derivcheck.core.verdict import judge
from derivcheck.lang.errors import ShapeError
from derivcheck.lang.shape import check_statement
from derivcheck.numeric.check import check
from derivcheck.symbolic.context import Context, OutOfReach
from derivcheck.symbolic.example import goal_of
from derivcheck.symbolic.prove import attempt, open_context
from derivcheck.symbolic.registry import RULES
from derivcheck.symbolic.rule import Reduction, Rule

Change = Callable[[Any], Any]
CHANGES: tuple[Change, ...] = (
    lambda value: value + 1,
    lambda value: 2 * value,
    lambda value: -value,
    lambda value: value / 2,
)
REWRITING = [rule for rule in RULES if rule.rewrite]
REDUCING = [rule for rule in RULES if rule.reduce]
CERTIFYING = [rule for rule in RULES if rule.certify]
WITHIN = [rule for rule in RULES if not (rule.rewrite or rule.reduce or rule.certify)]
"""Rules that are applied in the reading of a side, or in the normal form of matrices."""
FEW = 3
"""Examples that wrong certificates are tried on: the kernel refuses all alike, in a long search."""


def rewriting_wrongly(rule: Rule, change: Change) -> Rule:
    """The rule with its first rewriting of a proof changed."""
    first: list[Any] = []

    def rewrite(value: Any, context: Context) -> Any:
        made = rule.rewrite(value, context) if rule.rewrite else None
        if made is None or (first and first[0] != value):
            return made
        first[:] = [value]
        return change(made)

    return replace(rule, rewrite=rewrite)


def reducing_to_nothing(rule: Rule) -> Rule:
    """The rule with its obligations forgotten."""

    def reduce(goal: Goal, context: Context) -> Iterator[Reduction]:
        if rule.reduce:
            for made in rule.reduce(goal, context):
                yield replace(made, obligations=())

    return replace(rule, reduce=reduce)


def certifying_wrongly(rule: Rule) -> Rule:
    """The rule with certificates that are none: changed ones, constants, the gap itself."""

    def certify(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
        yield from (sympy.S.Zero, sympy.S.One, sympy.oo, gap**2, sympy.Abs(gap), gap + 1)
        if rule.certify:
            for made in rule.certify(gap, strict, context):
                yield from (made + 1, -made, 2 * made, made - gap)

    return replace(rule, certify=certify)


def proves(goal: Goal, wrong: Rule) -> bool:
    """Whether the prover closes a goal, and by the wrong rule, with that rule in its place."""
    rules = tuple(wrong if rule.name == wrong.name else rule for rule in RULES)
    context = replace(open_context(goal, ()), rules=rules)
    try:
        return attempt(goal, context) and wrong.name in context.used
    except OutOfReach:
        return False


def verdict(goal: Goal) -> str:
    """The verdict of a step that the prover believes in."""
    return judge(SymbolicEvidence("proved"), check(goal))[0]


def false_versions(goal: Goal) -> Iterator[Goal]:
    """The goal with its right side changed as a wrong rule might change it."""
    statement = goal.statement
    right = statement.rhs
    for other in (right + 1, 2 * right, right / 2, -right, right - 1):
        yield replace(goal, statement=replace(statement, rhs=other), by="")


def wrongly_proved(rule: Rule) -> Iterator[Goal]:
    """False steps that the rule, made wrong, proves."""
    goals = [goal_of(example, rule.name) for example in rule.holds]
    for change, goal in product(CHANGES, goals):
        for false in false_versions(goal):
            if proves(false, rewriting_wrongly(rule, change)):
                yield false


@pytest.mark.parametrize("rule", REWRITING, ids=lambda rule: rule.name)
def test_a_wrong_rewriting_is_a_conflict(rule: Rule) -> None:
    """A mistake in a rule would prove what is false, and the numbers would not notice."""
    assert "conflict" in (verdict(goal) for goal in wrongly_proved(rule))


@pytest.mark.parametrize("rule", REDUCING, ids=lambda rule: rule.name)
def test_forgotten_obligations_are_a_conflict(rule: Rule) -> None:
    """A rule that forgets what has to be shown would be believed."""
    goals = [replace(goal_of(example, rule.name), by="") for example in rule.fails]
    proved = [goal for goal in goals if proves(goal, reducing_to_nothing(rule))]
    assert not proved or "conflict" in {verdict(goal) for goal in proved}


@pytest.mark.parametrize("rule", CERTIFYING, ids=lambda rule: rule.name)
def test_a_wrong_certificate_is_refused(rule: Rule) -> None:
    """The kernel would take a certificate on trust."""
    for example in rule.fails[:FEW]:
        assert not proves(goal_of(example, rule.name), certifying_wrongly(rule))


@pytest.mark.parametrize("rule", WITHIN, ids=lambda rule: rule.name)
def test_a_wrong_result_would_be_a_conflict(rule: Rule) -> None:
    """A rule that cannot be exchanged for a wrong one would be out of the numbers' reach."""
    found = set[str]()
    for example in rule.holds:
        goal = goal_of(example, rule.name)
        equation = goal.statement.relation == "=="
        for false in false_versions(goal) if equation else [turned(goal)]:
            if fits(false.statement):
                found.add(verdict(false))
    assert "conflict" in found


def turned(goal: Goal) -> Goal:
    """The opposite of an inequality."""
    opposites: dict[Relation, Relation] = {"<=": ">", ">=": "<", "<": ">=", ">": "<="}
    relation = opposites[goal.statement.relation]
    return replace(goal, statement=replace(goal.statement, relation=relation))


def fits(statement: Statement) -> bool:
    """Whether both sides have one shape; a matrix plus 1 is none."""
    try:
        check_statement(statement.lhs, statement.relation, statement.rhs)
    except ShapeError:
        return False
    return True
