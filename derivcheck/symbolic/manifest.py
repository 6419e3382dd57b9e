"""Manifest signs: whether the shape of a certificate shows that it is positive, or nonnegative.

Sums of nonnegative parts, products, logarithms of what is at least 1, integrals and sums of
nonnegative integrands, tangent gaps of convex functions. "No" means "not shown".
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.bounded import sign_shown
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.gather import merged
from derivcheck.symbolic.heads import IidMean
from derivcheck.symbolic.mass import is_mass_of_part
from derivcheck.symbolic.pieces import (
    AbsoluteGap,
    Cases,
    Double,
    FractionGap,
    Growth,
    Least,
    MassBeyond,
    Ordered,
    Piece,
    Quotient,
    TangentGap,
)
from derivcheck.symbolic.sign import is_nonnegative, is_positive
from derivcheck.symbolic.smooth import is_smooth
from derivcheck.symbolic.veil import function_kind, opened, over_range


def manifest(value: Any, strict: bool, context: Context) -> bool:
    """Whether value >= 0 (value > 0 if strict) shows from its shape."""
    if not value.has(Piece) and sign_shown(value, strict, context):
        return True
    return any(shape(value, strict, context) for head, shape in SHAPES if isinstance(value, head))


def _sum(value: Any, strict: bool, context: Context) -> bool:
    plain = sympy.Add(*(part for part in value.args if not part.has(Piece)))
    parts = [part for part in value.args if part.has(Piece)]
    parts += [plain] if parts and plain != 0 else sympy.Add.make_args(plain)
    if not all(manifest(part, False, context) for part in parts):
        return False
    return not strict or any(manifest(part, True, context) for part in parts)


def _product(value: Any, strict: bool, context: Context) -> bool:
    return all(manifest(factor, strict, context) for factor in value.args)


def _power(value: Any, strict: bool, context: Context) -> bool:
    base, exponent = value.args
    if exponent.is_integer and exponent.is_even and exponent.is_positive and not strict:
        return bool(base.is_real)
    return manifest(base, strict or not exponent.is_nonnegative, context) and bool(exponent.is_real)


def _logarithm(value: Any, strict: bool, context: Context) -> bool:
    gap = sympy.together(value.args[0] - 1)
    if manifest(gap, strict, context):
        return True
    top, bottom = sympy.fraction(gap)
    if not top.has(sympy.Integral, sympy.Sum) or not manifest(bottom, True, context):
        return False
    return manifest(merged(top, context), strict, context)


def _binder(value: Any, strict: bool, context: Context) -> bool:
    """An integral or sum of a nonnegative body; the variables run over their own ranges."""
    if any(len(limit) != 3 for limit in value.limits):
        return False
    body, widths = opened(value, context)
    shown = is_positive if strict else is_nonnegative
    ordered = all(w == sympy.oo or shown(w, context) for w in widths)
    return ordered and manifest(body, strict, context)


def _sample_mean(value: Any, strict: bool, context: Context) -> bool:
    """A mean over samples of what has the sign for every sample."""
    return manifest(value.body, strict, context)


def _tangent_gap(value: Any, strict: bool, context: Context) -> bool:
    body, y, u, v, proof = value.args
    if not (belongs(u, y, context) and belongs(v, y, context) and is_smooth(body, y, context)):
        return False
    if not is_certified(proof, body.diff(y, 2), strict, context):
        return False
    return not strict or manifest((u - v) ** 2, True, context)


def _growth(value: Any, strict: bool, context: Context) -> bool:
    body, y, u, v, slope, distance = value.args
    rises = isinstance(body, AppliedUndef) and function_kind(body, context) == "increasing"
    return (
        belongs(u, y, context)
        and belongs(v, y, context)
        and is_smooth(body, y, context)
        and is_certified(slope, body.diff(y), strict and not rises, context)
        and is_certified(distance, u - v, strict, context)
    )


def _least(value: Any, strict: bool, context: Context) -> bool:
    rest, weight, inner, above, below = value.args
    return (
        manifest(weight, False, context)
        and is_certified(above, rest + weight * inner, strict, context)
        and is_certified(below, rest - weight * inner, strict, context)
    )


def _absolute_gap(value: Any, strict: bool, context: Context) -> bool:
    return not strict and value.args[0].is_real is not False


def _double(value: Any, strict: bool, context: Context) -> bool:
    pattern, body, x, y = value.args
    _, lower, upper = pattern.limits[0]
    return _binder(pattern.func(body, (x, lower, upper), (y, lower, upper)), strict, context)


def _mass_beyond(value: Any, strict: bool, context: Context) -> bool:
    """A density has mass 1, so part of its domain has at most that."""
    return not strict and is_mass_of_part(value.args[0], context)


def _fraction_gap(value: Any, strict: bool, context: Context) -> bool:
    """Factors between 0 and 1, at least one of them where their sum is above."""
    whole, summed, *proofs = value.args
    ((k, lower, upper),) = whole.limits
    if strict or (summed and not is_positive(upper - lower + 1, context)):
        return False
    inside = {k: over_range(k, lower, upper, context)}
    return all(
        is_certified(proof.xreplace(inside), side.xreplace(inside), False, context)
        for proof, side in zip(proofs, (whole.function, 1 - whole.function), strict=True)
    )


def _quotient(value: Any, strict: bool, context: Context) -> bool:
    above, below, proof = value.args
    return manifest(below, True, context) and is_certified(proof, above, strict, context)


def _cases(value: Any, strict: bool, context: Context) -> bool:
    """Either sign of u: the name solved for is what makes u, or -u, any number d >= 0."""
    whole, u = value.args[:2]
    for sign, (name, image, distance, proof) in value.sides():
        put_in = {name: image}
        covers = distance.is_nonnegative and distance not in whole.free_symbols
        if not covers or sympy.expand(u.xreplace(put_in) - sign * distance) != 0:
            return False
        if not is_certified(proof, whole.xreplace(put_in), strict, context):
            return False
    return True


def _ordered(value: Any, strict: bool, context: Context) -> bool:
    """A polynomial in nonnegative numbers, looked at in each order of them."""
    if strict or not all(name.is_nonnegative for name in value.args[1:]):
        return False
    return all(is_nonnegative(form, context) for form in value.forms())


def is_certified(certificate: Any, value: Any, strict: bool, context: Context) -> bool:
    """Whether a certificate inside a certificate shows the sign of the value."""
    from derivcheck.symbolic.certificate import check
    from derivcheck.symbolic.normal import normal

    return check(certificate, normal(value, context), strict, context)


def belongs(value: Any, y: Any, context: Context) -> bool:
    """Whether a value lies where the variable y may be, as its assumptions and range say.

    A symbol's range is an open interval; null sets of ends do not matter to a step.
    """
    if value == y:
        return True
    lower, upper = context.interval(y)
    ranged = y in context.ranges
    above = lower == -sympy.oo or manifest(value - lower, ranged or bool(y.is_positive), context)
    below = upper == sympy.oo or manifest(upper - value, ranged or bool(y.is_negative), context)
    return bool(above and below and not y.is_integer)


SHAPES: tuple[tuple[Any, Any], ...] = (
    (sympy.Add, _sum),
    (sympy.Mul, _product),
    (sympy.Pow, _power),
    (sympy.log, _logarithm),
    (sympy.Integral | sympy.Sum, _binder),
    (IidMean, _sample_mean),
    (TangentGap, _tangent_gap),
    (Growth, _growth),
    (Least, _least),
    (AbsoluteGap, _absolute_gap),
    (Double, _double),
    (Ordered, _ordered),
    (Quotient, _quotient),
    (Cases, _cases),
    (MassBeyond, _mass_beyond),
    (FractionGap, _fraction_gap),
)
