"""Integrals, expectations and sums are monotone: what holds at each point holds on average."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.gather import Gathered, gather, weights
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import find, settled
from derivcheck.symbolic.sign import is_positive


def pointwise(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """The gap as integrals of integrands each of which has a certificate at every point."""
    integrals, rest = gather(gap, context)
    if not integrals:
        return
    for spread, left in _spreadings(integrals, rest, context):
        yield from certificates(spread, left, strict, context)


def certificates(
    integrals: list[Gathered], rest: Any, strict: bool, context: Context
) -> Iterator[Any]:
    """Integrals of integrands with a certificate each, and what stands beside them."""
    pieces = []
    for one in (one for one in integrals if one.body != 0):
        inside = find(_joined(one.body), strict and rest == 0, context)
        if inside is None:
            return
        pieces.append(one.over(inside))
    remaining = settled(rest, context)
    if remaining is not None:
        yield sympy.Add(*pieces, remaining)


def _spreadings(
    integrals: list[Gathered], rest: Any, context: Context
) -> Iterator[tuple[list[Gathered], Any]]:
    """The integrals as they are, and with the rest under one of them.

    The rest is shared out by the mass of a weight, or of two weights.
    """
    yield integrals, rest
    if rest == 0:
        return
    first, *others = integrals
    found = [pair for pair in weights(first, context) if is_positive(pair[1], context)]
    shares = [weight / mass for weight, mass in found]
    for share in (*shares, *((a + b) / 2 for a, b in combinations(shares, 2))):
        yield [replace(first, body=first.body + share * rest), *others], sympy.S.Zero


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
            Example("p: density; f: function", "E[x:p](sigmoid(f(x))) < 1"),
            Example("f: function", "E[x:Normal(0, 1)](sigmoid(f(x))) < 1"),
            Example("p: density; f: function", "E[x:p](exp(f(x))) >= 1 + E[x:p](f(x))"),
            Example("p: density; q: density", "JS(p, q) <= log(2)"),
            Example("p: density; q: density", "TV(p, q) <= 1"),
        ),
        fails=(
            Example("p: density; f: function", "E[x:p](f(x)) >= 0"),
            Example("p: density; f: function", "E[x:p](sigmoid(f(x))) <= 1/2"),
            Example("f: function", "E[x:Normal(0, 1)](sigmoid(f(x))) <= 1/2"),
            Example("p: density; q: density", "TV(p, q) <= 1/2"),
        ),
        certify=pointwise,
    ),
)
