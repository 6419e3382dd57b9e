"""False steps, each with the slip that was made: some written by hand, some made by machine."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from derivcheck.core.claim import Goal
from derivcheck.numeric.separate import Separator
from derivcheck.run.audit.plan import Case, plan
from derivcheck.run.catalog import catalog
from derivcheck.run.diagnose import Diagnosis
from derivcheck.run.load import load
from derivcheck.symbolic.example import read_goal

BY_HAND = Path(__file__).with_name("by_hand.toml")
DERIVATIONS = Path(__file__).parents[2] / "derivations"
LABELS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "relation": frozenset({"relation"}),
        "sign": frozenset({"sign"}),
        "argument": frozenset({"sign", "fraction"}),
        "factor": frozenset({"factor"}),
        "dropped-term": frozenset({"term", "constant"}),
        "dropped-factor": frozenset({"factor"}),
        "inverted": frozenset({"fraction"}),
        "constant": frozenset({"constant"}),
        "exponent": frozenset({"power"}),
        "square": frozenset({"power"}),
        "logarithm": frozenset({"function"}),
        "base": frozenset({"base"}),
        "divergence": frozenset({"swap"}),
        "laws": frozenset({"swap"}),
        "arguments": frozenset({"swap"}),
    }
)
"""The kinds of slip that explain a mutant, by the operator that made it."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A false step and the kinds of slip it may be called."""

    name: str
    goal: Goal
    kinds: frozenset[str]

    def named_by(self, found: Diagnosis | None) -> bool:
        """Whether a diagnosis calls the slip what it is."""
        return found is not None and found.slip.kind in self.kinds


def by_hand() -> list[Labelled]:
    """The slips of by_hand.toml."""
    rows = tomllib.loads(BY_HAND.read_text(encoding="utf-8"))["slip"]
    return [
        Labelled(row["step"], read_goal(row["given"], row["step"]), frozenset({row["kind"]}))
        for row in rows
    ]


def by_machine(seed: int = 0, of_each: int = 5) -> list[Labelled]:
    """So many mutants of each labelled operator, from the whole catalogue, that a point refutes."""
    entries = catalog((str(DERIVATIONS),))
    claims = [load(entry) for entry in entries if entry.expect == "verified"]
    cases = list(plan(claims, seed=seed).cases)
    random.Random(seed).shuffle(cases)
    chosen: list[Labelled] = []
    for operator, kinds in LABELS.items():
        made = (case for case in cases if case.mutant.operator == operator)
        wrong = (case for case in made if _is_false(case))
        chosen += [_labelled(case, kinds) for _, case in zip(range(of_each), wrong, strict=False)]
    return chosen


def _is_false(case: Case) -> bool:
    return Separator(case.goal).refute(case.mutant.statement, 5.0) is not None


def _labelled(case: Case, kinds: frozenset[str]) -> Labelled:
    goal = replace(case.goal, statement=case.mutant.statement, by="", certificate=())
    return Labelled(f"{case.claim} step {case.step}, {case.mutant.operator}", goal, kinds)
