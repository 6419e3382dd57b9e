"""The example claims, from TOML and from JSON Lines."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.reader import BadClaim, read_claims
from derivcheck.lang.algebra import ZERO, Symbol
from derivcheck.lang.declare import NATURAL
from derivcheck.lang.parse import Scope, parse_expression
from derivcheck.lang.show import text

EXAMPLES = Path(__file__).parents[2] / "data" / "examples.toml"


def read(source: Path | str, format: str = "toml") -> list[Claim]:
    """The claims of a source, all of which must be good."""
    found = list(read_claims(source, format))  # type: ignore[arg-type]
    bad = [str(claim.error) for claim in found if isinstance(claim, BadClaim)]
    assert not bad
    return [claim for claim in found if isinstance(claim, Claim)]


def test_every_example_reads() -> None:
    """A construct of the format would be refused."""
    claims = read(EXAMPLES)
    assert len(claims) == EXAMPLES.read_text().count("[[claim]]")
    assert {claim.expect for claim in claims} == {"verified", "refuted"}


def test_json_lines_mean_the_same() -> None:
    """The two formats would make different claims of the same tables."""
    tables = tomllib.loads(EXAMPLES.read_text())["claim"]
    lines = "\n".join(json.dumps(table) for table in tables)
    for one, other in zip(read(EXAMPLES), read(lines, "jsonl"), strict=True):
        assert (one.id, one.given, one.assume) == (other.id, other.given, other.assume)
        assert [s.statement for s in one.all_steps()] == [s.statement for s in other.all_steps()]
        assert [s.by for s in one.all_steps()] == [s.by for s in other.all_steps()]


@pytest.mark.parametrize("claim", read(EXAMPLES), ids=lambda claim: claim.id)
def test_steps_read_back_from_their_text(claim: Claim) -> None:
    """A report's text would mean another claim than the one that was checked."""
    scope = Scope.of(*(name for name in claim.given))
    for step in claim.all_steps():
        for side in (step.statement.lhs, step.statement.rhs):
            assert parse_expression(text(side), scope) == side


def test_a_chain_and_its_remarks() -> None:
    """Relations, notes, places and the author's text would be lost or shifted."""
    claim = read(EXAMPLES)[0]
    first, second = claim.steps
    assert (first.statement.relation, second.statement.relation) == ("==", "<=")
    assert second.note == "log u <= u - 1, twice"
    assert second.written == ("log(x) + log(y)", "x - 1 + y - 1")
    assert second.statement.lhs is first.statement.rhs
    assert second.location is not None
    line = EXAMPLES.read_text().splitlines()[second.location.line - 1]
    assert line[second.location.column - 1 :].startswith("<= x - 1")


def test_lemmas_come_before_the_chain_that_uses_them() -> None:
    """A lemma would be used before it is shown."""
    claim = next(claim for claim in read(EXAMPLES) if claim.lemmas)
    assert [step.lemma for step in claim.all_steps()] == ["ratio", ""]
    assert [step.index for step in claim.all_steps()] == [1, 2]
    assert claim.goal(claim.steps[0]).lemmas[0][0] == "ratio"


def test_sizes_are_among_the_given_names() -> None:
    """The size of a vector would have no domain to be drawn from."""
    claim = next(claim for claim in read(EXAMPLES) if claim.id == "squared-distance")
    assert Symbol("n", NATURAL) in claim.given


def test_a_comparison_alone_is_a_chain() -> None:
    """["KL(p, q) >= 0"] would be a chain without steps."""
    source = """
[[claim]]
id = "gibbs"
given = { p = "density", q = "density" }
derivation = [{ to = "KL(p, q) >= 0", equation = 7 }]
source = "A course: lecture 2, eq. 7"
"""
    (claim,) = read(source)
    (step,) = claim.steps
    assert step.statement.relation == ">="
    assert step.statement.rhs == ZERO
    assert step.equation == "7"
    assert claim.source.document == "A course"
