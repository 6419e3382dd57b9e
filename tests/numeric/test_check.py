"""Whole goals: true statements agree, false ones are refuted with a witness, others stay open."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest

from derivcheck.core.claim import Claim, Goal
from derivcheck.core.reader import read_claims
from derivcheck.numeric.check import check

Row = tuple[str, str, str, str]
"""What is given, the left side, the relation with the right side, an assumption."""


def goal(given: str, lhs: str, rhs: str, assume: str = "") -> Goal:
    """The goal of a statement in the claim language."""
    lines = ["[[claim]]", 'id = "statement"', f'derivation = ["{lhs}", "{rhs}"]']
    if assume:
        lines.append(f'assume = ["{assume}"]')
    names = [part.split(": ") for part in given.split(", ") if part] if given else []
    merged: list[list[str]] = []
    for part in names:
        if len(part) == 1:
            merged[-1][1] += ", " + part[0]
        else:
            merged.append(part)
    if merged:
        lines.append("given = { " + ", ".join(f'{n} = "{d}"' for n, d in merged) + " }")
    (claim,) = read_claims("\n".join(lines))
    assert isinstance(claim, Claim), claim
    return next(iter(claim.goals()))[1]


STATEMENTS = tomllib.loads((Path(__file__).parent / "statements.toml").read_text("utf-8"))
TRUE: list[Row] = [tuple(row) for row in STATEMENTS["true"]]
FALSE: list[Row] = [tuple(row) for row in STATEMENTS["false"]]


@pytest.mark.parametrize("row", TRUE, ids=lambda row: f"{row[1]} {row[2]}")
def test_true_statements_agree(row: Row) -> None:
    """Broken if the numbers refuted a true statement, or could not tell."""
    found = check(goal(*row))
    assert found.status == "agrees", found
    assert found.points > 0


@pytest.mark.parametrize("row", FALSE, ids=lambda row: f"{row[1]} {row[2]}")
def test_false_statements_are_refuted(row: Row) -> None:
    """Broken if a false statement passed, or was refuted without a point that shows it."""
    found = check(goal(*row))
    assert found.status == "disagrees", found
    assert found.witness is not None


def test_no_admissible_point_is_vacuous() -> None:
    """Broken if contradictory assumptions counted as agreement."""
    assert check(goal("x: real", "x**2", "<= x", "x**2 + 1 <= 0")).status == "vacuous"


def test_past_the_deadline_a_goal_is_undecided() -> None:
    """Broken if a goal that hangs could not be given up."""
    made = goal("p: density", "E[x:p](x)", "== E[x:p](x)")
    found = check(made, deadline=time.monotonic() - 1)
    assert (found.status, found.reason) == ("undecided", "timeout")


def test_the_witness_is_small_and_round() -> None:
    """Broken if a plain counterexample were shown with long decimals."""
    found = check(goal("a: real, s: positive", "E[x:Normal(a, s)](x**2)", "== a**2 + s"))
    assert found.witness is not None
    assert all(len(text) <= 4 for _, text in found.witness.point)


def test_a_refutation_by_enclosures_is_certified() -> None:
    """Broken if a rigorous refutation were not told from one by quadrature."""
    found = check(goal("x: real", "sqrt(x**2)", "== x"))
    assert found.rigour == "rigorous"
    assert found.witness is not None and found.witness.certified


def test_the_same_seed_gives_the_same_evidence() -> None:
    """Broken if a report could not be repeated."""
    made = goal("p: density, q: density", "KL(p, q)", "== KL(q, p)")
    first, second = check(made, seed=3), check(made, seed=3)
    assert (first.witness, first.max_error) == (second.witness, second.max_error)


def test_a_failure_on_a_null_set_is_none() -> None:
    """Broken if x/x == 1 were refuted at 0, which is drawn as a simple number."""
    assert check(goal("x: real", "(x - 1)/(x - 1)", "== 1")).status == "agrees"


def test_a_failure_at_one_integer_is_a_failure() -> None:
    """Broken if what is false for n = 1 alone passed as a null set."""
    found = check(goal("n: natural", "Abs(n - 1)", "> 0"))
    assert found.status == "disagrees"
    assert found.witness is not None and found.witness.point == (("n", "1"),)
