"""The zero test: is this expression 0 wherever it is defined?"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.field.element import Unfit
from derivcheck.symbolic.field.from_sympy import SymPyReader
from derivcheck.symbolic.field.polynomial import TooLarge
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.probe import somewhere_nonzero
from derivcheck.symbolic.sign import parametrise
from derivcheck.symbolic.veil import veil

LARGEST = 150
"""Operations beyond which SymPy's simplification is not asked."""


def is_zero(value: Any, context: Context) -> bool:
    """Whether value is shown to be identically 0; a difference of integrals is one integral."""
    concealed = veil(value, context)
    if concealed.is_zero:
        return True
    if concealed.has(sympy.nan, sympy.zoo, sympy.oo, -sympy.oo):
        return False
    return _vanishes(concealed, context) or _merged_is_zero(value, context)


def _vanishes(value: Any, context: Context) -> bool:
    """The zero test proper, for rational expressions in symbols and kernels.

    SymPy's expansion first, then the field of elementary functions over FLINT; SymPy's
    simplification, which has no time limit, comes last and only for what is small enough.
    """
    if sympy.expand(value).is_zero:
        return True
    if _in_field(parametrise(sympy.expand_func(value), context)):
        context.trust("flint")
        return True
    if somewhere_nonzero(value) or value.count_ops() > LARGEST:
        return False
    simple = sympy.simplify(value)
    if simple.is_zero:
        context.trust("sympy.simplify")
    return bool(simple.is_zero)


def _in_field(value: Any) -> bool:
    """Whether value is the zero of the field of elementary functions."""
    try:
        return not SymPyReader().read(value).numerator
    except (Unfit, TooLarge):
        return False


def _merged_is_zero(value: Any, context: Context) -> bool:
    """Whether integrals (or sums) over one range, merged into one, leave nothing."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    rest = []
    for term in sympy.Add.make_args(sympy.expand(value)):
        constant, binder = _one_binder(term)
        if binder is None:
            rest.append(term)
        else:
            x, *ends = binder.limits[0]
            groups[binder.func, x.is_integer, *ends].append((constant, binder.function, x))
    if not groups:
        return False
    if not _vanishes(veil(sympy.Add(*rest), context), context):
        return _remade_is_zero(groups, rest, context)
    return all(is_zero(_merge(parts), context) for parts in groups.values())


def _remade_is_zero(groups: dict[Any, list[Any]], rest: list[Any], context: Context) -> bool:
    """Whether the merged integrals, in lowest terms and normal form again, make up for the rest."""
    made = []
    for (head, _, *ends), parts in groups.items():
        if len(parts) == 1:
            return False
        x = sympy.Dummy("x", **parts[0][2].assumptions0)
        body = sympy.Add(*(c * part.xreplace({variable: x}) for c, part, variable in parts))
        made.append(normal(head(sympy.cancel(sympy.together(body)), (x, *ends)), context))
    return _vanishes(veil(sympy.Add(*made, *rest), context), context)


def _merge(parts: list[Any]) -> Any:
    x = sympy.Dummy("x", **parts[0][2].assumptions0)
    return sympy.Add(*(c * body.xreplace({variable: x}) for c, body, variable in parts))


def _one_binder(term: Any) -> tuple[Any, Any]:
    """term = constant*integral, where exactly one factor is an integral over one range."""
    found = [f for f in sympy.Mul.make_args(term) if isinstance(f, sympy.Integral | sympy.Sum)]
    if len(found) != 1 or len(found[0].limits) != 1 or len(found[0].limits[0]) != 3:
        return None, None
    return term / found[0], found[0]
