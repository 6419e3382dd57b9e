"""Elements of the field: quotients of polynomials in atoms, in a canonical form.

An atom is a symbol or a kernel (the exponential of a monomial, the logarithm of an irreducible
polynomial, a root, an opaque function of elements). Two elements are equal if their difference has
numerator 0; the converse holds as far as the atoms are algebraically independent.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from derivcheck.symbolic.field import polynomial as P
from derivcheck.symbolic.field.polynomial import Monomial, Polynomial

Key = Hashable


class Unfit(Exception):
    """This expression is not for the fast path: it has binders, or a sign is not known."""


@dataclass(frozen=True, slots=True)
class Element:
    """numerator/denominator."""

    numerator: Polynomial
    denominator: Polynomial


@dataclass(slots=True)
class Atoms:
    """The atoms met so far: their keys, which are positive, which satisfy atom**n = polynomial."""

    keys: list[Key] = field(default_factory=list)
    index: dict[Key, int] = field(default_factory=dict)
    signs: list[str] = field(default_factory=list)
    squares: dict[int, tuple[int, Polynomial]] = field(default_factory=dict)
    meaning: dict[int, Any] = field(default_factory=dict)

    def get(self, key: Key, sign: str = "") -> int:
        """The number of the atom with this key; `sign` is "positive", "nonnegative" or unknown."""
        if key not in self.index:
            self.index[key] = len(self.keys)
            self.keys.append(key)
            self.signs.append(sign)
        return self.index[key]

    def reduce(self, poly: Polynomial) -> Polynomial:
        """The polynomial with powers of roots reduced below their order."""
        if not any(self._excess(m) for m in poly):
            return poly
        made: Polynomial = {}
        for monomial, coefficient in poly.items():
            found = self._excess(monomial)
            if found is None:
                made = P.add(made, {monomial: coefficient})
                continue
            index, exponent = found
            order, value = self.squares[index]
            whole = int(exponent // order)
            rest = P.times(monomial, ((index, Fraction(-whole * order)),))
            expanded = P.multiply({rest: coefficient}, P.power(value, whole))
            made = P.add(made, self.reduce(expanded))
        return made

    def _excess(self, monomial: Monomial) -> tuple[int, Fraction] | None:
        for index, exponent in monomial:
            if index in self.squares and exponent >= self.squares[index][0]:
                return index, exponent
        return None

    def is_positive(self, poly: Polynomial) -> bool:
        """Whether every term is nonnegative and some term is positive."""
        return all(c > 0 and self._monomial_sign(m) for m, c in poly.items()) and any(
            self._monomial_sign(m) == "positive" for m in poly
        )

    def is_nonnegative(self, poly: Polynomial) -> bool:
        """Whether every term is nonnegative."""
        return all(c > 0 and self._monomial_sign(m) for m, c in poly.items())

    def _monomial_sign(self, monomial: Monomial) -> str:
        worst = "positive"
        for index, exponent in monomial:
            if self.signs[index] == "positive":
                continue
            even = exponent.denominator == 1 and exponent.numerator % 2 == 0 and exponent > 0
            if not even and not (self.signs[index] == "nonnegative" and exponent > 0):
                return ""
            worst = "nonnegative"
        return worst

    def make(self, numerator: Polynomial, denominator: Polynomial) -> Element:
        """A quotient with common monomials and divisors removed, the denominator monic."""
        numerator, denominator = self.reduce(numerator), self.reduce(denominator)
        if not denominator:
            raise Unfit("division by zero")
        down = P.inverse(P.least((numerator, denominator)))
        numerator, denominator = P.shift(numerator, down), P.shift(denominator, down)
        numerator, denominator = self.reduce(numerator), self.reduce(denominator)
        if len(denominator) > 1:
            numerator, denominator = P.reduce_fraction(numerator, denominator)
        (shared,) = (P.common(denominator),)
        numerator, denominator = (
            P.shift(numerator, P.inverse(shared)),
            P.shift(denominator, P.inverse(shared)),
        )
        lead = denominator[max(denominator)]
        return Element(P.scale(numerator, 1 / lead), P.scale(denominator, 1 / lead))


UNIT = P.constant(1)


def number(value: Fraction | int) -> Element:
    """A rational number."""
    return Element(P.constant(value), UNIT)


def add(a: Element, b: Element, atoms: Atoms, sign: int = 1) -> Element:
    """a + sign*b."""
    if a.denominator == b.denominator:
        return atoms.make(P.add(a.numerator, b.numerator, sign), a.denominator)
    left = P.multiply(a.numerator, b.denominator)
    right = P.multiply(b.numerator, a.denominator)
    return atoms.make(P.add(left, right, sign), P.multiply(a.denominator, b.denominator))


def multiply(a: Element, b: Element, atoms: Atoms) -> Element:
    """a*b."""
    return atoms.make(
        P.multiply(a.numerator, b.numerator), P.multiply(a.denominator, b.denominator)
    )


def divide(a: Element, b: Element, atoms: Atoms) -> Element:
    """a/b; Unfit if b is identically 0."""
    if not b.numerator:
        raise Unfit("division by zero")
    return atoms.make(
        P.multiply(a.numerator, b.denominator), P.multiply(a.denominator, b.numerator)
    )


def negate(a: Element) -> Element:
    """-a."""
    return Element(P.scale(a.numerator, Fraction(-1)), a.denominator)


def freeze(a: Element) -> Key:
    """A key of the element; equal canonical forms have equal keys."""
    return (frozenset(a.numerator.items()), frozenset(a.denominator.items()))


def as_number(a: Element) -> Fraction | None:
    """The rational number an element is, or None."""
    if not a.numerator:
        return Fraction(0)
    if a.denominator == UNIT and set(a.numerator) == {P.ONE}:
        return a.numerator[P.ONE]
    return None
