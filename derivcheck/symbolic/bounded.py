"""Signs of explicit expressions, through changes of variable that sign.py does not know of.

exp(d) with d > 0 is 1 + e with e > 0, also for a product or power d; hyperbolic functions are
written in exponentials; an assumption a <= b that could not be built in is used by solving it for
one of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.sign import is_nonnegative, is_positive, parametrise
from derivcheck.symbolic.veil import BINDERS

HYPERBOLIC = (sympy.tanh, sympy.sinh, sympy.cosh)

BOUNDED = (sympy.sin, sympy.cos, sympy.erf)
"""Functions with values between -1 and 1."""


def sign_shown(value: Any, strict: bool, context: Context) -> bool:
    """Whether value >= 0 (value > 0 if strict) is shown in one of the forms tried."""
    key = ("sign", strict, value)
    if key not in context.memo:
        context.memo[key] = any(_decide(form, strict, context) for form in _forms(value, context))
    return bool(context.memo[key])


def _decide(value: Any, strict: bool, context: Context) -> bool:
    return is_positive(value, context) if strict else is_nonnegative(value, context)


def _forms(value: Any, context: Context) -> Iterator[Any]:
    yield value
    if value.has(*HYPERBOLIC):
        value = value.rewrite(sympy.exp)
        yield value
    if value.has(sympy.exp):
        yield in_exponentials(parametrise(value, context))
    if value.has(*BOUNDED):
        yield from _within_bounds(value)
    yield from _with_facts(value, context)


def _within_bounds(value: Any) -> Iterator[Any]:
    """The value with each bounded function as far below 1, or above -1, as it may be."""
    for side in (1, -1):
        parts = {
            part: side - side * sympy.Dummy("d", nonnegative=True)
            for part in value.atoms(*BOUNDED)
            if part.args[0].is_real
        }
        yield value.xreplace(parts)


def in_exponentials(value: Any) -> Any:
    """The value with exp(d) written as a positive variable for each term d that allows it.

    Where a product or power d is left elsewhere or shares a name with it, more is asked than holds:
    the value must have its sign for every exp(d) that the sign of d allows.
    """
    value = sympy.expand_power_exp(value.replace(_is_exp, _expanded))
    for term in sorted(_exponents(value), key=lambda term: (term.is_Atom, str(term))):
        changed = _substitute(value, term)
        value = value if changed is None else changed
    return value


def _is_exp(part: Any) -> bool:
    return isinstance(part, sympy.exp)


def _expanded(part: Any) -> Any:
    return sympy.exp(sympy.expand(part.args[0]))


def _exponents(value: Any) -> set[Any]:
    """The terms of exponents without their coefficients, as far as they are real numbers."""
    found: set[Any] = set()
    for part in value.atoms(sympy.exp):
        for term in sympy.Add.make_args(part.args[0]):
            _, inner = term.as_coeff_Mul()
            if isinstance(inner, AppliedUndef) or _is_real(inner):
                found.add(inner)
    return found


def _is_real(term: Any) -> bool:
    """Whether a term is a real number and names no integral, of which SymPy would ask too much."""
    return bool(not term.is_number and not term.has(*BINDERS) and term.is_real)


def _substitute(value: Any, term: Any) -> Any:
    """exp(term/q) as a variable, for the q that makes the exponents whole numbers."""
    kind = {"positive": True}
    new = sympy.Dummy(f"e_{term}", **kind)
    if term.is_positive:
        image = 1 + new
    elif term.is_nonnegative:
        image = 1 + sympy.Dummy(f"e_{term}", nonnegative=True)
    else:
        image = new
    slopes = {}
    for part in value.atoms(sympy.exp):
        coefficient, inner = part.args[0].as_coeff_Mul()
        if inner == term and coefficient.is_Rational:
            slopes[part] = coefficient
    if not slopes:
        return None
    whole = sympy.ilcm(1, *(slope.q for slope in slopes.values()))
    table = {part: image ** (slope * whole) for part, slope in slopes.items()}
    made = value.xreplace(table)
    return None if made.has(term) else made


def _with_facts(value: Any, context: Context) -> Iterator[Any]:
    """The value less an assumed gap >= 0, and with the gap solved for one of its parts."""
    for gap, strict in context.facts:
        slack = sympy.Dummy("d", **{"positive" if strict else "nonnegative": True})
        yield sympy.expand(value - gap) + slack
        for part in sorted(_parts(gap), key=str):
            if value.has(part):
                slope = gap.coeff(part)
                if slope.is_nonzero and not slope.has(part):
                    rest = sympy.expand(gap - slope * part)
                    if not rest.has(part):
                        yield value.subs(part, (slack - rest) / slope)


def _parts(gap: Any) -> set[Any]:
    return {*gap.free_symbols, *gap.atoms(AppliedUndef, sympy.Abs)}
