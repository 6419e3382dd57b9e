"""Absolute values: |E f| <= E |f|, and bounds on |u| as bounds on u and on -u."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.pieces import AbsoluteGap, Cases, Least
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import find, settled
from derivcheck.symbolic.sign import is_nonnegative, is_positive
from derivcheck.symbolic.veil import BINDERS

MOST_TOGETHER = 3
"""Absolute values whose signs are tried in every combination."""


def bounded(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """r - c*|u| >= 0 where r + c*u and r - c*u are; c*|u| >= c*u and c*|u| >= -c*u."""
    above = []
    for term in sympy.Add.make_args(sympy.expand(gap)):
        for value in sorted(term.atoms(sympy.Abs), key=str):
            weight = -term / value
            if weight.has(value):
                continue
            if is_nonnegative(-weight, context):
                above.append((-weight, value.args[0]))
            elif is_nonnegative(weight, context):
                yield from _below(gap - term, weight, value.args[0], context)
    if 0 < len(above) <= MOST_TOGETHER:
        yield from _above(gap, above, context)


def _below(rest: Any, weight: Any, inner: Any, context: Context) -> Iterator[Any]:
    sides = [settled(normal(rest + s * weight * inner, context), context) for s in (1, -1)]
    if None not in sides:
        yield Least(rest, weight, inner, *sides)


def _above(gap: Any, found: list[tuple[Any, Any]], context: Context) -> Iterator[Any]:
    """The gap with each |u| put down to u or to -u."""
    for signs in product((1, -1), repeat=len(found)):
        signed = [(c, s * u) for s, (c, u) in zip(signs, found, strict=True)]
        left = gap - sympy.Add(*(c * (sympy.Abs(u) - u) for c, u in signed))
        remaining = settled(normal(sympy.expand(left), context), context)
        if remaining is not None:
            yield sympy.Add(*(c * AbsoluteGap(u) for c, u in signed), remaining)


def by_cases(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """The gap with |u| = u where u >= 0 and |u| = -u where u <= 0, for linear u."""
    if gap.has(*BINDERS):
        return
    for value in sorted(gap.atoms(sympy.Abs), key=str):
        (u,) = value.args
        above = _side(gap, u, strict, context)
        below = _side(gap, -u, strict, context) if above else None
        if above and below:
            yield Cases(gap, u, *above, *below)


def _side(gap: Any, u: Any, strict: bool, context: Context) -> tuple[Any, Any, Any, Any] | None:
    """A positive name solved for from u = d, what it is, d, and a certificate of the gap then."""
    distance = sympy.Dummy("d", nonnegative=True)
    for name in sorted(u.atoms(AppliedUndef) | u.free_symbols, key=str):
        slope = u.coeff(name)
        rest = sympy.expand(u - slope * name)
        if not (name.is_positive and slope.is_positive) or rest.has(name) or slope.has(name):
            continue
        image = (distance - rest) / slope
        put_in = gap.xreplace({name: image})
        if not is_positive(image, context) or put_in.has(name):
            continue
        found = find(normal(put_in, context), strict, context)
        if found is not None:
            return name, image, distance, found
    return None


def factor_out(value: Any, context: Context) -> Any:
    """|c*u| = c*|u| for c > 0; signs go too."""
    (inner,) = value.args
    written = sympy.factor(sympy.together(inner))
    outside, inside = [], []
    for factor in sympy.Mul.make_args(written):
        if is_positive(factor, context):
            outside.append(factor)
        elif is_positive(-factor, context):
            outside.append(-factor)
        else:
            inside.append(factor)
    if not outside or (len(outside) == 1 and outside[0] == 1):
        return None
    return sympy.Mul(*outside) * sympy.Abs(sympy.Mul(*inside))


RULES = (
    Rule(
        name="absolute.bound",
        statement="|u| <= r if u <= r and -u <= r.",
        source="Definition of the absolute value",
        holds=(
            Example("a: real; b: real", "Abs(a + b) <= Abs(a) + Abs(b)"),
            Example("p: density; f: function", "Abs(E[x:p](f(x))) <= E[x:p](Abs(f(x)))"),
            Example(
                "p: density; f: function; g: function",
                "Abs(E[x:p](f(x) + g(x))) <= E[x:p](Abs(f(x))) + E[x:p](Abs(g(x)))",
            ),
            Example(
                "r: density; h: function; g: function; B: positive",
                "Abs(E[z:r](sigmoid(h(z))*B*tanh(g(z)))) <= B*E[z:r](sigmoid(h(z)))",
            ),
        ),
        fails=(
            Example("p: density; f: function", "Abs(E[x:p](f(x))) >= E[x:p](Abs(f(x)))"),
            Example("p: density; f: function", "E[x:p](Abs(f(x))) <= E[x:p](f(x))"),
        ),
        certify=bounded,
    ),
    Rule(
        name="absolute.cases",
        statement="A statement about |u| holds if it does with u for u >= 0 and with -u for u <= "
        "0; each case is a change of variable.",
        source="Definition of the absolute value",
        holds=(Example("p: density; q: density", "Hellinger2(p, q) <= TV(p, q)"),),
        fails=(Example("p: density; q: density", "TV(p, q) <= Hellinger2(p, q)"),),
        certify=by_cases,
    ),
    Rule(
        name="absolute.factor",
        statement="|c*u| = c*|u| for c > 0.",
        source="Definition of the absolute value",
        holds=(
            Example(
                "c: positive; p: density; f: function",
                "E[x:p](Abs(c*f(x) - c)) == c*E[x:p](Abs(f(x) - 1))",
            ),
        ),
        fails=(
            Example(
                "c: real; p: density; f: function",
                "E[x:p](Abs(c*f(x) - c)) == c*E[x:p](Abs(f(x) - 1))",
            ),
        ),
        on=(sympy.Abs,),
        rewrite=factor_out,
    ),
)
