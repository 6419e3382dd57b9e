"""f-divergences are nonnegative: the mean of a convex function of the ratio of two densities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.gather import Gathered, gather
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.pieces import TangentGap
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import find, settled


def of_ratio(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """An integrand q*f(p/q) with convex f, by the tangent of f at 1."""
    integrals, _ = gather(gap, context)
    for one in integrals:
        for p, q in _pairs(one):
            t = sympy.Dummy("t", positive=True)
            function = _of_ratio(one.body, p, q, t)
            if function.has(q, *(x for x, _, _ in one.limits)):
                continue
            yield from _tangent_at_one(gap, one, (function, t, p, q), context)


def _pairs(one: Gathered) -> Iterator[tuple[Any, Any]]:
    names = {x for x, _, _ in one.limits}
    found = [u for u in one.body.atoms(AppliedUndef) if u.is_positive and names & u.free_symbols]
    for p in sorted(found, key=str):
        yield from ((p, q) for q in sorted(found, key=str) if q != p)


def _of_ratio(body: Any, p: Any, q: Any, t: Any) -> Any:
    """f(t) for an integrand q*f(p/q): put p = t*q and divide by q."""
    scaled = sympy.expand_log(sympy.factor(body.xreplace({p: t * q})))
    return sympy.expand(sympy.powsimp(sympy.expand(scaled / q)))


def _tangent_at_one(
    gap: Any, one: Gathered, parts: tuple[Any, Any, Any, Any], context: Context
) -> Iterator[Any]:
    function, t, p, q = parts
    curvature = find(sympy.factor(function.diff(t, 2)), False, context)
    if curvature is None:
        return
    piece = TangentGap(function, t, p / q, sympy.S.One, curvature)
    left = gap - one.over(q * piece.definition())
    remaining = settled(normal(left, context), context)
    if remaining is not None:
        yield one.over(q * piece) + remaining


RULES = (
    Rule(
        name="divergence.convex",
        statement="The integral of q*f(p/q) is at least f(1) for convex f and densities p, q.",
        source="Csiszár, Information-type measures of difference of probability, 1967",
        holds=(
            Example("p: density; q: density", "ChiSquare(p, q) >= 0"),
            Example("p: density; q: density", "Hellinger2(p, q) >= 0"),
            Example("p: density; q: density", "JS(p, q) <= KL(p, q)/4 + KL(q, p)/4"),
        ),
        fails=(
            Example("p: density; q: density", "ChiSquare(p, q) > 0"),
            Example("p: density; q: density", "Hellinger2(p, q) >= 1/2"),
            Example("p: density; q: density", "JS(p, q) <= KL(p, q)/16 + KL(q, p)/16"),
        ),
        certify=of_ratio,
    ),
)
