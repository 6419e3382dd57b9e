"""Masses of parts: a density gives at most 1 to part of its domain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.mass import is_mass_of_part
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.pieces import MassBeyond
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import settled
from derivcheck.symbolic.sign import is_nonnegative


def beyond(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """-c*m as c*(1 - m) - c for the mass m of part of a domain and c >= 0."""
    expanded = sympy.expand(gap)
    for part in sorted(expanded.atoms(sympy.Integral, sympy.Sum), key=str):
        weight = -expanded.coeff(part)
        if weight == 0 or weight.has(part) or not is_nonnegative(weight, context):
            continue
        if not is_mass_of_part(part, context):
            continue
        rest = normal(expanded + weight * part - weight, context)
        remaining = settled(rest, context)
        if remaining is not None:
            yield weight * MassBeyond(part) + remaining


RULES = (
    Rule(
        name="density.part",
        statement="A density has mass at most 1 on part of its domain.",
        source="Kolmogorov's axioms",
        holds=(
            Example("p: density; a: real", "Prob[x:p](x > a) <= 1"),
            Example("p: density on (0, oo); q: density", "KL(p, q) >= 0"),
        ),
        fails=(
            Example("p: density; a: real", "Prob[x:p](x > a) <= 1/2"),
            Example("p: density on (0, oo); q: density", "KL(p, q) >= log(2)"),
        ),
        certify=beyond,
    ),
)
