"""The search for a certificate: every rule proposes, `check` decides."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.symbolic.certificate import check
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.heads import Extremum
from derivcheck.symbolic.manifest import manifest
from derivcheck.symbolic.probe import somewhere_negative
from derivcheck.symbolic.zero import is_zero


def certified(gap: Any, strict: bool, context: Context) -> bool:
    """Whether a certificate of gap >= 0 (> 0 if strict) is found among the rules that may act.

    Flat ones first: a rule that comes late finds at once what an earlier one looks for in vain
    among certificates inside certificates. An optimum that no rule could evaluate is a number of
    which nothing is known: only flat ones may be found beside it.
    """
    deepest = 0 if gap.has(Extremum) else context.search_deepest
    for depth in range(deepest + 1):
        context.search_limit = depth
        if _proposed(gap, strict, context) is not None:
            return True
    return False


def find(gap: Any, strict: bool, context: Context) -> Any:
    """A certificate for a part of a gap, or None; any rule may contribute."""
    if manifest(gap, strict, context):
        return gap
    return _proposed(gap, strict, context)


def settled(gap: Any, context: Context) -> Any:
    """A certificate of gap >= 0 for what remains of a gap; 0 where nothing remains."""
    if is_zero(gap, context):
        return sympy.S.Zero
    if context.search_depth > 1:
        return gap if manifest(gap, False, context) else None
    return find(gap, False, context)


def _proposed(gap: Any, strict: bool, context: Context) -> Any:
    """The first certificate that a rule proposes and that the check accepts."""
    if context.search_depth > context.search_limit or somewhere_negative(gap, context):
        return None
    for rule in context.rules:
        if rule.certify is None or not context.allows(rule.name):
            continue
        with context.attempt() as trial:
            trial.only, trial.memo = None, context.memo
            trial.search_depth += 1
            for certificate in rule.certify(gap, strict, trial):
                if check(certificate, gap, strict, trial):
                    trial.use(rule.name)
                    context.adopt(trial)
                    return certificate
    return None
