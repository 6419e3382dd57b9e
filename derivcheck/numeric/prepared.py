"""Closed forms prepared for evaluation at many points: a call for each node, Arb inside.

Constants are enclosed at the precision in force when a form is prepared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from flint import arb, fmpq

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
    Unsure,
    nonzero,
    power,
    sign_of,
)

At = Sequence[arb]
Value = Callable[[At], arb]
"""The enclosure at a point; Undefined, or Unsure where that cannot be told."""
Truths = Callable[[At], bool]
"""The truth of a condition at a point; Undefined or Unsure likewise."""
Places = Mapping[str, int]
"""Where in a point the value of a name stands."""


class NotClosed(Exception):
    """This expression is no closed form over the names of the point."""


def prepare(expression: Node, places: Places) -> Value:
    """The evaluation of an expression."""
    maker = MAKERS.get(type(expression))
    if maker is None:
        raise NotClosed(type(expression).__name__)
    return maker(expression, places)


def prepare_condition(condition: Condition, places: Places) -> Truths:
    """The evaluation of a condition."""
    if isinstance(condition, Compare):
        return _comparison(condition, places)
    if isinstance(condition, Truth):
        value = condition.value
        return lambda at: value
    if isinstance(condition, Negation):
        inner = prepare_condition(condition.condition, places)
        return lambda at: not inner(at)
    if isinstance(condition, Conjunction | Disjunction):
        parts = [prepare_condition(part, places) for part in condition.conditions]
        every = all if isinstance(condition, Conjunction) else any
        return lambda at: every(part(at) for part in parts)
    raise NotClosed(type(condition).__name__)


def _comparison(node: Compare, places: Places) -> Truths:
    left, right = prepare(node.left, places), prepare(node.right, places)
    accepted = {
        "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "==": (0,), "!=": (-1, 1)
    }[node.relation]  # fmt: skip
    return lambda at: sign_of(left(at) - right(at)) in accepted


def _number(node: Number, places: Places) -> Value:
    value = arb(fmpq(node.value.numerator, node.value.denominator))
    return lambda at: value


def _constant(node: Constant, places: Places) -> Value:
    if node.name == "oo":
        raise NotClosed("infinity")
    value = arb.pi() if node.name == "pi" else arb.const_euler()
    return lambda at: value


def _symbol(node: Symbol, places: Places) -> Value:
    place = places.get(node.name)
    if place is None:
        raise NotClosed(node.name)
    return lambda at: at[place]


def _sum(node: Add, places: Places) -> Value:
    left, right = prepare(node.left, places), prepare(node.right, places)
    return lambda at: left(at) + right(at)


def _difference(node: Sub, places: Places) -> Value:
    left, right = prepare(node.left, places), prepare(node.right, places)
    return lambda at: left(at) - right(at)


def _product(node: Mul, places: Places) -> Value:
    left, right = prepare(node.left, places), prepare(node.right, places)
    return lambda at: left(at) * right(at)


def _quotient(node: Div, places: Places) -> Value:
    left, right = prepare(node.left, places), prepare(node.right, places)
    return lambda at: left(at) / nonzero(right(at))


def _negative(node: Neg, places: Places) -> Value:
    operand = prepare(node.operand, places)
    return lambda at: -operand(at)


def _power(node: Pow, places: Places) -> Value:
    base = prepare(node.base, places)
    exponent = node.exponent
    if isinstance(exponent, Number):
        return _fixed_power(base, exponent)
    raised = prepare(exponent, places)
    return lambda at: power(base(at), raised(at))


def _fixed_power(base: Value, exponent: Number) -> Value:
    """A power whose exponent is known to be whole, or known not to be."""
    value = exponent.value
    if value.denominator != 1:
        raised = arb(fmpq(value.numerator, value.denominator))
        return lambda at: _broken_power(base(at), raised)
    whole = int(value)
    if abs(whole) > LARGEST:
        raise NotClosed("a large exponent")
    if whole > 0:
        return lambda at: base(at) ** whole
    return lambda at: nonzero(base(at)) ** whole


def _broken_power(base: arb, exponent: arb) -> arb:
    side = sign_of(base)
    if side < 0 or (side == 0 and exponent < 0):
        raise Undefined
    return base**exponent if side else base


def _call(node: Call, places: Places) -> Value:
    function = FUNCTIONS.get(node.name)
    if function is None:
        raise NotClosed(node.name)
    arguments = [prepare(argument, places) for argument in node.arguments]
    if len(arguments) == 1:
        (argument,) = arguments
        return lambda at: function(argument(at))
    return lambda at: function(*(argument(at) for argument in arguments))


MAKERS: Mapping[type, Callable[[Any, Places], Value]] = MappingProxyType(
    {
        Number: _number,
        Constant: _constant,
        Symbol: _symbol,
        Abbreviation: lambda node, places: prepare(node.value, places),
        Add: _sum,
        Sub: _difference,
        Mul: _product,
        Div: _quotient,
        Neg: _negative,
        Pow: _power,
        Call: _call,
    }
)


def value_at(form: Value, at: At) -> arb | None:
    """The value at a point, None where it is undefined; Unsure passes."""
    try:
        return form(at)
    except Undefined:
        return None


def holds_at(condition: Truths, at: At) -> bool:
    """Whether a condition certainly holds at a point."""
    try:
        return condition(at)
    except (Undefined, Unsure):
        return False
