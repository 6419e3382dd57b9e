"""Signs: whether an expression is positive on the whole of the ranges of its symbols.

Symbols that run over an interval are parametrised by a positive number (x = a + (b - a)/(1 + u)),
then a sum of positive terms over a product of positive factors is positive. "No" means "not
shown", never "negative".
"""

from __future__ import annotations

from typing import Any

import sympy

from derivcheck.symbolic.context import Context


def is_positive(value: Any, context: Context) -> bool:
    """Whether value > 0 is shown."""
    return _decide("positive", value, context)


def is_nonnegative(value: Any, context: Context) -> bool:
    """Whether value >= 0 is shown."""
    return _decide("nonnegative", value, context)


def is_nonzero(value: Any, context: Context) -> bool:
    """Whether value != 0 is shown."""
    if value.is_nonzero:
        return True
    return is_positive(value, context) or is_positive(-value, context)


def sign_of(value: Any, context: Context) -> int | None:
    """1, 0 or -1 where the sign is shown, else None."""
    if value.is_zero:
        return 0
    if is_positive(value, context):
        return 1
    return -1 if is_positive(-value, context) else None


def _decide(kind: str, value: Any, context: Context) -> bool:
    key = (kind, value)
    if key not in context.memo:
        context.memo[key] = any(
            _holds(kind, form) for form in _forms(parametrise(value, context))
        )
    return bool(context.memo[key])


def _holds(kind: str, form: Any) -> bool:
    if getattr(form, f"is_{kind}"):
        return True
    if not form.is_Add:
        return False
    gaps = [_completed(form)] if kind == "nonnegative" else []
    return any(gap is not None and gap.is_nonnegative for gap in gaps)


def _forms(value: Any) -> Any:
    """The same value written in ways that show its sign more and more plainly."""
    yield value
    if value.has(sympy.Integral, sympy.Sum, sympy.Derivative):
        return
    yield sympy.expand(value)
    joined = sympy.together(value)
    yield sympy.factor_terms(joined)
    numerator, denominator = sympy.fraction(joined)
    yield sympy.expand(numerator) / denominator
    yield sympy.factor(joined)


def _completed(form: Any) -> Any:
    """The value of a quadratic in one symbol at its vertex, where it opens upwards."""
    for symbol in sorted(form.free_symbols, key=str):
        poly = form.as_poly(symbol)
        if poly is None or poly.degree() != 2 or not symbol.is_real:
            continue
        a, b, c = poly.all_coeffs()
        if a.is_positive:
            return sympy.factor(c - b**2 / (4 * a))
    return None


def parametrise(value: Any, context: Context) -> Any:
    """The value with each ranged symbol written through a positive parameter."""
    if not context.ranges:
        return value
    for symbol in sorted(value.free_symbols & set(context.ranges), key=str):
        value = value.xreplace({symbol: through_positive(symbol, *context.interval(symbol))})
    return value


def through_positive(symbol: Any, lower: Any, upper: Any) -> Any:
    """A point of the open interval as a function of one positive parameter, onto it."""
    u = sympy.Dummy(f"u_{symbol.name}", positive=True)
    if lower.is_finite and upper.is_finite:
        return (lower * u + upper) / (1 + u)
    if lower.is_finite:
        return lower + u
    return upper - u if upper.is_finite else symbol
