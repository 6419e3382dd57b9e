"""Integrals and sums inside functions, as numbers of which only the sign is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import find
from derivcheck.symbolic.veil import outermost, veil


def as_numbers(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """A certificate for any numbers in the place of the outermost integrals and sums."""
    back = {veil(binder, context): binder for binder in outermost(gap)}
    if not back:
        return
    named = veil(gap, context)
    inside = named.atoms(sympy.Function, sympy.Pow)
    if any(part.free_symbols & set(back) for part in inside):
        found = find(named, strict, context)
        if found is not None:
            yield found.xreplace(back)


RULES = (
    Rule(
        name="integral.as-number",
        statement="What holds for every number, or for every positive one, holds for an integral, "
        "or for one of a positive integrand.",
        source="Any instance of a statement for all numbers",
        holds=(
            Example(
                "n: natural; a: positive sequence",
                "log(Sum(a[k], (k, 1, n))) <= exp(Sum(a[k], (k, 1, n)))",
            ),
        ),
        fails=(
            Example(
                "n: natural; a: positive sequence",
                "log(Sum(a[k], (k, 1, n))) <= Sum(a[k], (k, 1, n))/4",
            ),
            Example(
                "n: natural; a: real sequence",
                "exp(Sum(a[k], (k, 1, n))) >= 1",
            ),
        ),
        certify=as_numbers,
    ),
)
