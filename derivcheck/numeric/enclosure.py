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
from derivcheck.numeric.arb_functions import FUNCTIONS, Undefined, Unsure, nonzero, power, sign_of
from derivcheck.numeric.scope import FunctionInstance

PRECISIONS = (64, 128, 256, 512, 1024, 2048)


CLOSED = (
    Abbreviation, Add, Apply, Constant, Div, Mul, Neg, Number, Pow, Sub, Symbol, Call, Piecewise,
    Compare, Conjunction, Disjunction, Negation, Truth,
)  # fmt: skip


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
    return top / nonzero(bottom)


def _power(node: Pow, known: Known) -> arb:
    base, exponent = enclose(node.base, known), enclose(node.exponent, known)
    return power(base, exponent)


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
    sign = sign_of(enclose(condition.left, known) - enclose(condition.right, known))
    return {
        "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0,
        "==": sign == 0, "!=": sign != 0,
    }[condition.relation]  # fmt: skip


def _call(node: Call, known: Known) -> arb:
    function = FUNCTIONS.get(node.name)
    if function is None:
        raise Unsure
    return function(*(enclose(a, known) for a in node.arguments))


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
