"""What an audit will try: the mutants of the steps of claims, all of them or a sample."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from derivcheck.core.audit import MutantResult, MutantStatus
from derivcheck.core.claim import Claim, Goal
from derivcheck.core.evidence import Witness
from derivcheck.lang.show.text import text
from derivcheck.run.audit.mutants import Mutant, mutants
from derivcheck.run.versions import versions


@dataclass(frozen=True, slots=True)
class Case:
    """A mutant with the step it was made of; `key` is the same in every audit that has it."""

    key: str
    claim: str
    step: int
    goal: Goal
    mutant: Mutant

    def ended(
        self,
        status: MutantStatus,
        reason: str = "",
        witness: Witness | None = None,
        seconds: float = 0.0,
    ) -> MutantResult:
        """What became of the mutant."""
        statement = self.mutant.statement
        return MutantResult(
            key=self.key,
            claim=self.claim,
            step=self.step,
            operator=self.mutant.operator,
            lhs=text(statement.lhs),
            relation=statement.relation,
            rhs=text(statement.rhs),
            status=status,
            reason=reason,
            witness=witness,
            seconds=seconds,
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """The mutants to be tried, out of `made` that there are, of so many steps and claims."""

    cases: tuple[Case, ...]
    claims: int
    steps: int
    made: int


def plan(
    claims: Iterable[Claim], *, seed: int = 0, limit: int | None = None, sample: int | None = None
) -> Plan:
    """The mutants of all steps of the claims that are expected to hold.

    A step of a claim that is expected to be refuted may be wrong itself, and a mutant of it right;
    those claims are left out. `limit` keeps so many mutants of each step, of as many kinds as it
    can; `sample` so many of all. Both choose by the seed alone.
    """
    mark = f"{seed} {sorted(versions().items())}"
    whole = [_step_cases(claim, mark) for claim in claims if claim.expect == "verified"]
    steps = [cases for claim_cases in whole for cases in claim_cases]
    kept = [case for cases in steps for case in _limited(cases, limit, seed)]
    if sample is not None and sample < len(kept):
        chosen = set(random.Random(seed).sample(range(len(kept)), sample))
        kept = [case for place, case in enumerate(kept) if place in chosen]
    return Plan(tuple(kept), len(whole), len(steps), sum(map(len, steps)))


def _step_cases(claim: Claim, mark: str) -> list[list[Case]]:
    return [
        [
            Case(_key(goal, mutant, mark), claim.id, step.index, goal, mutant)
            for mutant in mutants(goal)
        ]
        for step, goal in claim.goals()
    ]


def _limited(cases: list[Case], limit: int | None, seed: int) -> list[Case]:
    """Some of the cases of one step: one of each operator, then a second of each, and so on."""
    if limit is None or len(cases) <= limit:
        return cases
    kinds: dict[str, list[Case]] = {}
    for case in cases:
        kinds.setdefault(case.mutant.operator, []).append(case)
    shuffled = list(kinds.values())
    chance = random.Random(f"{seed} {cases[0].claim} {cases[0].step}")
    chance.shuffle(shuffled)
    rounds = zip_longest(*(chance.sample(kind, len(kind)) for kind in shuffled))
    turns = [case for turn in rounds for case in turn if case is not None]
    kept = {case.key for case in turns[:limit]}
    return [case for case in cases if case.key in kept]


def _key(goal: Goal, mutant: Mutant, mark: str) -> str:
    content = repr((goal.statement, goal.given, goal.assume, mutant, mark))
    return hashlib.sha256(content.encode()).hexdigest()[:20]


def open_cases(cases: Sequence[Case], known: Iterable[str]) -> list[Case]:
    """The cases that are not among the known keys."""
    done = set(known)
    return [case for case in cases if case.key not in done]
