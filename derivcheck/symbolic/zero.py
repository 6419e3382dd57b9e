"""The zero test: is this expression 0 wherever it is defined?"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import sympy

from derivcheck.symbolic.context import Context

BINDERS = (sympy.Integral, sympy.Sum, sympy.Product, sympy.Derivative, sympy.Subs, sympy.Limit)


def is_zero(value: Any, context: Context) -> bool:
    """Whether value is shown to be identically 0; a difference of integrals is one integral."""
    concealed = _conceal(value)
    if concealed.is_zero:
        return True
    if concealed.has(sympy.nan, sympy.zoo, sympy.oo, -sympy.oo):
        return False
    return _vanishes(concealed, context) or _merged_is_zero(value, context)


def _vanishes(value: Any, context: Context) -> bool:
    """The zero test proper, for rational expressions in symbols and kernels."""
    if sympy.expand(value).is_zero:
        return True
    numerator = sympy.fraction(sympy.together(value))[0]
    if sympy.expand(numerator).is_zero:
        return True
    simple = sympy.simplify(numerator)
    if simple.is_zero:
        context.trust("sympy.simplify")
    return bool(simple.is_zero)


def _merged_is_zero(value: Any, context: Context) -> bool:
    """Whether every group of integrals (or sums) over one range has an integrand that vanishes."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    rest = []
    for term in sympy.Add.make_args(sympy.expand(value)):
        constant, binder = _one_binder(term)
        if binder is None:
            rest.append(term)
        else:
            x, *ends = binder.limits[0]
            groups[binder.func, x.is_integer, *ends].append((constant, binder.function, x))
    if not groups or not _vanishes(_conceal(sympy.Add(*rest)), context):
        return False
    return all(is_zero(_merge(parts), context) for parts in groups.values())


def _merge(parts: list[Any]) -> Any:
    x = sympy.Dummy("x", **parts[0][2].assumptions0)
    return sympy.Add(*(c * body.xreplace({variable: x}) for c, body, variable in parts))


def _one_binder(term: Any) -> tuple[Any, Any]:
    """term = constant*integral, where exactly one factor is an integral over one range."""
    found = [f for f in sympy.Mul.make_args(term) if isinstance(f, sympy.Integral | sympy.Sum)]
    if len(found) != 1 or len(found[0].limits) != 1 or len(found[0].limits[0]) != 3:
        return None, None
    return term / found[0], found[0]


def _conceal(value: Any) -> Any:
    """The value with its outermost binders replaced by symbols, equal ones by equal symbols."""
    names: dict[Any, Any] = {}

    def visit(part: Any) -> Any:
        if isinstance(part, BINDERS):
            return names.setdefault(part, sympy.Dummy(real=True))
        if part.is_Atom or not part.args:
            return part
        return part.func(*(visit(a) for a in part.args))

    return visit(value)
