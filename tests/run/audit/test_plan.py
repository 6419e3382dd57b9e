"""What an audit will try."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.core.claim import Claim, Statement, Step
from derivcheck.lang.declare import positives, real
from derivcheck.lang.functions import log
from derivcheck.run.audit.plan import open_cases, plan

X, Y = positives("x y")
T = real("t")
CLAIM = Claim(
    "sums",
    given=(X, Y, T),
    steps=(
        Step(1, Statement(log(X * Y), "==", log(X) + log(Y))),
        Step(2, Statement(log(X) + log(Y), "==", 2 * T**2 / X - 3 * Y + 1)),
    ),
)


def test_all_by_default() -> None:
    """Mutants would be left out unasked."""
    made = plan([CLAIM])
    assert (made.claims, made.steps, len(made.cases)) == (1, 2, made.made)
    assert {case.step for case in made.cases} == {1, 2}
    assert len({case.key for case in made.cases}) == made.made


def test_false_claims_are_left_out() -> None:
    """A mutant of a false step may be true, and would count as a survivor."""
    assert plan([replace(CLAIM, expect="refuted")]).cases == ()


def test_a_limit_keeps_many_kinds() -> None:
    """A limited audit would try a single kind of mistake."""
    made = plan([CLAIM], limit=5)
    assert len(made.cases) == 10
    for index in (1, 2):
        kinds = [case.mutant.operator for case in made.cases if case.step == index]
        assert len(set(kinds)) == 5


def test_choices_depend_on_the_seed_alone() -> None:
    """A sampled audit could not be repeated, or would always try the same."""
    first, again, other = (plan([CLAIM], seed=seed, sample=8).cases for seed in (1, 1, 2))
    assert first == again
    assert len(first) == 8
    assert [c.mutant for c in first] != [c.mutant for c in other]


def test_what_is_known_is_not_tried_again() -> None:
    """A resumed audit would start from the beginning."""
    cases = plan([CLAIM]).cases
    assert open_cases(cases, [case.key for case in cases[:5]]) == list(cases[5:])
