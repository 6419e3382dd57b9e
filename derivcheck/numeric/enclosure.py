"""Rigorous enclosures of closed forms (numbers, names, elementary functions) by Arb."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from flint import arb, ctx, fmpq

from derivcheck.lang.algebra import (
    Abbreviation,
    Add,
    Apply,
    Constant,
    Div,
    Mul,
    Neg,
    Number,
    Pow,
    Sub,
    Symbol,
)
from derivcheck.lang.condition import (
    Compare,
    Condition,
    Conjunction,
    Disjunction,
    Negation,
    Piecewise,
    Truth,
)
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Call
from derivcheck.lang.node import Node
from derivcheck.numeric.scope import FunctionInstance

PRECISIONS = (64, 128, 256, 512, 1024, 2048)
LARGEST = 10**6
"""Larger exponents and factorials are left to the doubles with their own exponents."""
CLOSED = (
    Abbreviation, Add, Apply, Constant, Div, Mul, Neg, Number, Pow, Sub, Symbol, Call, Piecewise,
    Compare, Conjunction, Disjunction, Negation, Truth,
)  # fmt: skip


class Undefined(Exception):
    """There is no real value."""


class Unsure(Exception):
    """The enclosures are too wide to tell, or the form is none of ours."""


Known = Mapping[str, Any]


def closed_form(expression: Node) -> bool:
    """Whether an expression has no binder, no law, no vector in it."""
    from derivcheck.lang.domain import (
        MatrixDomain,
        SequenceDomain,
        VectorDomain,
    )

    for part in expression.walk():
        if not isinstance(part, CLOSED) and isinstance(part, Expr | Condition):
            return False
        if isinstance(part, Symbol) and isinstance(
            part.domain, MatrixDomain | SequenceDomain | VectorDomain
        ):
            return False
    return True


def enclose(expression: Expr, known: Known) -> arb:
    """The enclosure at the current precision; Undefined, or Unsure where that cannot be told."""
    kind = type(expression)
    if kind in RULES:
        made: arb = RULES[kind](expression, known)
        return made
    raise Unsure


def _number(node: Number, known: Known) -> arb:
    return rational(node.value)


def rational(value: Fraction) -> arb:
    """A rational number."""
    return arb(fmpq(value.numerator, value.denominator))


def _constant(node: Constant, known: Known) -> arb:
    if node.name == "pi":
        return arb.pi()
    if node.name == "EulerGamma":
        return arb.const_euler()
    raise Unsure


def _symbol(node: Symbol, known: Known) -> arb:
    value = known.get(node.name)
    if isinstance(value, arb):
        return value
    if isinstance(value, Fraction):
        return rational(value)
    raise Unsure


def _apply(node: Apply, known: Known) -> arb:
    function = known.get(node.function.name)
    if not isinstance(function, FunctionInstance):
        raise Unsure
    arguments = [enclose(a, known) for a in node.arguments]
    return enclose(function.body, dict(zip(function.parameters, arguments, strict=True)))


def _divide(node: Div, known: Known) -> arb:
    top, bottom = enclose(node.left, known), enclose(node.right, known)
    return top / _nonzero(bottom)


def _nonzero(value: arb) -> arb:
    if value == 0:
        raise Undefined
    if value.contains(0):
        raise Unsure
    return value


def _power(node: Pow, known: Known) -> arb:
    base, exponent = enclose(node.base, known), enclose(node.exponent, known)
    return power(base, exponent)


def power(base: arb, exponent: arb) -> arb:
    """base**exponent in real arithmetic."""
    whole = exponent.unique_fmpz()
    if whole is not None and exponent.is_exact():
        if abs(int(whole)) > LARGEST:
            raise Unsure
        if int(whole) <= 0:
            _nonzero(base)
        return base ** int(whole)
    if base == 0:
        return arb(0) if _sign(exponent) > 0 else _undefined()
    if _sign(base) < 0:
        if exponent.is_exact():
            raise Undefined
        raise Unsure
    return base**exponent


def _undefined() -> arb:
    raise Undefined


def _sign(value: arb) -> int:
    if value > 0:
        return 1
    if value < 0:
        return -1
    if value == 0:
        return 0
    raise Unsure


def _piecewise(node: Piecewise, known: Known) -> arb:
    for value, condition in node.branches:
        if holds(condition, known):
            return enclose(value, known)
    raise Undefined


def holds(condition: Condition, known: Known) -> bool:
    """Truth of a condition; Unsure where the enclosures overlap."""
    if isinstance(condition, Truth):
        return condition.value
    if isinstance(condition, Negation):
        return not holds(condition.condition, known)
    if isinstance(condition, Conjunction):
        return all(holds(c, known) for c in condition.conditions)
    if isinstance(condition, Disjunction):
        return any(holds(c, known) for c in condition.conditions)
    if not isinstance(condition, Compare):
        raise Unsure
    sign = _sign(enclose(condition.left, known) - enclose(condition.right, known))
    return {
        "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0,
        "==": sign == 0, "!=": sign != 0,
    }[condition.relation]  # fmt: skip


def _call(node: Call, known: Known) -> arb:
    function = FUNCTIONS.get(node.name)
    if function is None:
        raise Unsure
    return function(*(enclose(a, known) for a in node.arguments))


def _log(x: arb) -> arb:
    return x.log() if _sign(x) > 0 else _undefined()


def _sqrt(x: arb) -> arb:
    return x.sqrt() if _sign(x) >= 0 else _undefined()


def _heaviside(x: arb) -> arb:
    return (arb(_sign(x)) + 1) / 2


def _gamma(x: arb) -> arb:
    if abs(x) > LARGEST:
        raise Unsure
    if x <= 0 and x.is_exact() and x.unique_fmpz() is not None:
        raise Undefined
    if not x > 0 and x.contains_integer():
        raise Unsure
    return x.gamma()


def _loggamma(x: arb) -> arb:
    return x.lgamma() if _sign(x) > 0 else _undefined()


def _digamma(x: arb) -> arb:
    _gamma(x)
    return x.digamma()


def _beta(a: arb, b: arb) -> arb:
    return _gamma(a) * _gamma(b) / _gamma(a + b)


def _binomial(n: arb, k: arb) -> arb:
    top, low = n.unique_fmpz(), k.unique_fmpz()
    if top is None or low is None or not (n.is_exact() and k.is_exact()):
        raise Unsure
    if int(top) < 0 or int(top) > LARGEST:
        raise Unsure
    if not 0 <= int(low) <= int(top):
        return arb(0)
    return arb(int(top) + 1).gamma() / (
        arb(int(low) + 1).gamma() * arb(int(top) - int(low) + 1).gamma()
    )


def _inside(x: arb, function: Callable[[arb], arb]) -> arb:
    if abs(x) <= 1:
        return function(x)
    if abs(x) > 1:
        raise Undefined
    raise Unsure


def _tan(x: arb) -> arb:
    return x.sin() / _nonzero(x.cos())


def _exp(x: arb) -> arb:
    if abs(x) > 1e12:
        raise Unsure
    return x.exp()


def _extreme(best: Callable[[arb, arb], arb]) -> Callable[..., arb]:
    def fold(*values: arb) -> arb:
        made = values[0]
        for value in values[1:]:
            made = best(made, value)
        return made

    return fold


FUNCTIONS: Mapping[str, Callable[..., arb]] = {
    "exp": _exp, "log": _log, "sqrt": _sqrt, "Abs": abs, "sign": lambda x: arb(_sign(x)),
    "Max": _extreme(lambda a, b: a.max(b)), "Min": _extreme(lambda a, b: a.min(b)),
    "sin": lambda x: x.sin(), "cos": lambda x: x.cos(), "tan": _tan,
    "sinh": lambda x: x.sinh(), "cosh": lambda x: x.cosh(), "tanh": lambda x: x.tanh(),
    "asin": lambda x: _inside(x, lambda y: y.asin()),
    "acos": lambda x: _inside(x, lambda y: y.acos()),
    "atan": lambda x: x.atan(), "erf": lambda x: x.erf(), "gamma": _gamma,
    "loggamma": _loggamma, "digamma": _digamma, "beta": _beta,
    "factorial": lambda x: _gamma(x + 1), "binomial": _binomial,
    "sigmoid": lambda x: 1 / (1 + _exp(-x)), "softplus": lambda x: (1 + _exp(x)).log(),
    "Heaviside": _heaviside,
}  # fmt: skip

RULES: Mapping[type[Expr], Callable[[Any, Known], arb]] = {
    Number: _number,
    Constant: _constant,
    Symbol: _symbol,
    Abbreviation: lambda node, known: enclose(node.value, known),
    Apply: _apply,
    Add: lambda node, known: enclose(node.left, known) + enclose(node.right, known),
    Sub: lambda node, known: enclose(node.left, known) - enclose(node.right, known),
    Neg: lambda node, known: -enclose(node.operand, known),
    Mul: lambda node, known: enclose(node.left, known) * enclose(node.right, known),
    Div: _divide,
    Pow: _power,
    Piecewise: _piecewise,
    Call: _call,
}


def at_precision(bits: int, work: Callable[[], Any]) -> Any:
    """Do something at a working precision, the former one restored."""
    before = ctx.prec
    ctx.prec = bits
    try:
        return work()
    finally:
        ctx.prec = before
