"""Sums of logarithms by the order of their arguments: each against one that it is above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.exposed import exposed
from derivcheck.symbolic.gather import merged
from derivcheck.symbolic.manifest import manifest
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import settled
from derivcheck.symbolic.sign import is_nonnegative
from derivcheck.symbolic.terms import terms
from derivcheck.symbolic.veil import BINDERS

MOST = 6
"""More logarithms than this are not put in order."""


@dataclass(slots=True)
class _Amount:
    """So much, at least 0, of the logarithm of a positive number; `alone`, of the right sign."""

    left: Any
    argument: Any
    alone: bool


def in_order(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """The gap as nonnegative multiples of logarithms of numbers that are at least 1."""
    outside = gap.replace(lambda part: isinstance(part, sympy.log), lambda part: sympy.S.One)
    if outside.has(*BINDERS):
        return
    yield from _in_order(gap, context)
    found = None if gap.has(*BINDERS) else exposed(gap)
    if found is not None:
        value, back = found
        for certificate in _in_order(value, context):
            yield certificate.xreplace(back)


def _in_order(gap: Any, context: Context) -> Iterator[Any]:
    coefficients, rest = _collected(gap)
    if not 1 < len(coefficients) <= MOST:
        return
    amounts = _amounts(coefficients, context)
    pieces = None if amounts is None else _paired(*amounts, context)
    remaining = None if pieces is None else settled(rest, context)
    if pieces is not None and remaining is not None:
        yield sympy.Add(*pieces, remaining)


def _collected(gap: Any) -> tuple[dict[Any, Any], Any]:
    """The coefficient of each logarithm, and the terms without one."""
    found: dict[Any, Any] = defaultdict(lambda: sympy.S.Zero)
    rest = []
    for term in terms(gap):
        logs = [f for f in sympy.Mul.make_args(term) if isinstance(f, sympy.log)]
        if len(logs) == 1:
            found[logs[0].args[0]] += term / logs[0]
        else:
            rest.append(term)
    whole = {argument: sympy.factor(total) for argument, total in found.items()}
    return {a: total for a, total in whole.items() if total != 0}, sympy.Add(*rest)


def _amounts(
    coefficients: dict[Any, Any], context: Context
) -> tuple[list[_Amount], list[_Amount]] | None:
    """What is to be had and what is owed; first those that another is needed for."""
    had, owed = [], []
    for argument, total in coefficients.items():
        if is_nonnegative(total, context):
            had.append(_Amount(total, argument, is_nonnegative(argument - 1, context)))
        elif is_nonnegative(-total, context):
            owed.append(_Amount(-total, argument, is_nonnegative(1 - argument, context)))
        else:
            return None
    return sorted(had, key=lambda one: one.alone), sorted(owed, key=lambda one: one.alone)


def _paired(had: list[_Amount], owed: list[_Amount], context: Context) -> list[Any] | None:
    """Multiples of log(a/b) with a >= b, and of what is left alone; None where that is too much."""
    pieces = []
    for one in had:
        for other in owed:
            flow = sympy.S.Zero if one.alone and other.alone else _flow(one, other, context)
            if flow != 0:
                pieces.append(flow * sympy.log(_in_lowest_terms(one.argument / other.argument)))
                one.left = sympy.factor(one.left - flow)
                other.left = sympy.factor(other.left - flow)
    if not all(amount.alone or amount.left == 0 for amount in (*had, *owed)):
        return None
    pieces += [one.left * sympy.log(one.argument) for one in had]
    return [*pieces, *(one.left * sympy.log(1 / one.argument) for one in owed)]


def _in_lowest_terms(value: Any) -> Any:
    return value if value.has(*BINDERS) else sympy.factor(value)


def _is_at_least(a: Any, b: Any, context: Context) -> bool:
    """Whether a >= b; integrals and sums over the same ranges are compared term by term."""
    if is_nonnegative(a - b, context):
        return True
    return (a - b).has(*BINDERS) and manifest(merged(a - b, context), False, context)


def _flow(one: _Amount, other: _Amount, context: Context) -> Any:
    """How much of both logarithms may go together: the smaller amount, where it is known."""
    if 0 in (one.left, other.left):
        return sympy.S.Zero
    if not _is_at_least(one.argument, other.argument, context):
        return sympy.S.Zero
    if is_nonnegative(one.left - other.left, context):
        return other.left
    return one.left if is_nonnegative(other.left - one.left, context) else sympy.S.Zero


RULES = (
    Rule(
        name="logarithm.ordered",
        statement="A sum of c*log(u) is at least 0 where every negative c is made up for by "
        "logarithms of larger numbers and of numbers that are at least 1; a real u beside exp(u) "
        "is the logarithm of it.",
        source="NIST Digital Library of Mathematical Functions, 4.2 (log is increasing)",
        holds=(
            Example("s u: real", "log(1 + exp(u)) >= sigmoid(s)*u"),
            Example(
                "n: natural; p: pmf on 0..n; f: positive function",
                "log(E[k:p](f(k))) <= log(Sum(f(k), (k, 0, n)))",
            ),
            Example(
                "s: real", "Entropy(Bernoulli(sigmoid(s))) >= Entropy(Bernoulli(sigmoid(s)))/2"
            ),
            Example(
                "x y z: positive; a: in (0, 1)",
                "log(x + y) + log(x + z) >= 2*a*log(x) + (1 - a)*log(y) + (1 - a)*log(z)",
            ),
        ),
        fails=(
            Example("s u: real", "log(1 + exp(u)) >= 2*sigmoid(s)*u"),
            Example(
                "n: natural; p: pmf on 0..n; f: positive function",
                "log(E[k:p](f(k))) <= log(Sum(f(k), (k, 0, n))/2)",
            ),
            Example("s: real", "Entropy(Bernoulli(sigmoid(s))) >= sigmoid(s)"),
            Example(
                "x y z: positive; a: in (0, 1)",
                "log(x + y) + log(x + z) >= 2*a*log(x) + (1 - a)*log(y)",
            ),
        ),
        certify=in_order,
    ),
)
