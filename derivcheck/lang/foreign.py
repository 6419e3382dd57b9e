"""SymPy expressions on the way in, read by their public structure without importing SymPy."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Any

from derivcheck.lang import algebra, calculus, condition
from derivcheck.lang.domain import Domain, Nonzero
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import FUNCTIONS, call

CONSTANTS = {"Pi": algebra.pi, "Infinity": algebra.oo, "EulerGamma": algebra.EulerGamma}
RELATIONS = {
    "StrictLessThan": "<",
    "LessThan": "<=",
    "StrictGreaterThan": ">",
    "GreaterThan": ">=",
    "Equality": "==",
    "Unequality": "!=",
}


def from_sympy(value: Any) -> Expr:
    """The expression a SymPy object stands for; symbols keep their assumptions as domains."""
    kind = type(value).__name__
    if kind in CONSTANTS:
        return CONSTANTS[kind]
    if kind == "NegativeInfinity":
        return algebra.Neg(algebra.oo)
    if kind == "Exp1":
        return call("exp", 1)
    if getattr(value, "is_Rational", False):
        return algebra.Number(Fraction(int(value.p), int(value.q)))
    if getattr(value, "is_Float", False):
        return algebra.Number(Fraction(str(value)))
    if getattr(value, "is_Symbol", False):
        return algebra.Symbol(str(value.name), _domain(value))
    if kind in READERS:
        return READERS[kind](value)
    if kind in FUNCTIONS:
        return call(kind, *(from_sympy(a) for a in value.args))
    raise AuthorError(
        f"no meaning here for SymPy's {kind}",
        remedy="build this part with this package's own names",
    )


def _domain(symbol: Any) -> Domain:
    from derivcheck.lang.declare import INTEGER, NATURAL

    if symbol.is_integer:
        return NATURAL if symbol.is_positive else INTEGER
    if symbol.is_positive:
        return algebra.POSITIVE
    if symbol.is_negative:
        return algebra.NEGATIVE
    if symbol.is_nonnegative:
        return algebra.NONNEGATIVE
    if symbol.is_real and symbol.is_nonzero:
        return Nonzero()
    return algebra.REAL


def _fold(make: Callable[[Expr, Expr], Expr]) -> Callable[[Any], Expr]:
    return lambda value: reduce(make, (from_sympy(a) for a in value.args))


def _power(value: Any) -> Expr:
    base, exponent = (from_sympy(a) for a in value.args)
    return algebra.Pow(base, exponent)


def _bound(make: Callable[..., Expr]) -> Callable[[Any], Expr]:
    def read(value: Any) -> Expr:
        body, *limits = value.args
        return make(from_sympy(body), *(tuple(from_sympy(p) for p in limit) for limit in limits))

    return read


def _derivative(value: Any) -> Expr:
    body, *variables = value.args
    made = from_sympy(body)
    for variable, order in variables:
        made = calculus.derivative(made, (from_sympy(variable), int(order)))
    return made


def _limit(value: Any) -> Expr:
    body, variable, point, direction = value.args
    symbol: Any = from_sympy(variable)
    chosen: Any = str(direction)
    return calculus.limit(from_sympy(body), symbol, from_sympy(point), chosen)


def _piecewise(value: Any) -> Expr:
    return condition.piecewise(*((from_sympy(e), _condition(c)) for e, c in value.args))


def _condition(value: Any) -> condition.Condition:
    kind = type(value).__name__
    if kind in RELATIONS:
        left, right = value.args
        return condition.Compare(RELATIONS[kind], from_sympy(left), from_sympy(right))
    if kind in ("BooleanTrue", "BooleanFalse"):
        return condition.Truth(kind == "BooleanTrue")
    parts = [_condition(a) for a in value.args]
    if kind == "And":
        return condition.And(*parts)
    if kind == "Or":
        return condition.Or(*parts)
    if kind == "Not":
        return condition.Not(parts[0])
    raise AuthorError(f"no meaning here for SymPy's condition {kind}")


def _function(value: Any) -> Expr:
    from derivcheck.lang.declare import function

    name = str(value.func.__name__)
    return function(name, len(value.args))(*(from_sympy(a) for a in value.args))  # type: ignore[no-any-return]


READERS: dict[str, Callable[[Any], Expr]] = {
    "Add": _fold(algebra.Add),
    "Mul": _fold(algebra.Mul),
    "Pow": _power,
    "Integral": _bound(calculus.integral),
    "Sum": _bound(calculus.total),
    "Product": _bound(calculus.product),
    "Derivative": _derivative,
    "Limit": _limit,
    "Piecewise": _piecewise,
    "AppliedUndef": _function,
}
