"""Means under one law beside means over several: all become means over the several variables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.gather import Gathered, gather
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import find
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.zero import is_zero


def lifted(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """Single integrals with the weight of one variable of an iterated one, put under it.

    A single integral that fits several variables is shared out equally among them.
    """
    integrals, rest = gather(gap, context)
    whole = max(integrals, key=lambda one: len(one.limits), default=None)
    if whole is None or len(whole.limits) < 2:
        return
    weights = _weights(whole, context)
    if weights is None:
        return
    body = whole.body + rest * sympy.Mul(*weights)
    for one in integrals:
        if one is not whole:
            spread = _spread(one, whole, weights)
            if spread is None:
                return
            body += spread
    inside = find(sympy.factor_terms(body), strict, context)
    if inside is not None:
        yield whole.over(inside)


def _weights(whole: Gathered, context: Context) -> list[Any] | None:
    """For each variable the positive factors of the integrand in it alone, of total mass 1."""
    factors = sympy.Mul.make_args(sympy.factor_terms(whole.body))
    names = {x for x, _, _ in whole.limits}
    made = []
    for x, lower, upper in whole.limits:
        own = [f for f in factors if f.free_symbols & names == {x} and is_positive(f, context)]
        mass = normal(whole.head(sympy.Mul(*own), (x, lower, upper)), context)
        if not own or not is_zero(mass - 1, context):
            return None
        made.append(sympy.Mul(*own))
    return made


def _spread(one: Gathered, whole: Gathered, weights: list[Any]) -> Any:
    """A single integrand under the iterated one, term by term; None where a term fits nowhere."""
    if len(one.limits) != 1 or one.head != whole.head:
        return None
    spread = [_placed(term, one, whole, weights) for term in sympy.Add.make_args(one.body)]
    return None if None in spread else sympy.Add(*spread)


def _placed(term: Any, one: Gathered, whole: Gathered, weights: list[Any]) -> Any:
    """A term at each variable that has its weight, averaged over these."""
    u, *ends = one.limits[0]
    made = []
    for (x, *others), weight in zip(whole.limits, weights, strict=True):
        rest = term.xreplace({u: x}) / weight
        if ends == others and not rest.has(*weight.atoms(sympy.Function)):
            made.append(rest * sympy.Mul(*weights))
    return sympy.Add(*made) / len(made) if made else None


RULES = (
    Rule(
        name="integral.lifted",
        statement="A mean under the law of x is a mean under that of independent x and y; what is "
        "nonnegative for all x and y is so on average.",
        source="Fubini's and Tonelli's theorems, any text on measure theory",
        holds=(
            Example(
                "q: density; w: positive function",
                "E[x:q, y:q](log((w(x) + w(y))/2)) >= E[x:q](log(w(x)))",
            ),
            Example(
                "p q: density; w: positive function",
                "E[x:p, y:q](log(w(x) + w(y))) >= "
                "log(2) + E[x:p](log(w(x)))/2 + E[x:q](log(w(x)))/2",
            ),
        ),
        fails=(
            Example(
                "q: density; w: positive function",
                "E[x:q, y:q](log((w(x) + w(y))/2)) <= E[x:q](log(w(x)))",
            ),
            Example(
                "p q: density; w: positive function",
                "E[x:p, y:q](log(w(x) + w(y))) >= log(2) + E[x:p](log(w(x)))",
            ),
        ),
        certify=lifted,
    ),
)
