"""Audits in worker processes."""

from __future__ import annotations

from pathlib import Path

from derivcheck.core.audit import MutantResult
from derivcheck.run.audit.execute import execute
from derivcheck.run.audit.mutants import Mutant
from derivcheck.run.audit.plan import Case
from derivcheck.run.audit.pool import Pool
from derivcheck.run.options import Options
from derivcheck.symbolic.example import read_goal

HANGING = '''"""A rule that never returns once it meets an error function."""

import time

import sympy

from derivcheck.symbolic.rule import Rule


def hang(value, context):
    time.sleep(60)


RULES = (Rule("hangs", "Nothing.", "nobody", (), (), on=(sympy.erf,), rewrite=hang),)
'''


def case(key: str, step: str, wrong: str) -> Case:
    """A case about one real number."""
    goal, other = read_goal("x: real", step), read_goal("x: real", wrong)
    return Case(key, "claim", 1, goal, Mutant("by-hand", other.statement))


def run(cases: list[Case], options: Options) -> dict[str, MutantResult]:
    """What becomes of the cases."""
    found: dict[str, MutantResult] = {}

    def tell(result: MutantResult) -> None:
        assert result.key not in found
        found[result.key] = result

    with Pool(2, options) as pool:
        execute(cases, pool, tell)
    return found


def test_each_case_ends_once() -> None:
    """A mutant would be forgotten, or counted twice."""
    step = "x + x == 2*x"
    cases = [
        case("killed", step, "x + x == 3*x"),
        case("equivalent", step, "x + x == 4*x/2"),
        case("follows", step, "x + x <= 2*x"),
    ]
    found = run(cases, Options(time_limit=60))
    assert {key: result.status for key, result in found.items()} == {
        "killed": "killed",
        "equivalent": "equivalent",
        "follows": "equivalent",
    }


def test_a_proof_that_hangs_costs_its_mutant_only(
    tmp_path: Path,
) -> None:
    """One hanging proof would stop an audit, or pass for a proof."""
    (tmp_path / "hanging_rules.py").write_text(HANGING)
    step = "erf(x) + x == x + erf(x)"
    cases = [
        case("hangs", step, "erf(x) + x == x - erf(-x)"),
        case("killed", step, "erf(x) + x == erf(x)"),
    ]
    options = Options(time_limit=8.0, rules=("hanging_rules",), path=str(tmp_path))
    found = run(cases, options)
    assert (found["killed"].status, found["hangs"].status) == ("killed", "survived")
    assert "timeout" in found["hangs"].reason
