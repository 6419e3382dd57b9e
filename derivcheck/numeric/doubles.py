"""Closed forms in plain double precision, for a first look at many guesses; no error bounds."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

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
from derivcheck.lang.functions import Call
from derivcheck.lang.node import Node

CONSTANTS: Mapping[str, float] = MappingProxyType({"pi": math.pi, "EulerGamma": 0.5772156649015329})


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else math.exp(x)


def _softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


FUNCTIONS: Mapping[str, Callable[..., float]] = MappingProxyType(
    {
        **{
            name: getattr(math, name)
            for name in (
                "exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "atan", "asin",
                "acos", "erf", "gamma",
            )
        },
        "Abs": abs, "Max": max, "Min": min, "sigmoid": _sigmoid, "softplus": _softplus,
        "loggamma": math.lgamma, "factorial": lambda x: math.gamma(x + 1),
        "sign": lambda x: (x > 0) - (x < 0),
    }
)  # fmt: skip


class Doubles:
    """One point; the parts of `kept` are worked out once."""

    __slots__ = ("at", "keeping", "memo")

    def __init__(self, at: Mapping[str, float], *kept: Node) -> None:
        self.at = at
        self.memo: dict[int, float] = {}
        self.keeping = True
        for root in kept:
            self.value(root)
        self.keeping = False

    def value(self, node: Node) -> float:
        """The value of a node; NaN where it has none, or is no closed form."""
        try:
            return self._value(node)
        except (ArithmeticError, ValueError, LookupError, TypeError):
            return math.nan

    def _value(self, node: Node) -> float:
        known = self.memo.get(id(node))
        if known is None:
            known = RULES[type(node)](self, node)
            if self.keeping:
                self.memo[id(node)] = known
        return known


def _power(doubles: Doubles, node: Pow) -> float:
    return math.pow(doubles._value(node.base), doubles._value(node.exponent))


RULES: Mapping[type, Callable[[Doubles, Any], float]] = MappingProxyType(
    {
        Number: lambda d, n: n.value.numerator / n.value.denominator,
        Constant: lambda d, n: CONSTANTS[n.name],
        Symbol: lambda d, n: d.at[n.name],
        Abbreviation: lambda d, n: d._value(n.value),
        Add: lambda d, n: d._value(n.left) + d._value(n.right),
        Sub: lambda d, n: d._value(n.left) - d._value(n.right),
        Mul: lambda d, n: d._value(n.left) * d._value(n.right),
        Div: lambda d, n: d._value(n.left) / d._value(n.right),
        Neg: lambda d, n: -d._value(n.operand),
        Pow: _power,
        Call: lambda d, n: FUNCTIONS[n.name](*[d._value(a) for a in n.arguments]),
    }
)
