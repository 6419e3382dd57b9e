"""Sums over the supports of mass functions alone, where all terms are positive."""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.symbolic.context import Context


def within_supports(value: Any, context: Context) -> Any:
    """The value with its sums over supports alone; None where there is none to change."""
    from derivcheck.symbolic.rules.support import within

    sums = [part for part in value.atoms(sympy.Sum) if part.has(sympy.Piecewise)]
    narrowed = ((part, within(part, context)) for part in sums)
    changed = {part: made for part, made in narrowed if made is not None}
    return value.xreplace(changed) if changed else None
