"""Certificates of inequalities: an expression equal to the gap whose shape shows its sign.

A rule proposes one; the kernel checks both halves itself: that the certificate, unfolded, is the
gap (by the zero test), and that each part of it has the sign it must have (by `manifest`).
"""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.manifest import manifest
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.pieces import unfold
from derivcheck.symbolic.zero import is_zero


def check(certificate: Any, gap: Any, strict: bool, context: Context) -> bool:
    """Whether the certificate shows gap >= 0 (gap > 0 if strict)."""
    with context.attempt() as trial:
        trial.only, trial.memo = None, context.memo
        if not manifest(certificate, strict, trial):
            return False
        unfolded = unfold(certificate)
        if unfolded.has(sympy.nan, sympy.zoo):
            return False
        unfolded = normal(unfolded, trial)
        if not is_zero(unfolded - gap, trial):
            return False
        context.adopt(trial)
    return True
