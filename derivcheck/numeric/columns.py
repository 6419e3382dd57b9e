"""Closed forms at many exact points at once: a column of Arb enclosures for every part.

A value is a column, one enclosure a point, or a single enclosure where it is the same at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import repeat
from operator import add, mul, neg, pow, sub, truediv
from types import MappingProxyType
from typing import Any

from flint import arb, ctx, fmpq

from derivcheck.lang.algebra import (
    Abbreviation,
    Add,
    Constant,
    Div,
    Mul,
    Neg,
    Number,
    Pow,
    Sub,
    Symbol,
)
from derivcheck.lang.condition import Compare, Condition, Conjunction, Disjunction, Negation, Truth
from derivcheck.lang.functions import Call
from derivcheck.lang.node import Node
from derivcheck.numeric.arb_functions import (
    FUNCTIONS,
    LARGEST,
    Undefined,
    nonzero,
    power,
    sign_of,
)

Value = Any
"""A list of enclosures, one a point, or a single enclosure."""
Names = Mapping[str, Any]
"""Name -> its column, or one enclosure."""

ACCEPTED: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "==": (0,), "!=": (-1, 1)}
)
REMEMBERED = 4096


class NotClosed(Exception):
    """This expression is no closed form over names of numbers."""


def evaluate(node: Node, names: Names) -> Value:
    """The value of an expression; Undefined, or Unsure where that cannot be told, at any point."""
    rule = RULES.get(type(node))
    if rule is None:
        raise NotClosed(type(node).__name__)
    return rule(node, names)


def holds(condition: Condition, names: Names) -> bool:
    """The truth of a condition at one point; Undefined or Unsure likewise."""
    if isinstance(condition, Compare):
        gap = evaluate(condition.left, names) - evaluate(condition.right, names)
        return sign_of(gap) in ACCEPTED[condition.relation]
    if isinstance(condition, Truth):
        return condition.value
    if isinstance(condition, Negation):
        return not holds(condition.condition, names)
    if isinstance(condition, Conjunction | Disjunction):
        every = all if isinstance(condition, Conjunction) else any
        return every(holds(part, names) for part in condition.conditions)
    raise NotClosed(type(condition).__name__)


def combined(operation: Callable[[arb, arb], arb], left: Value, right: Value) -> Value:
    """An operation on two values, point by point."""
    columns, other = type(left) is list, type(right) is list
    if columns:
        return list(map(operation, left, right if other else repeat(right)))
    return list(map(operation, repeat(left), right)) if other else operation(left, right)


def each(function: Callable[[arb], arb], value: Value) -> Value:
    """A function of a value, point by point."""
    return list(map(function, value)) if type(value) is list else function(value)


def _infix(operation: Callable[[arb, arb], arb]) -> Callable[[Any, Names], Value]:
    return lambda node, names: combined(
        operation, evaluate(node.left, names), evaluate(node.right, names)
    )


def rational(numerator: int, denominator: int = 1) -> arb:
    """A rational number at the precision in force."""
    return _rational(numerator, denominator, ctx.prec)


@lru_cache(REMEMBERED)
def _rational(numerator: int, denominator: int, bits: int) -> arb:
    return arb(fmpq(numerator, denominator))


def _number(node: Number, names: Names) -> Value:
    return _rational(node.value.numerator, node.value.denominator, ctx.prec)


def _constant(node: Constant, names: Names) -> Value:
    if node.name == "oo":
        raise NotClosed("infinity")
    return arb.pi() if node.name == "pi" else arb.const_euler()


def _symbol(node: Symbol, names: Names) -> Value:
    value = names.get(node.name)
    if value is None:
        raise NotClosed(node.name)
    return value


def _quotient(node: Div, names: Names) -> Value:
    return combined(truediv, evaluate(node.left, names), each(nonzero, evaluate(node.right, names)))


def _power(node: Pow, names: Names) -> Value:
    base, exponent = evaluate(node.base, names), node.exponent
    if not isinstance(exponent, Number):
        return combined(power, base, evaluate(exponent, names))
    value = exponent.value
    if value.denominator != 1:
        return combined(_broken_power, base, _number(exponent, names))
    whole = value.numerator
    if abs(whole) > LARGEST:
        raise NotClosed("a large exponent")
    if whole == 2:
        return combined(mul, base, base)
    return combined(pow, base if whole > 0 else each(nonzero, base), rational(whole))


def _broken_power(base: arb, exponent: arb) -> arb:
    """A power whose exponent is known not to be whole."""
    side = sign_of(base)
    if side < 0 or (side == 0 and exponent < 0):
        raise Undefined
    return base**exponent if side else base


def _call(node: Call, names: Names) -> Value:
    function = FUNCTIONS.get(node.name)
    if function is None:
        raise NotClosed(node.name)
    if len(node.arguments) == 1:
        return each(function, evaluate(node.arguments[0], names))
    values = [evaluate(argument, names) for argument in node.arguments]
    if not any(type(value) is list for value in values):
        return function(*values)
    columns = (value if type(value) is list else repeat(value) for value in values)
    return list(map(function, *columns))


RULES: Mapping[type, Callable[[Any, Names], Value]] = MappingProxyType(
    {
        Number: _number,
        Constant: _constant,
        Symbol: _symbol,
        Abbreviation: lambda node, names: evaluate(node.value, names),
        Add: _infix(add),
        Sub: _infix(sub),
        Mul: _infix(mul),
        Div: _quotient,
        Neg: lambda node, names: each(neg, evaluate(node.operand, names)),
        Pow: _power,
        Call: _call,
    }
)
