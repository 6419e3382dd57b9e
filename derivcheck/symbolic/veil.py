"""Integrals, sums and derivatives as symbols: SymPy is not asked about what stands inside.

Asked for the sign of an integral without free symbols, SymPy evaluates it by quadrature; unknown
densities make that endless, and a number is no proof. The symbols carry what the bodies show.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.domain import FunctionDomain
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.heads import IidMean

BINDERS = (
    sympy.Integral,
    sympy.Sum,
    sympy.Product,
    sympy.Derivative,
    sympy.Subs,
    sympy.Limit,
    IidMean,
)


def veil(value: Any, context: Context) -> Any:
    """The value with its outermost binders replaced by symbols of the sign that they show."""
    if isinstance(value, BINDERS):
        return _symbol(value, context)
    if value.is_Atom or not value.args or not value.has(*BINDERS):
        return value
    return value.func(*(veil(a, context) for a in value.args))


def outermost(value: Any) -> Iterator[Any]:
    """The binders in a value that stand in no other."""
    if isinstance(value, BINDERS):
        yield value
    else:
        for part in value.args:
            yield from outermost(part)


def _symbol(binder: Any, context: Context) -> Any:
    key = ("veil", binder)
    if key not in context.memo:
        context.memo[key] = sympy.Dummy(f"{type(binder).__name__}", **_sign(binder, context))
    return context.memo[key]


def _sign(binder: Any, context: Context) -> dict[str, bool]:
    if isinstance(binder, sympy.Integral | sympy.Sum):
        return _sign_of_average(binder, context)
    if isinstance(binder, sympy.Product):
        return _sign_of_product(binder, context)
    if isinstance(binder, IidMean):
        return _sign_shown(binder.body, context)
    if _grows(binder, context):
        return {"nonnegative": True}
    return {"real": True}


def _sign_of_average(binder: Any, context: Context) -> dict[str, bool]:
    """An integral of a positive body over a range that is not empty is positive."""
    from derivcheck.symbolic.sign import is_nonnegative, is_positive

    if any(len(limit) != 3 for limit in binder.limits):
        return {"real": True}
    body, widths = opened(binder, context)
    for kind, shown in (("positive", is_positive), ("nonnegative", is_nonnegative)):
        if all(w == sympy.oo or shown(w, context) for w in widths) and shown(body, context):
            return {kind: True}
    return {"real": True}


def _sign_of_product(binder: Any, context: Context) -> dict[str, bool]:
    """A product of positive factors is positive; one of no factors is 1."""
    body, _ = opened(binder, context)
    return _sign_shown(body, context)


def _sign_shown(body: Any, context: Context) -> dict[str, bool]:
    from derivcheck.symbolic.sign import is_nonnegative, is_positive

    for kind, shown in (("positive", is_positive), ("nonnegative", is_nonnegative)):
        if shown(body, context):
            return {kind: True}
    return {"real": True}


def opened(binder: Any, context: Context) -> tuple[Any, list[Any]]:
    """The body of a binder with fresh variables that know their ranges, and the widths.

    Widths (numbers of terms, for a sum) stand outermost first; infinite ones are oo.
    """
    widths: list[Any] = []
    change: dict[Any, Any] = {}
    for x, lower, upper in reversed(binder.limits):
        ends = lower.xreplace(change), upper.xreplace(change)
        change[x] = over_range(x, *ends, context)
        infinite = sympy.oo in (ends[1], -ends[0]) and sympy.oo not in (ends[0], -ends[1])
        count = 1 if isinstance(binder, sympy.Sum) else 0
        widths.append(sympy.oo if infinite else ends[1] - ends[0] + count)
    return binder.function.xreplace(change), widths


def over_range(x: Any, lower: Any, upper: Any, context: Context) -> Any:
    """A fresh variable that runs over a range and knows it."""
    kind = {"integer": True} if x.is_integer else {"real": True}
    if lower.is_positive or (lower.is_zero and not x.is_integer):
        kind["positive"] = True
    elif lower.is_nonnegative:
        kind["nonnegative"] = True
    elif upper.is_nonpositive and not x.is_integer:
        kind["negative"] = True
    made = sympy.Dummy(x.name, **kind)
    context.ranges[made] = (lower, upper)
    return made


def _grows(value: Any, context: Context) -> bool:
    """Whether this is f'' of a convex unknown function, or f' of an increasing one."""
    if isinstance(value, sympy.Subs):
        return len(value.variables) == 1 and _grows(value.expr, context)
    if not isinstance(value, sympy.Derivative):
        return False
    function = value.args[0]
    if not isinstance(function, AppliedUndef) or len(function.args) != 1 or len(value.args) != 2:
        return False
    variable, order = value.args[1]
    wanted = {1: "increasing", 2: "convex"}.get(int(order))
    return variable == function.args[0] and wanted == function_kind(function, context)


def function_kind(function: Any, context: Context) -> str:
    """The declared kind of an unknown function: positive, convex, increasing, or nothing."""
    for name in context.goal.given:
        if name.name == function.func.__name__ and isinstance(name, Symbol):
            domain = name.domain
            return domain.kind if isinstance(domain, FunctionDomain) else ""
    return ""
