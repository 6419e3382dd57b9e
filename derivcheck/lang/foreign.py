"""SymPy expressions on the way in, read by their public structure without importing SymPy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from derivcheck.lang import algebra, calculus, condition
from derivcheck.lang.domain import Domain, FunctionKind, Nonzero, SequenceDomain
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr, exact, expr
from derivcheck.lang.functions import FUNCTIONS, call
from derivcheck.lang.row import Term, product_of, total_of

CONSTANTS: Mapping[str, Expr] = MappingProxyType(
    {
        "Pi": algebra.pi,
        "Infinity": algebra.oo,
        "NegativeInfinity": algebra.Neg(algebra.oo),
        "EulerGamma": algebra.EulerGamma,
        "Exp1": call("exp", 1),
    }
)
RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "StrictLessThan": "<",
        "LessThan": "<=",
        "StrictGreaterThan": ">",
        "GreaterThan": ">=",
        "Equality": "==",
        "Unequality": "!=",
    }
)
CONNECTIVES: Mapping[str, Callable[..., condition.Condition]] = MappingProxyType(
    {"And": condition.And, "Or": condition.Or, "Not": condition.Not}
)


def from_sympy(value: Any) -> Expr:
    """The expression a SymPy object stands for; symbols keep their assumptions as domains.

    A symbol without assumptions is real: arithmetic here is. AuthorError for what has no meaning
    in the language, such as the imaginary unit.
    """
    if _is_unknown_function(value):
        return _unknown(value)
    kind = type(value).__name__
    if kind in CONSTANTS:
        return CONSTANTS[kind]
    if getattr(value, "is_Rational", False):
        return algebra.Number(Fraction(int(value.p), int(value.q)))
    if kind == "Float":
        return algebra.Number(exact(str(value)))
    if getattr(value, "is_Symbol", False) and kind in ("Symbol", "Dummy"):
        return algebra.Symbol(str(value.name), _domain(value))
    if kind in READERS:
        return READERS[kind](value)
    if kind in FUNCTIONS:
        return call(kind, *_each(value.args))
    raise AuthorError(
        f"no meaning here for SymPy's {kind} in {value}",
        remedy="build this part with this package's own names",
    )


def condition_from_sympy(value: Any) -> condition.Condition:
    """The condition a SymPy relation or Boolean stands for."""
    kind = type(value).__name__
    if kind in RELATIONS:
        left, right = value.args
        return condition.Compare(RELATIONS[kind], from_sympy(left), from_sympy(right))
    if kind in ("BooleanTrue", "BooleanFalse"):
        return condition.Truth(kind == "BooleanTrue")
    if kind in CONNECTIVES:
        return CONNECTIVES[kind](*(condition_from_sympy(a) for a in value.args))
    raise AuthorError(
        f"no meaning here for SymPy's condition {kind}", remedy="write comparisons, And, Or, Not"
    )


def _each(arguments: Iterable[Any]) -> tuple[Expr, ...]:
    return tuple(from_sympy(argument) for argument in arguments)


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


def _is_unknown_function(value: Any) -> bool:
    # The class of f(x) is named after f, whatever that is: its name says nothing.
    return any(base.__name__ == "AppliedUndef" for base in type(value).__mro__)


def _unknown(value: Any) -> Expr:
    from derivcheck.lang.declare import function

    kind: FunctionKind = "positive" if value.is_positive else ""
    made: Expr = function(str(value.func), len(value.args), kind)(*_each(value.args))
    return made


def _sum(value: Any) -> Expr:
    terms: list[Term] = []
    # SymPy's own order of printing, which does not depend on the run.
    for term in value.as_ordered_terms():
        subtracted = bool(terms) and term.could_extract_minus_sign()
        terms.append((subtracted, from_sympy(-term if subtracted else term)))
    return total_of(terms) if terms else expr(0)


def _product(value: Any) -> Expr:
    if value.args[0] == -1:
        return -from_sympy(-value)
    factors = value.as_ordered_factors()
    above = [from_sympy(a) for a in factors if not _is_denominator(a)]
    below = [from_sympy(1 / a) for a in factors if _is_denominator(a)]
    made = _multiplied(above) if above else algebra.ONE
    return algebra.Div(made, _multiplied(below)) if below else made


def _multiplied(factors: list[Expr]) -> Expr:
    return product_of([(False, factor) for factor in factors])


def _is_denominator(factor: Any) -> bool:
    return type(factor).__name__ == "Pow" and factor.exp.is_Rational and factor.exp.is_negative


def _power(value: Any) -> Expr:
    if _is_denominator(value):
        return algebra.Div(algebra.ONE, from_sympy(1 / value))
    base, exponent = _each(value.args)
    if isinstance(exponent, algebra.Number) and exponent.value.denominator == 2:
        # A root is defined at 0, where a power with a broken exponent is not.
        root, times = call("sqrt", base), exponent.value.numerator
        return root if times == 1 else algebra.Pow(root, expr(times))
    return algebra.Pow(base, exponent)


def _bound(make: Callable[..., Expr]) -> Callable[[Any], Expr]:
    def read(value: Any) -> Expr:
        body, *limits = value.args
        return make(from_sympy(body), *(_each(limit) for limit in limits))

    return read


def _derivative(value: Any) -> Expr:
    body, *variables = value.args
    made = from_sympy(body)
    for variable, order in variables:
        made = calculus.derivative(made, (from_sympy(variable), int(order)))
    return made


def _substituted(value: Any) -> Expr:
    body, variables, points = value.args
    names = [str(variable.name) for variable in variables]
    return expr(from_sympy(body).substitute(dict(zip(names, _each(points), strict=True))))


def _limit(value: Any) -> Expr:
    body, variable, point, direction = value.args
    inside, at = from_sympy(body), from_sympy(point)
    return calculus.limit(inside, from_sympy(variable), at, str(direction))


def _piecewise(value: Any) -> Expr:
    return condition.piecewise(
        *((from_sympy(branch), condition_from_sympy(when)) for branch, when in value.args)
    )


def _heaviside(value: Any) -> Expr:
    x, middle = _each(value.args)
    if middle == expr(Fraction(1, 2)):
        return call("Heaviside", x)
    return condition.piecewise((0, x < 0), (middle, condition.Eq(x, 0)), (1, True))


def _polygamma(value: Any) -> Expr:
    order, x = value.args
    if order != 0:
        raise AuthorError(f"no meaning here for SymPy's polygamma of order {order}")
    return call("digamma", from_sympy(x))


def _indexed(value: Any) -> Expr:
    base, *indices = value.args
    if len(indices) != 1:
        raise AuthorError("a sequence takes one index", remedy="declare a matrix instead")
    return algebra.Symbol(str(base), SequenceDomain(algebra.REAL))[from_sympy(indices[0])]


READERS: Mapping[str, Callable[[Any], Expr]] = MappingProxyType(
    {
        "Add": _sum,
        "Mul": _product,
        "Pow": _power,
        "Integral": _bound(calculus.integral),
        "Sum": _bound(calculus.total),
        "Product": _bound(calculus.product),
        "Derivative": _derivative,
        "Subs": _substituted,
        "Limit": _limit,
        "Piecewise": _piecewise,
        "Heaviside": _heaviside,
        "polygamma": _polygamma,
        "Indexed": _indexed,
    }
)
