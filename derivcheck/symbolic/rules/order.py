"""Iterated integrals: any order that makes one of them come out, else one canonical order."""

from __future__ import annotations

from itertools import count, permutations
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.terms import factors, level, terms

LARGEST = 4
"""Integrals over more variables than this keep the author's order."""

Limits = tuple[tuple[Any, Any, Any], ...]


def join(value: Any, context: Context) -> Any:
    """An integral that is a factor of another's integrand becomes one iterated integral."""
    inner = [f for f in factors(value.function) if isinstance(f, value.func)]
    bound = set(value.variables)
    if len(inner) != 1 or not inner[0].free_symbols & bound:
        return None
    if any(len(limit) != 3 for limit in (*inner[0].limits, *value.limits)):
        return None
    body = value.function / inner[0] * inner[0].function
    return value.func(body, *inner[0].limits, *value.limits)


def split_iterated(value: Any, context: Context) -> Any:
    """Sums in the integrand of an iterated integral come apart, constants come out."""
    if len(value.limits) < 2:
        return None
    made = sympy.Add(*(_constants_out(t, value) for t in terms(value.function)))
    return None if made == value else made


def _constants_out(term: Any, value: Any) -> Any:
    inside = [f for f in factors(term) if f.has(*value.variables)]
    outside = [f for f in factors(term) if not f.has(*value.variables)]
    return sympy.Mul(*outside) * value.func(sympy.Mul(*inside), *value.limits)


def exchange(value: Any, context: Context) -> Any:
    """One variable integrated out first, where that leaves nothing of it, or stands apart."""
    ranges: Limits = value.limits
    if value.function == 0:
        return sympy.S.Zero
    if len(ranges) < 2 or any(len(r) != 3 for r in ranges):
        return None
    for place, (x, *ends) in enumerate(ranges):
        others = ranges[:place] + ranges[place + 1 :]
        if not _separable(x, ends, others, place):
            continue
        depends, rest = _split(value.function, x)
        first = normal(value.func(depends, (x, *ends)), context)
        apart = not depends.has(*(r[0] for r in others))
        if apart or _came_out(first, depends, x):
            if place and not is_positive(value.function, context):
                if not value.function.atoms(AppliedUndef):
                    continue  # nothing unknown may be assumed tame: Fubini is not shown
                context.condition(
                    "the order of integration may be exchanged (absolute integrability)"
                )
            if first.has(*(r[0] for r in others)):
                return value.func(rest * first, *others)
            # As a factor: inside, SymPy would make the two one iterated integral again.
            return first * value.func(rest, *others)
    return None


def _separable(x: Any, ends: list[Any], others: Limits, place: int) -> bool:
    """Whether the range of x stands alone: no end mentions another variable, nor theirs x."""
    free = frozenset[Any]().union(*(end.free_symbols for end in ends))
    alone = not any(end.has(x) for _, *pair in others for end in pair)
    return alone and (place == 0 or not free & {r[0] for r in others})


def _split(body: Any, x: Any) -> tuple[Any, Any]:
    depends = [f for f in factors(body) if f.has(x)]
    rest = [f for f in factors(body) if not f.has(x)]
    return sympy.Mul(*depends), sympy.Mul(*rest)


def _came_out(result: Any, body: Any, x: Any) -> bool:
    """Whether the integral is more than its own integrand under another name."""
    for part in factors(result):
        if isinstance(part, sympy.Integral | sympy.Sum) and len(part.limits) == 1:
            renamed = part.function.xreplace({part.variables[0]: x})
            if sympy.expand(renamed - body) == 0:
                return False
    return True


def order(value: Any, context: Context) -> Any:
    """The iterated integral with its variables renamed, in the order that sorts first."""
    ranges: Limits = value.limits
    if not 2 <= len(ranges) <= LARGEST or any(len(r) != 3 for r in ranges):
        return None
    bound = set(value.variables)
    if any(end.free_symbols & bound for _, *pair in ranges for end in pair):
        return None
    made = min(
        (_renamed(value, choice) for choice in permutations(ranges)), key=sympy.default_sort_key
    )
    return None if made == value else made


def _renamed(value: Any, ranges: Limits) -> Any:
    hidden = {r[0]: sympy.Dummy(**r[0].assumptions0) for r in ranges}
    body = value.function.xreplace(hidden)
    taken = {s.name for s in value.free_symbols}
    lowest = 1 + level(value.function, set(value.variables))
    free = (f"_{i}" for i in count(lowest) if f"_{i}" not in taken)
    names = {}
    for (x, *_), name in zip(ranges, free, strict=False):
        kept = {k: v for k, v in x.assumptions0.items() if k in ("integer", "positive")}
        names[hidden[x]] = sympy.Symbol(name, real=True, **kept)
    limits = [(names[hidden[x]], *ends) for x, *ends in ranges]
    return value.func(body.xreplace(names), *limits)


BINDERS = (sympy.Integral, sympy.Sum)
SOURCE = "Fubini's and Tonelli's theorems, any text on measure theory"

RULES = (
    Rule(
        name="integral.iterated",
        statement="An integral in the integrand of another, constant in nothing, is one iterated "
        "integral; sums in the integrand come apart.",
        source=SOURCE,
        holds=(
            Example(
                "q: density; p: density(1 | 1); f: function(2)",
                "E[z:q, x:p | z](f(x, z) + 1) == E[z:q](E[x:p | z](f(x, z))) + 1",
            ),
        ),
        fails=(
            Example(
                "q: density; p: density(1 | 1); f: function(2)",
                "E[z:q, x:p | z](f(x, z) + z) == E[z:q](E[x:p | z](f(x, z))) + 1",
            ),
        ),
        on=BINDERS,
        rewrite=lambda value, context: join(value, context) or split_iterated(value, context),
    ),
    Rule(
        name="integral.exchange",
        statement="Integrals may be exchanged (Tonelli for positive integrands, Fubini else).",
        source=SOURCE,
        holds=(
            Example(
                "q: density; p: density(1 | 1)", "Integral(E[z:q](p(x | z)), (x, -oo, oo)) == 1"
            ),
            Example(
                "n: natural; a: real sequence",
                "Sum(Sum(a[j]*a[k], (j, 1, n)), (k, 1, n)) == Sum(a[k], (k, 1, n))**2",
            ),
        ),
        fails=(
            Example(
                "q: density; p: density(1 | 1)", "Integral(E[z:q](p(x | z)**2), (x, -oo, oo)) == 1"
            ),
            Example(
                "n: natural; a: real sequence",
                "Sum(Sum(a[j]*a[k], (j, 1, k)), (k, 1, n)) == Sum(a[k], (k, 1, n))**2",
            ),
        ),
        on=BINDERS,
        rewrite=exchange,
    ),
)

CANONICAL = Rule(
    name="integral.order",
    statement="An iterated integral does not depend on the order of its variables.",
    source=SOURCE,
    holds=(
        Example(
            "p: density; q: density; f: function(2)",
            "E[x:p](E[z:q](f(x, z))) == E[z:q](E[x:p](f(x, z)))",
        ),
    ),
    fails=(
        Example(
            "p: density; q: density; f: function(2)",
            "E[x:p](E[z:q](f(x, z))) == E[x:p](E[z:q](f(z, x)))",
        ),
        Example(
            "p: density(2)",
            "Integral(p(x, z)*log(Integral(p(x, v), (v, -oo, oo))), (x, -oo, oo), (z, -oo, oo)) == "
            "log(Integral(p(v, v), (v, -oo, oo)))",
        ),
    ),
    on=BINDERS,
    rewrite=order,
)
