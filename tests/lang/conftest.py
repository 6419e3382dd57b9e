"""A tiny interpreter of expressions in floats and arrays, so that these tests need no engine."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from derivcheck.lang.algebra import Add, Constant, Div, MatMul, Mul, Neg, Number, Pow, Sub, Symbol
from derivcheck.lang.condition import Compare, Condition, Piecewise, Truth
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Call
from derivcheck.lang.linear import MatrixCall

Values = Mapping[str, Any]

CONSTANTS = {"pi": math.pi, "EulerGamma": 0.5772156649015329, "oo": math.inf}

FUNCTIONS: dict[str, Callable[..., float]] = {
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "Abs": abs,
    "Max": max,
    "Min": min,
    "gamma": math.gamma,
    "loggamma": math.lgamma,
    "binomial": lambda n, k: math.comb(int(n), int(k)),
    "softplus": lambda x: math.log1p(math.exp(x)),
}


MATRICES: dict[str, Callable[..., Any]] = {
    "Dot": np.dot,
    "Inverse": np.linalg.inv,
    "Determinant": np.linalg.det,
}


def evaluate(part: Expr, values: Values) -> Any:
    """The value of an expression without binders."""
    inner: Any = part
    match inner:
        case Number():
            return float(inner.value)
        case Constant():
            return CONSTANTS[inner.name]
        case Symbol():
            return values[inner.name]
        case Neg():
            return -evaluate(inner.operand, values)
        case Call():
            return FUNCTIONS[inner.name](*(evaluate(a, values) for a in inner.arguments))
        case Piecewise():
            chosen = next(v for v, when in inner.branches if holds(when, values))
            return evaluate(chosen, values)
        case Pow():
            return evaluate(inner.base, values) ** evaluate(inner.exponent, values)
        case MatrixCall():
            return MATRICES[inner.operation](*(evaluate(a, values) for a in inner.arguments))
        case Add() | Sub() | Mul() | Div() | MatMul():
            return arithmetic(inner, values)
    raise TypeError(type(part).__name__)


def arithmetic(part: Any, values: Values) -> Any:
    """The four operations."""
    left, right = evaluate(part.left, values), evaluate(part.right, values)
    match part:
        case Add():
            return left + right
        case Sub():
            return left - right
        case Mul():
            return left * right
        case MatMul():
            return left @ right
        case _:
            return left / right


def holds(condition: Condition, values: Values) -> Any:
    """Whether a condition holds."""
    if isinstance(condition, Truth):
        return condition.value
    if not isinstance(condition, Compare):
        raise TypeError(type(condition).__name__)
    left, right = evaluate(condition.left, values), evaluate(condition.right, values)
    return {
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
        "==": left == right,
        "!=": left != right,
    }[condition.relation]


@pytest.fixture
def value() -> Callable[..., float]:
    """value(expression, x=..., ...): the expression in floats."""
    return lambda part, **values: evaluate(part, values)


@pytest.fixture
def true() -> Callable[..., bool]:
    """true(condition, x=..., ...): whether the condition holds."""
    return lambda condition, **values: holds(condition, values)
