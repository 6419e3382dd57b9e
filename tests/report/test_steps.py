"""A failing claim as lines."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.report.steps import SHOWN, failing_steps, failure_text
from tests.report import samples


def test_failure_shows_step_witness_and_diagnosis() -> None:
    """A failure would not say where it stands, at which point, or by what slip."""
    text = failure_text(samples.refuted())
    for part in (
        "kl-shifted-gaussians",
        "step 3 of 3",
        "derivations/notes.py:13",
        "theta = 1, theta_0 = 0, epsilon = 1/2",
        "left side   4 ± 1e-12",
        "right side  2 ± 0",
        "a factor 2 is missing",
        "where       p = Normal(theta, epsilon)",
    ):
        assert part in text


def test_failure_has_no_colour_codes() -> None:
    """Text for a log would carry terminal codes."""
    assert "\x1b" not in failure_text(samples.refuted())


def test_worst_step_comes_first() -> None:
    """A merely unproved step would hide the false one behind it."""
    result = samples.refuted()
    doubtful = replace(result.steps[0], verdict="supported")
    mixed = replace(result, steps=(doubtful, *result.steps[1:]))
    assert [step.verdict for step in failing_steps(mixed)] == ["refuted", "supported"]


def test_further_failing_steps_are_counted() -> None:
    """A long derivation would flood the screen, or silently lose failing steps."""
    step = samples.refuted().steps[2]
    many = tuple(replace(step, step=replace(step.step, index=i)) for i in range(1, SHOWN + 3))
    text = failure_text(replace(samples.refuted(), steps=many))
    assert text.count("a factor 2 is missing") == SHOWN
    assert "not proved either: steps 4 (refuted), 5 (refuted)" in text


def test_claim_without_steps_gives_its_reason() -> None:
    """A claim that could not be read would fail without a word."""
    assert "the chain has no beginning" in failure_text(samples.unreadable())


def test_verified_claim_listed_as_false_says_so() -> None:
    """A claim whose refutation did not happen would fail without a word."""
    result = samples.verified()
    listed = replace(result, claim=replace(result.claim, expect="refuted"))
    assert "Every step is proved, though the claim is listed as false." in failure_text(listed)


def test_true_conclusion_of_a_false_chain_is_told() -> None:
    """The reader would take a false step for a false result."""
    result = replace(samples.refuted(), conclusion="proved")
    assert "The conclusion is proved all the same." in failure_text(result)
    assert "all the same" not in failure_text(samples.refuted())
