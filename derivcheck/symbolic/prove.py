"""prove(goal): the symbolic route from a goal to its evidence."""

from __future__ import annotations

import time
from dataclasses import replace
from difflib import get_close_matches

from derivcheck.core.claim import Goal
from derivcheck.core.evidence import SymbolicEvidence
from derivcheck.lang.errors import AuthorError
from derivcheck.symbolic import lemma
from derivcheck.symbolic.context import DEEPEST as SEARCH_DEEPEST
from derivcheck.symbolic.context import Context, OutOfReach
from derivcheck.symbolic.fast_path import fast_path
from derivcheck.symbolic.kernel import settle
from derivcheck.symbolic.matrix.prove import prove_matrix
from derivcheck.symbolic.matrix.vocabulary import mentions_matrices
from derivcheck.symbolic.registry import RULES, UNFOLDING
from derivcheck.symbolic.rule import Reduction, Rule

DEEPEST = 6
"""Reductions nested deeper than this are given up."""


def prove(
    goal: Goal, rules: tuple[Rule, ...] = (), deepest: int = SEARCH_DEEPEST
) -> SymbolicEvidence:
    """What the rules (ours and any extra ones) make of a goal; its `by` restricts them.

    Certificates inside certificates are looked for down to `deepest`.
    """
    began = time.perf_counter()
    context = open_context(goal, rules)
    context.search_deepest = deepest
    try:
        closed = attempt(goal, context)
    except OutOfReach as limit:
        closed = False
        context.missing[str(limit)] = None
    used = set(context.used)
    return SymbolicEvidence(
        status="proved" if closed else "open",
        rules=tuple(context.used) or (("algebra",) if closed else ()),
        trusts=tuple(context.trusts),
        fast_path=fast_path(goal),
        side_conditions=tuple(context.side_conditions),
        definitional=closed and "definition" in used and used <= UNFOLDING,
        reason="" if closed else "; ".join(context.missing) or "no rule closes this step",
        seconds=time.perf_counter() - began,
    )


def open_context(goal: Goal, rules: tuple[Rule, ...]) -> Context:
    """A fresh proof state; a step with `by` may use that rule and the unfolding of definitions."""
    known = RULES + rules
    only = None
    if goal.by and not goal.by.startswith("lemma:"):
        names = [rule.name for rule in known]
        if goal.by not in names:
            near = get_close_matches(goal.by, names, 3)
            hint = f"did you mean {' or '.join(near)}? " if near else ""
            raise AuthorError(
                f"no rule is called {goal.by!r}", remedy=f"{hint}`derivcheck rules` lists them"
            )
        only = frozenset({goal.by}) | UNFOLDING
    return Context(goal=goal, rules=known, only=only, prove=attempt)


def attempt(goal: Goal, context: Context) -> bool:
    """Try the normal form, then each way of reducing the goal; keep the record of what worked."""
    ways = (_reduce,) if goal.by.startswith("lemma:") else (_settle, _reduce)
    if mentions_matrices(goal.statement):
        ways = (_by_matrices, *ways)
    for way in ways:
        with context.attempt() as trial:
            trial.depth += 1
            if way(goal, trial):
                context.adopt(trial)
                return True
    return False


def _settle(goal: Goal, context: Context) -> bool:
    try:
        closed = settle(goal, context)
    except OutOfReach as limit:
        context.missing[str(limit)] = None
        return False
    if context.obligations:
        context.missing["not shown: " + "; ".join(context.obligations)] = None
    return closed and not context.obligations


def _by_matrices(goal: Goal, context: Context) -> bool:
    if goal.by.startswith("lemma:"):
        return False
    proof = prove_matrix(goal)
    if proof is None or not proof.proved:
        context.missing[proof.reason if proof else "no matrices here"] = None
        return False
    for name in proof.rules:
        context.use(name)
    for routine in proof.trusts:
        context.trust(routine)
    for condition in proof.side_conditions:
        context.condition(condition)
    return True


def _by_lemma(goal: Goal, context: Context) -> bool:
    """The first way of using the lemma that leaves nothing; those that end at once come first."""
    ways = list(lemma.reductions(goal))
    for deepest in (0, context.search_deepest):
        for reduction in ways:
            with context.attempt() as trial:
                trial.search_deepest = deepest
                if _discharge(reduction, trial):
                    trial.use(goal.by)
                    context.adopt(trial)
                    return True
    return False


def _reduce(goal: Goal, context: Context) -> bool:
    if context.depth > DEEPEST:
        return False
    if goal.by.startswith("lemma:"):
        return _by_lemma(goal, context)
    for rule in context.rules:
        if rule.reduce is None or not context.allows(rule.name):
            continue
        for reduction in rule.reduce(goal, context):
            with context.attempt() as trial:
                if _discharge(reduction, trial):
                    trial.use(rule.name)
                    context.adopt(trial)
                    return True
    return False


def _discharge(reduction: Reduction, context: Context) -> bool:
    for condition in reduction.side_conditions:
        context.condition(condition)
    for routine in reduction.trusts:
        context.trust(routine)
    inner = replace(context, only=None)
    return all(
        context.prove(goal, inner) and _keep(context, inner) for goal in reduction.obligations
    )


def _keep(context: Context, inner: Context) -> bool:
    context.adopt(inner)
    return True
