"""The table of true steps and their one-slip twins."""

from __future__ import annotations

import pytest

from derivcheck.symbolic.matrix.prove import prove_matrix
from tests.symbolic.matrix.goals import PAIRS, Pair

NAMED = {"argvalues": PAIRS, "ids": [pair.id for pair in PAIRS]}


@pytest.mark.parametrize("pair", **NAMED)
def test_true_step_is_proved(pair: Pair) -> None:
    """A true step of the field that stays open is a gap in the rules."""
    proof = prove_matrix(pair.true())
    assert proof is not None
    assert proof.proved, proof.reason
    assert proof.rules and not proof.reason


@pytest.mark.parametrize("pair", **NAMED)
def test_twin_stays_open(pair: Pair) -> None:
    """A false step that is proved makes every verdict worthless."""
    proof = prove_matrix(pair.false())
    assert proof is not None
    assert not proof.proved
    assert proof.reason


def test_statement_without_matrices_is_not_ours() -> None:
    """A goal about numbers alone must go to the scalar prover, not be judged here."""
    from tests.symbolic.matrix.goals import goal

    assert prove_matrix(goal("a: real", "a == a")) is None


def test_named_rule_must_act() -> None:
    """A step with `by` would pass although its rule played no part."""
    from dataclasses import replace

    from tests.symbolic.matrix.goals import goal

    step = goal("n: natural; x y: vector(n)", "Dot(x, y) == Dot(y, x)")
    used, unused = replace(step, by="matrix.words"), replace(step, by="matrix.woodbury")
    assert prove_matrix(used).proved  # type: ignore[union-attr]
    assert not prove_matrix(unused).proved  # type: ignore[union-attr]


@pytest.mark.parametrize("step", ["Dot(x, P @ x) > 0", "Norm(x) > 0", "Dot(x, (P + P) @ x) > 0"])
def test_a_form_may_be_zero(step: str) -> None:
    """x'Px > 0 fails at x = 0: proved, it would contradict the numbers."""
    from tests.symbolic.matrix.goals import goal

    given = "n: natural; x: vector(n); P: positive definite matrix(n)"
    proof = prove_matrix(goal(given if "P" in step else given[: given.rindex(";")], step))
    assert proof is not None and not proof.proved


def test_an_assumed_sign_does_not_make_a_form_positive() -> None:
    """-c x'x > 0 for c < 0 fails at x = 0 too; for x'Px > 0 assumed, twice that is positive."""
    from tests.symbolic.matrix.goals import goal

    given = "n: natural; x: vector(n); P: positive definite matrix(n); c: real"
    for assumed, step, shown in (
        ("c < 0", "-c*Norm(x)**2 > 0", False),
        ("Dot(x, P @ x) > 0", "2*Dot(x, P @ x) > 0", True),
    ):
        names = given if "P" in step else given.replace("; P: positive definite matrix(n)", "")
        names = names if "c" in step else names.replace("; c: real", "")
        proof = prove_matrix(goal(names, step, assumed))
        assert proof is not None and proof.proved == shown
