"""Sums of a mass function past its support: the terms there are 0."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.lang.algebra import REAL
from derivcheck.lang.domain import FunctionDomain, Integers
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.rules.normalisation import law_domain
from derivcheck.symbolic.sign import is_nonnegative
from derivcheck.symbolic.terms import limits


def within(value: Any, context: Context) -> Any:
    """The sum over the part of its range that lies in the support of a factor."""
    if len(value.limits) != 1:
        return None
    k, lower, upper = limits(value)
    body, _ = _where_positive(value.function)
    for factor in sympy.Mul.make_args(body):
        mass, _ = _where_positive(factor)
        ends = _support(mass, k, context)
        if ends is None or not _defined(body / factor, k, context):
            continue
        low = ends[0] if _at_most(lower, ends[0], context) else lower
        high = ends[1] if _at_most(ends[1], upper, context) else upper
        if (low, high) == (lower, upper):
            continue
        if _at_most(lower, upper + 1, context) and _at_most(low, high + 1, context):
            index = _index(k, low, high, context)
            summand = _on_range(value.function, (k, low, high), context)
            return value.func(summand.xreplace({k: index}), (index, low, high))
    return None


def _where_positive(value: Any) -> tuple[Any, Any]:
    """What a value is under a condition, and the condition, if it is 0 elsewhere."""
    if isinstance(value, sympy.Piecewise) and len(value.args) == 2:
        (inside, condition), (elsewhere, _) = value.args
        if elsewhere == 0:
            return inside, condition
    return value, sympy.true


def _on_range(value: Any, span: tuple[Any, Any, Any], context: Context) -> Any:
    """The value without conditions that hold throughout a range of k."""
    body, condition = _where_positive(value)
    if not all(_holds(part, span, context) for part in sympy.And.make_args(condition)):
        return value
    changed = {f: _on_range(f, span, context) for f in body.args if f.has(sympy.Piecewise)}
    return body.func(*(changed.get(f, f) for f in body.args)) if changed else body


def _holds(condition: Any, span: tuple[Any, Any, Any], context: Context) -> bool:
    k, low, high = span
    if condition == sympy.true:
        return True
    if not isinstance(condition, sympy.Ge | sympy.Le):
        return False
    large, small = condition.gts, condition.lts
    if large == k and not small.has(k):
        return _at_most(small, low, context)
    return bool(small == k and not large.has(k)) and _at_most(high, large, context)


def _index(k: Any, low: Any, high: Any, context: Context) -> Any:
    """The index of the range that is left, which may say more of its sign."""
    from derivcheck.symbolic.lower.scope import note_range

    sign = {"positive": True} if low.is_positive else {"nonnegative": True}
    known = sign if low.is_nonnegative else {}
    index = sympy.Dummy(k.name, integer=True, **known)
    note_range(index, low, high, context)
    return index


def _support(factor: Any, k: Any, context: Context) -> tuple[Any, Any] | None:
    """The ends of the support of p where a factor is p(k), or p(k) given something."""
    from derivcheck.symbolic.lower import open_scope
    from derivcheck.symbolic.lower.scope import bounds

    domain = law_domain(factor, context.goal) if isinstance(factor, AppliedUndef) else None
    if domain is None or len(domain.variables) != 1 or factor.args[0] != k:
        return None
    (whole,) = domain.variables
    if not isinstance(whole, Integers) or any(given.has(k) for given in factor.args[1:]):
        return None
    with context.attempt() as trial:
        return bounds(whole, open_scope(context.goal, trial))


def _at_most(a: Any, b: Any, context: Context) -> bool:
    if a == b or a == -sympy.oo or b == sympy.oo:
        return True
    return not (a.is_infinite or b.is_infinite) and is_nonnegative(b - a, context)


def _defined(value: Any, k: Any, context: Context) -> bool:
    """Whether a value is a finite number at every integer k, so that 0 times it is 0."""
    if not value.has(k) or value == k:
        return True
    if isinstance(value, sympy.log):
        return _positive(value.args[0], k, context)
    if isinstance(value, sympy.Pow) and not _natural(value.exp):
        return _positive(value.base, k, context) and _defined(value.exp, k, context)
    if isinstance(value, AppliedUndef) and not _everywhere(value, k, context):
        return False
    plain = isinstance(value, sympy.Add | sympy.Mul | sympy.Pow | sympy.exp | AppliedUndef)
    return plain and all(_defined(part, k, context) for part in value.args)


def _positive(value: Any, k: Any, context: Context) -> bool:
    """Whether a value is a finite positive number at every integer k."""
    if isinstance(value, sympy.Add | sympy.Mul):
        return all(_positive(part, k, context) for part in value.args)
    if isinstance(value, sympy.Pow):
        return _positive(value.base, k, context) and _defined(value.exp, k, context)
    return bool(value.is_positive) and _defined(value, k, context)


def _natural(exponent: Any) -> bool:
    return bool(exponent.is_integer and exponent.is_nonnegative)


def _everywhere(value: Any, k: Any, context: Context) -> bool:
    """Whether an unknown function, or density in its condition, takes all real numbers as k."""
    domain = law_domain(value, context.goal)
    if domain is not None:
        before = value.args[: len(domain.variables)]
        places = zip(value.args[len(before) :], domain.given, strict=True)
        return not any(part.has(k) for part in before) and _all_real(places, k)
    for name in context.goal.given:
        if name.name == value.func.__name__ and isinstance(name.domain, FunctionDomain):
            return _all_real(zip(value.args, name.domain.arguments, strict=True), k)
    return False


def _all_real(places: Any, k: Any) -> bool:
    return all(domain == REAL for argument, domain in places if argument.has(k))


RULES = (
    Rule(
        name="sum.support",
        statement="Terms with a mass function outside its support are 0.",
        source="A mass function is 0 where its law has no atoms, by definition",
        holds=(
            Example(
                "n: natural; p: pmf on 0..n; f: function",
                "Sum(p(k)*f(k), (k, -1, n + 2)) == Sum(p(k)*f(k), (k, 0, n))",
            ),
            Example(
                "n: natural; p: pmf on 0..n; q: density(1 | 1); x: real",
                "log(Sum(q(x | k)*p(k), (k, -1, n))) == log(E[k:p](q(x | k)))",
            ),
            Example(
                "n: natural; p: pmf on 0..n; q: density(1 | 1); x: real",
                "Sum(p(k)*log(q(x | k)), (k, 0, n + 1)) == E[k:p](log(q(x | k)))",
            ),
            Example(
                "n: natural; p: pmf on 0..n; q: density(1 | 1); x: real",
                "1/Sum(q(x | k)*p(k), (k, -1, n)) == 1/E[k:p](q(x | k))",
            ),
        ),
        fails=(
            Example("n: natural; p: pmf on 0..n", "1/Sum(p(k), (k, n + 1, n + 2)) > 0"),
            Example("n: natural; p: pmf on 0..n", "Sum(p(k), (k, 0, n - 1)) == 1"),
            Example("n: natural; p: pmf on 0..n", "Sum(p(k), (k, 1, n + 1)) == 1"),
            Example(
                "n: natural; p: pmf on 0..n; f: function",
                "Sum(Piecewise((p(k)*f(k), k <= 3), (0, True)), (k, 0, n + 1)) == E[k:p](f(k))",
            ),
            Example(
                "n: natural; p: pmf on 0..n; f: function",
                "Sum(p(k) + f(k), (k, 0, n + 1)) == Sum(p(k) + f(k), (k, 0, n))",
            ),
            # Outside the support the term is 0*log(0/0).
            Example(
                "n: natural; p q: pmf on 0..n",
                "Sum(p(k)*log(p(k)/q(k)), (k, 0, n + 1)) == KL(p, q)",
            ),
        ),
        on=(sympy.Sum,),
        rewrite=within,
    ),
)
