"""The zero test: is this expression 0 wherever it is defined?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.exponents import gather_exponents
from derivcheck.symbolic.field.element import Unfit
from derivcheck.symbolic.field.from_sympy import SymPyReader
from derivcheck.symbolic.field.polynomial import TooLarge
from derivcheck.symbolic.gammas import gather_gammas
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.probe import somewhere_nonzero
from derivcheck.symbolic.refine import joined, refined
from derivcheck.symbolic.sign import parametrise
from derivcheck.symbolic.veil import veil

LARGEST = 150
"""Operations beyond which SymPy's simplification is not asked."""

MOST_ORDERED = 3
"""Variables of an iterated integral whose orders are all written out."""


def is_zero(value: Any, context: Context) -> bool:
    """Whether value is shown to be identically 0.

    Integrals over one range are merged into one; over ranges that overlap, they are cut first.
    That it is not shown is remembered: rules that look for a certificate ask again and again.
    """
    key = ("not zero", context.only, value)
    if key in context.memo:
        return False
    shown = _shown(value, context)
    if not shown:
        context.memo[key] = True
    return shown


def _shown(value: Any, context: Context) -> bool:
    concealed = veil(value, context)
    if concealed.is_zero:
        return True
    if concealed.has(sympy.nan, sympy.zoo, sympy.oo, -sympy.oo):
        return False
    if _vanishes(concealed, context) or _merged_is_zero(value, context):
        return True
    cut = refined(value, context)
    if cut is not None and _merged_is_zero(cut, context):
        context.use("integral.additive")
        return True
    whole = joined(value, context)
    if whole is None or not is_zero(normal(whole, context), context):
        return False
    context.use("integral.additive")
    return True


def _vanishes(value: Any, context: Context) -> bool:
    """The zero test proper, for rational expressions in symbols and kernels.

    SymPy's expansion first, then the field of elementary functions over FLINT; SymPy's
    simplification, which has no time limit, comes last and only for what is small enough.
    """
    if sympy.expand(value).is_zero:
        return True
    plain = parametrise(sympy.expand_func(value), context)
    if any(in_field(form) for form in _forms(plain)):
        context.trust("flint")
        return True
    if somewhere_nonzero(value) or value.count_ops() > LARGEST:
        return False
    simple = sympy.simplify(value)
    if simple.is_zero:
        context.trust("sympy.simplify")
    return bool(simple.is_zero)


def _forms(plain: Any) -> Iterator[Any]:
    """The value, its absolute values through signs, its gamma functions through few of them, its
    powers through few of them.
    """
    yield plain
    yield _through_signs(plain)
    gathered = gather_gammas(plain)
    yield gathered
    yield gather_exponents(plain if gathered is None else gathered)


def _through_signs(plain: Any) -> Any:
    """Each |a| as a*sign(a), with one symbol for sign(a) = -sign(-a); None where there is none."""
    signs: dict[Any, Any] = {}
    change = {}
    for part in plain.atoms(sympy.Abs, sympy.sign):
        (a,) = part.args
        if a.is_real:
            side = -1 if a.could_extract_minus_sign() else 1
            known = side * signs.setdefault(side * a, sympy.Dummy("sign", real=True))
            change[part] = known if isinstance(part, sympy.sign) else a * known
    return plain.xreplace(change) if len(change) > len(signs) else None


def in_field(value: Any) -> bool:
    """Whether value, if there is one, is the zero of the field of elementary functions."""
    if value is None:
        return False
    try:
        return not SymPyReader().read(value).numerator
    except (Unfit, TooLarge):
        return False


def _merged_is_zero(value: Any, context: Context) -> bool:
    """Whether integrals (or sums) over the same ranges, merged into one, leave nothing."""
    groups: dict[Any, list[tuple[Any, Any]]] = defaultdict(list)
    rest = []
    expanded = sympy.expand(value)
    for term in sympy.Add.make_args(expanded):
        constant, binder = _one_binder(term)
        if binder is None:
            rest.append(term)
        else:
            ranges = ((x.is_integer, *ends) for x, *ends in binder.limits)
            groups[binder.func, *ranges].append((constant, binder))
    if not groups:
        return bool(expanded == 0)
    if not _vanishes(veil(sympy.Add(*rest), context), context):
        return _remade_is_zero(groups, rest, context)
    return all(is_zero(_merge(parts)[0], context) for parts in groups.values())


def _remade_is_zero(groups: dict[Any, list[Any]], rest: list[Any], context: Context) -> bool:
    """Whether the merged integrals, in lowest terms and normal form again, make up for the rest."""
    made = []
    for (head, *ranges), parts in groups.items():
        if len(parts) == len(ranges) == 1:
            return False
        body, limits = _merge(parts)
        made.append(normal(head(sympy.cancel(sympy.together(body)), *limits), context))
    return _vanishes(veil(sympy.Add(*made, *rest), context), context)


def _merge(parts: list[tuple[Any, Any]]) -> tuple[Any, list[Any]]:
    """The bodies over the same ranges added up, with fresh variables, and their limits."""
    first = parts[0][1].limits
    fresh = [sympy.Dummy("x", **x.assumptions0) for x, *_ in first]
    bodies = (c * b.function.xreplace(dict(zip(b.variables, fresh, strict=True))) for c, b in parts)
    limits = [(x, *ends) for x, (_, *ends) in zip(fresh, first, strict=True)]
    return _symmetrised(sympy.Add(*bodies), limits), limits


def _symmetrised(body: Any, limits: list[Any]) -> Any:
    """The body averaged over the orders of its variables, where all have one range."""
    ends = {(x.is_integer, *pair) for x, *pair in limits}
    if not 2 <= len(limits) <= MOST_ORDERED or len(ends) > 1:
        return body
    names = [x for x, *_ in limits]
    orders = [dict(zip(names, order, strict=True)) for order in permutations(names)]
    return sympy.Add(*(body.xreplace(order) for order in orders)) / len(orders)


def _one_binder(term: Any) -> tuple[Any, Any]:
    """term = constant*integral, where exactly one factor is an integral over fixed ranges."""
    found = [f for f in sympy.Mul.make_args(term) if isinstance(f, sympy.Integral | sympy.Sum)]
    if len(found) != 1 or any(len(limit) != 3 for limit in found[0].limits):
        return None, None
    (binder,) = found
    if any(end.has(*binder.variables) for _, *ends in binder.limits for end in ends):
        return None, None
    return term / binder, binder
