"""Integrals, expectations and sums are monotone: what holds at each point holds on average."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.gather import gather
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import find, settled


def pointwise(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """The gap as integrals of integrands each of which has a certificate at every point."""
    integrals, rest = gather(gap, context)
    if not integrals:
        return
    pieces = []
    for one in integrals:
        inside = find(_joined(one.body), False, context)
        if inside is None:
            return
        pieces.append(one.over(inside))
    remaining = settled(rest, context)
    if remaining is not None:
        yield sympy.Add(*pieces, remaining)


def _joined(body: Any) -> Any:
    """An integrand with a common positive factor taken out where that shows."""
    return body if body.has(sympy.Integral, sympy.Sum) else sympy.factor_terms(body)


RULES = (
    Rule(
        name="integral.monotone",
        statement="f <= g at every point implies that the integral (sum, expectation) of f is at "
        "most that of g.",
        source="Rudin, Real and Complex Analysis, 1.24",
        holds=(
            Example("p: density; f: function", "E[x:p](f(x)**2) >= 0"),
            Example("p: density; f: function", "E[x:p](sigmoid(f(x))) < 1"),
            Example("q: density; p: density(1 | 1); r: density", "E[z:q](KL(p | z, r)) >= 0"),
        ),
        fails=(
            Example("p: density; f: function", "E[x:p](f(x)) >= 0"),
            Example("p: density; f: function", "E[x:p](sigmoid(f(x))) <= 1/2"),
        ),
        certify=pointwise,
    ),
)
