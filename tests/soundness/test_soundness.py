"""The prover against rigorous refutation; `python -m tests.soundness` tries 10,000 pairs."""

from __future__ import annotations

import gc
import math
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import ZERO
from derivcheck.numeric.evaluate import evaluate
from derivcheck.numeric.points import as_ball
from derivcheck.symbolic.context import Context, OutOfReach
from derivcheck.symbolic.lower import lower, open_scope
from tests.soundness import check
from tests.soundness.check import compared, proved
from tests.soundness.pairs import NAMES, expression, pairs, refuted


def test_no_pair_is_both_proved_and_refuted() -> None:
    """The prover would be unsound, or the enclosures wrong."""
    counts = Counter(verdict for _, verdict, _ in compared(1, 100))
    assert counts["both"] == counts["crashed"] == 0
    assert counts["refuted"] > 30


def test_pairs_are_proved_as_well() -> None:
    """A prover that proves nothing would never be found at fault."""
    true = (goal for goal in pairs(1, 12) if refuted(goal, 0) is None)
    assert any(proved(goal) for goal in true)


def test_a_prover_that_says_yes_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults of the prover would be counted as refutations."""
    monkeypatch.setattr(check, "proved", lambda goal: True)
    assert {verdict for _, verdict, _ in compared(1, 20)} == {"unrefuted", "both"}


def test_a_crash_and_a_long_search_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash would pass for an open goal, or one search would hold up all others."""

    def broken(goal: Goal) -> bool:
        raise ValueError

    def endless(goal: Goal) -> bool:
        while True:
            pass

    for prover, verdict in ((broken, "crashed"), (endless, "unsettled")):
        monkeypatch.setattr(check, "proved", prover)
        found = {verdict for _, verdict, _ in compared(1, 8, limit=0.01)}
        assert found == {"unrefuted", verdict}


def test_no_limit_is_lost_in_a_collection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pair would run on, and the suite fail, where the signal meets a collector's callback."""

    def callback(phase: str, info: Any) -> None:
        sum(range(20_000))  # most of the time that the prover below takes

    def littering(goal: Goal) -> bool:
        while True:
            [[] for _ in range(1000)]

    monkeypatch.setattr(check, "proved", littering)
    gc.callbacks.append(callback)
    try:
        found = {verdict for _, verdict, _ in compared(1, 8, limit=0.05)}
    finally:
        gc.callbacks.remove(callback)
    assert found == {"unrefuted", "unsettled"}
    assert gc.isenabled()


def test_pairs_are_reproducible() -> None:
    """A failure of a long run could not be looked at again."""
    first, second = list(pairs(7, 20)), list(pairs(7, 20))
    assert [goal.statement for goal in first] == [goal.statement for goal in second]


def test_a_false_pair_is_refuted() -> None:
    """Nothing would be held against the prover."""
    x = NAMES[0]
    assert refuted(Goal(Statement(x + 1, "==", x), given=NAMES), 0) is not None


@given(st.randoms(use_true_random=False), st.integers(1, 999), st.integers(-999, 999))
@settings(max_examples=40, deadline=None)
def test_lowering_agrees_with_evaluation(random: Any, a: int, b: int) -> None:
    """The two routes would speak of different functions."""
    made = expression(random, 3)
    point = {"x": Fraction(a, 331), "y": Fraction(b, 331), "z": Fraction(a, 1000)}
    ours = evaluate(made, {name: as_ball(value) for name, value in point.items()})
    value, error = float(ours.value()), float(ours.error())
    assume(math.isfinite(value) and error <= 1e-9 * (1 + abs(value)))
    theirs = _lowered(made, point)
    assume(theirs is not None)
    assert abs(theirs - value) <= error + 1e-9 * (1 + abs(value))


def _lowered(made: Any, point: dict[str, Fraction]) -> float | None:
    """The value of the SymPy expression at a point; None where there is none."""
    goal = Goal(Statement(made, "==", ZERO), given=NAMES)
    context = Context(goal)
    scope = open_scope(goal, context)
    try:
        expression_ = lower(made, scope)
    except OutOfReach:
        return None
    here = {scope.values["x"]: point["x"], scope.values["y"]: point["y"]}
    (parameter,) = scope.values["z"].free_symbols
    here[parameter] = 1 / point["z"] - 1  # z = 1/(1 + u)
    number = expression_.xreplace({k: _rational(v) for k, v in here.items()}).evalf(30)
    return float(number) if number.is_Float or number.is_Rational else None


def _rational(value: Fraction) -> Any:
    import sympy

    return sympy.Rational(value.numerator, value.denominator)
