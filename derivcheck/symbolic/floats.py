"""Values of expressions in doubles at a point, for guesses that nothing is concluded from.

The symbolic route believes no float. A value that is plainly negative at a point only spares it the
search for a proof that the expression is nonnegative.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import sympy

Point = Mapping[Any, float]


ROUNDING = 1e-11
"""Of the largest term of a sum: what cancellation may leave."""


class NoValue(Exception):
    """The expression has no real value in doubles at this point, or none that is known here."""


FUNCTIONS: Mapping[Any, Callable[[float], float]] = MappingProxyType(
    {
        sympy.exp: math.exp,
        sympy.log: math.log,
        sympy.Abs: abs,
        sympy.sin: math.sin,
        sympy.cos: math.cos,
        sympy.tan: math.tan,
        sympy.sinh: math.sinh,
        sympy.cosh: math.cosh,
        sympy.tanh: math.tanh,
        sympy.atan: math.atan,
        sympy.asin: math.asin,
        sympy.acos: math.acos,
        sympy.erf: math.erf,
    }
)
CONSTANTS: Mapping[Any, float] = MappingProxyType(
    {sympy.pi: math.pi, sympy.E: math.e, sympy.EulerGamma: 0.5772156649015329}
)


def value_at(point: Point, value: Any) -> tuple[float, float]:
    """The value of an expression at a point and what rounding may have made of it.

    NoValue where there is none.
    """
    reader = _Reader(point)
    try:
        made = reader.read(value)
    except (ArithmeticError, ValueError) as error:
        raise NoValue from error
    if not math.isfinite(made):
        raise NoValue
    return made, ROUNDING * reader.largest


@dataclass(slots=True)
class _Reader:
    point: Point
    largest: float = 0.0

    def read(self, value: Any) -> float:
        if value in self.point:
            return self.point[value]
        if value.is_Rational:
            return int(value.p) / int(value.q)
        if value.is_Add:
            return self.total([self.read(part) for part in value.args])
        if value.is_Mul:
            return math.prod(self.read(part) for part in value.args)
        if value.is_Pow:
            return _power(self.read(value.base), self.read(value.exp))
        if value in CONSTANTS:
            return CONSTANTS[value]
        function = FUNCTIONS.get(value.func)
        if function is None:
            raise NoValue
        return function(self.read(value.args[0]))

    def total(self, terms: list[float]) -> float:
        self.largest = max(self.largest, *map(abs, terms))
        return math.fsum(terms)


def _power(base: float, exponent: float) -> float:
    made = base**exponent
    if isinstance(made, complex):
        raise NoValue
    return float(made)
