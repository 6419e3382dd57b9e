"""Elements of the field: quotients of polynomials in atoms, in a canonical form.

An atom is a symbol or a kernel (the exponential of a monomial, the logarithm of an irreducible
polynomial, a root, an opaque function of elements). Two elements are equal if their difference has
numerator 0; the converse holds as far as the atoms are algebraically independent. Arithmetic
leaves quotients as they come; kernels take them in canonical form.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from derivcheck.symbolic.field import polynomial as P
from derivcheck.symbolic.field.polynomial import Monomial, Polynomial, Rational

Key = Hashable
LONGEST = 8
"""A denominator of more terms than this is brought to lowest terms at once."""


class Unfit(Exception):
    """This expression is not for the fast path: it has binders, or a sign is not known."""


class Element(NamedTuple):
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
    units: dict[int, Rational] = field(default_factory=dict)
    known: dict[Key, Element] = field(default_factory=dict)

    def get(self, key: Key, sign: str = "") -> int:
        """The number of the atom with this key.

        `sign` is "positive", "nonnegative" or "nonzero" of a real atom, "unit" of one on the unit
        circle, or unknown.
        """
        if key not in self.index:
            self.index[key] = len(self.keys)
            self.keys.append(key)
            self.signs.append(sign)
        return self.index[key]

    def unit(self, index: int, coefficient: Rational) -> Rational:
        """The c for which the atom is exp(c*monomial): 1 over the first denominator that was met.

        So its exponents are whole more often than not.
        """
        known = self.units.get(index)
        if known is None:
            known = self.units[index] = P.ratio(1, coefficient.denominator)
        return known

    def reduce(self, poly: Polynomial) -> Polynomial:
        """The polynomial with powers of roots reduced below their order."""
        squares = self.squares
        if not squares:
            return poly
        for monomial in poly:
            for index, exponent in monomial:
                # Numerators compare much faster than fractions.
                if index in squares and exponent.numerator >= (
                    squares[index][0] * exponent.denominator
                ):
                    return self._reduced(poly)
        return poly

    def _reduced(self, poly: Polynomial) -> Polynomial:
        made: Polynomial = {}
        for monomial, coefficient in poly.items():
            found = self._excess(monomial)
            if found is None:
                made = P.add(made, {monomial: coefficient})
                continue
            index, exponent = found
            order, value = self.squares[index]
            whole = int(exponent // order)
            rest = P.times(monomial, ((index, -whole * order),))
            expanded = P.multiply({rest: coefficient}, P.power(value, whole))
            made = P.add(made, self.reduce(expanded))
        return made

    def _excess(self, monomial: Monomial) -> tuple[int, Rational] | None:
        for index, exponent in monomial:
            if index in self.squares and exponent.numerator >= (
                self.squares[index][0] * exponent.denominator
            ):
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
            ahead = exponent.numerator > 0
            even = ahead and exponent.denominator == 1 and exponent.numerator % 2 == 0
            if even and self.signs[index] == "nonzero":
                continue
            plain = self.signs[index] == "nonnegative" and ahead
            if self.signs[index] == "unit" or not (even or plain):
                return ""
            worst = "nonnegative"
        return worst

    def quotient(self, numerator: Polynomial, denominator: Polynomial) -> Element:
        """A quotient, brought to lowest terms only where it has grown."""
        if len(denominator) > LONGEST:
            return self.make(numerator, denominator)
        return Element(self.reduce(numerator), self.reduce(denominator))

    def lowest(self, a: Element) -> Element:
        """The canonical form of an element."""
        return self.make(a.numerator, a.denominator)

    def make(self, numerator: Polynomial, denominator: Polynomial) -> Element:
        """A quotient with common monomials and divisors removed, the denominator monic."""
        numerator, denominator = self.reduce(numerator), self.reduce(denominator)
        if denominator == UNIT and not (self.squares and self._hides(numerator)):
            return Element(numerator, UNIT)
        if not denominator:
            raise Unfit("division by zero")
        down = P.inverse(P.least((numerator, denominator)))
        if down:
            numerator = self.reduce(P.shift(numerator, down))
            denominator = self.reduce(P.shift(denominator, down))
        if not denominator:
            raise Unfit("division by zero")
        if len(denominator) > 1:
            numerator, denominator = P.reduce_fraction(numerator, denominator)
        shared = P.inverse(P.common(denominator))
        numerator, denominator = P.shift(numerator, shared), P.shift(denominator, shared)
        lead = inverted(denominator[max(denominator)])
        return Element(P.scale(numerator, lead), P.scale(denominator, lead))

    def vanishes(self, a: Element) -> bool:
        """Whether an element is 0; negative powers of roots are cleared before that is said."""
        if not a.numerator:
            return True
        return self._hides(a.numerator) and not self.make(a.numerator, a.denominator).numerator

    def _hides(self, poly: Polynomial) -> bool:
        """Whether a root stands in it with a negative power, so that it may be 0 unseen."""
        return any(e.numerator < 0 and index in self.squares for m in poly for index, e in m)

    def nowhere_zero(self, a: Element) -> bool:
        """Whether it is plain that a numerator is 0 nowhere."""
        if len(a.numerator) == 1:
            (monomial,) = a.numerator
            return all(self.signs[index] in NEVER_ZERO for index, _ in monomial)
        return self.is_positive(a.numerator) or self.is_positive(P.scale(a.numerator, -1))


def inverted(value: Rational) -> Rational:
    """1/value, exactly."""
    return P.ratio(value.denominator, value.numerator)


UNIT = P.constant(1)
NEVER_ZERO = ("positive", "nonzero", "unit")


@lru_cache(maxsize=4096)
def number(value: Rational) -> Element:
    """A rational number."""
    return Element(P.constant(value), UNIT)


def add(a: Element, b: Element, atoms: Atoms, sign: int = 1) -> Element:
    """a + sign*b."""
    if a.denominator is b.denominator or a.denominator == b.denominator:
        return Element(P.add(a.numerator, b.numerator, sign), a.denominator)
    left = _times(a.numerator, b.denominator)
    right = _times(b.numerator, a.denominator)
    return atoms.quotient(P.add(left, right, sign), _times(a.denominator, b.denominator))


def multiply(a: Element, b: Element, atoms: Atoms) -> Element:
    """a*b."""
    if a.denominator is UNIT and b.denominator is UNIT:
        return Element(atoms.reduce(P.multiply(a.numerator, b.numerator)), UNIT)
    return atoms.quotient(
        P.multiply(a.numerator, b.numerator), _times(a.denominator, b.denominator)
    )


def divide(a: Element, b: Element, atoms: Atoms) -> Element:
    """a/b; Unfit if b is identically 0."""
    if atoms.vanishes(b):
        raise Unfit("division by zero")
    return atoms.quotient(_times(a.numerator, b.denominator), _times(b.numerator, a.denominator))


def _times(poly: Polynomial, denominator: Polynomial) -> Polynomial:
    """A product with a denominator, which is 1 more often than not."""
    if denominator is UNIT:
        return poly
    return denominator if poly is UNIT else P.multiply(poly, denominator)


def negate(a: Element) -> Element:
    """-a."""
    return Element(P.scale(a.numerator, -1), a.denominator)


def freeze(a: Element) -> Key:
    """A key of an element in canonical form; equal forms have equal keys."""
    return (frozenset(a.numerator.items()), frozenset(a.denominator.items()))


def as_number(a: Element) -> Rational | None:
    """The rational number an element is, or None."""
    if not a.numerator:
        return 0
    if a.denominator == UNIT and set(a.numerator) == {P.ONE}:
        return a.numerator[P.ONE]
    return None
