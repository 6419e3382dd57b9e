"""From SymPy to the field: kernels it knows are read, all else is opaque and compared as it is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from derivcheck.symbolic.field import kernels
from derivcheck.symbolic.field import polynomial as P
from derivcheck.symbolic.field.element import UNIT, Atoms, Element, add, multiply, number
from derivcheck.symbolic.field.kernels import LARGEST_EXPONENT


class SymPyReader:
    """Reads SymPy expressions into one field."""

    def __init__(self) -> None:
        self.atoms = Atoms()
        self.memo: dict[Any, Element] = {}

    def read(self, value: Any) -> Element:
        """The element of an expression; Unfit where a sign it needs is not known."""
        if value not in self.memo:
            self.memo[value] = self._read(value)
        return self.memo[value]

    def _read(self, value: Any) -> Element:
        if value.is_Rational:
            return number(Fraction(int(value.p), int(value.q)))
        if value.is_Add:
            return self._fold(value.args, add)
        if value.is_Mul:
            return self._fold(value.args, multiply)
        if isinstance(value, sympy.exp):
            return kernels.exponential(self.read(value.args[0]), self.atoms)
        if value == sympy.E:
            return kernels.exponential(number(1), self.atoms)
        if value.is_Pow:
            return self._power(value)
        if isinstance(value, sympy.log):
            return kernels.logarithm(self.read(value.args[0]), self.atoms)
        if isinstance(value, sympy.Abs):
            return kernels.absolute(self.read(value.args[0]), self.atoms)
        return self._opaque(value)

    def _fold(self, args: tuple[Any, ...], make: Any) -> Element:
        made = self.read(args[0])
        for arg in args[1:]:
            made = make(made, self.read(arg), self.atoms)
        return made

    def _power(self, value: Any) -> Element:
        base, exponent = value.args
        if exponent.is_Integer and abs(exponent) > LARGEST_EXPONENT and base.is_Add:
            return self._opaque(value)
        return kernels.power(self.read(base), self.read(exponent), self.atoms)

    def _opaque(self, value: Any) -> Element:
        """A symbol or an unknown head; functions are compared by their arguments' elements."""
        kind = "positive" if value.is_positive else "nonnegative" if value.is_nonnegative else ""
        if isinstance(value, sympy.Function) and value.args:
            parts = tuple(self.read(a) for a in value.args)
            return kernels.opaque(f"sympy {value.func.__name__}", parts, self.atoms, kind)
        return Element(P.atom(self.atoms.get(("sympy", value), kind)), UNIT)
