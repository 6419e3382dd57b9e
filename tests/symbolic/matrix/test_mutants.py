"""Whatever is proved among one-node slips of the true steps holds in numbers."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.shape import check_statement
from derivcheck.symbolic.matrix.prove import prove_matrix
from tests.symbolic.matrix.goals import PAIRS, Pair
from tests.symbolic.matrix.interpret import Undefined, World, value
from tests.symbolic.matrix.mutants import mutants

SIZES = ((2, 1), (1, 2), (2, 3))
STEP = 7
MOST = 6
"""Every seventh slip is tried, at most six a step: all of them take minutes."""

QUICK = tuple(
    pair
    for pair in PAIRS
    if not pair.assume and not any(w in pair.proved for w in ("E[", "Var", "KL", "Integral", "Cov"))
)


def slips(goal: Goal) -> Iterator[Goal]:
    """The goals with one node of the right side changed, those with fitting shapes."""
    letters = tuple(name for name in goal.given if isinstance(name, Symbol))
    statement = goal.statement
    for changed in mutants(statement.rhs, letters):
        made = Statement(statement.lhs, statement.relation, changed)
        try:
            check_statement(made.lhs, made.relation, made.rhs)
        except AuthorError:
            continue
        yield replace(goal, statement=made)


def holds(goal: Goal, seed: int, n: int, m: int) -> bool:
    """Whether both sides are defined and related at one point."""
    world = World(seed, {"n": n, "m": m, "K": 3})
    statement = goal.statement
    try:
        left, right = value(statement.lhs, world), value(statement.rhs, world)
    except Undefined:
        return False
    gap = np.asarray(left) - np.asarray(right)
    scale = 1 + np.max(np.abs(left)) + np.max(np.abs(right))
    if statement.relation == "==":
        return bool(np.max(np.abs(gap)) < 2e-5 * scale)
    sign = 1 if ">" in statement.relation else -1
    return bool(np.min(sign * gap) > -1e-6 * scale)


@pytest.mark.parametrize("pair", QUICK, ids=[pair.id for pair in QUICK])
def test_proved_slip_is_true(pair: Pair) -> None:
    """A proof of a step that the numbers deny would be a wrong word for a normal form."""
    for goal in islice(slips(pair.true()), 0, MOST * STEP, STEP):
        proof = prove_matrix(goal)
        if proof is not None and proof.proved:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                assert all(holds(goal, 1, n, m) for n, m in SIZES), str(goal.statement)


@pytest.mark.parametrize("pair", QUICK, ids=[pair.id for pair in QUICK])
def test_interpreter_agrees_with_the_table(pair: Pair) -> None:
    """A wrong interpreter, or a wrong table, would make the other tests of no worth."""
    assert all(holds(pair.true(), 2, n, m) for n, m in SIZES)
    tried = ((seed, n, m) for seed in range(8) for n, m in SIZES)
    assert not all(holds(pair.false(), seed, n, m) for seed, n, m in tried)
