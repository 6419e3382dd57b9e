"""Sparse polynomials over the rationals whose exponents may be fractions.

A monomial is a sorted tuple of (atom, exponent), an atom a small integer; a polynomial maps
monomials to nonzero coefficients. Coefficients and exponents are integers where they can be, for
these are the faster numbers. Factorisation and common divisors are FLINT's.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import comb, lcm
from typing import Any

import flint

Rational = int | Fraction
Monomial = tuple[tuple[int, Rational], ...]
Polynomial = dict[Monomial, Rational]

ONE: Monomial = ()
LARGEST = 4000
"""Terms of a product beyond which the field gives up."""


class TooLarge(Exception):
    """An expansion outgrew its bound."""


def lean(value: Rational) -> Rational:
    """The number as an integer if it is one."""
    return value if type(value) is int or value.denominator != 1 else value.numerator


def magnitude(value: Rational) -> Rational:
    """|value|."""
    return value if value >= 0 else -value


def ratio(top: int, bottom: int) -> Rational:
    """top/bottom, as an integer if it is one."""
    return top if bottom == 1 else lean(Fraction(top, bottom))


def divided(value: Rational, by: Rational) -> Rational:
    """value/by, as an integer if it is one."""
    return value if by == 1 else lean(Fraction(value) / by)


def constant(value: Rational) -> Polynomial:
    """A number as a polynomial."""
    return {ONE: lean(value)} if value else {}


def atom(index: int, exponent: Rational = 1) -> Polynomial:
    """One atom to a power."""
    return {((index, lean(exponent)),): 1}


def add(a: Polynomial, b: Polynomial, factor: Rational = 1) -> Polynomial:
    """a + factor*b."""
    made = dict(a)
    for monomial, coefficient in b.items():
        value = made.get(monomial, 0) + factor * coefficient
        if value:
            made[monomial] = value if type(value) is int else lean(value)
        else:
            del made[monomial]
    return made


def multiply(a: Polynomial, b: Polynomial) -> Polynomial:
    """a*b."""
    if len(b) == 1:
        a, b = b, a
    if len(a) == 1:
        ((one, factor),) = a.items()
        if not one:
            return scale(b, factor)
        return {times(one, monomial): factor * c for monomial, c in b.items()}
    if len(a) * len(b) > LARGEST:
        raise TooLarge
    made: Polynomial = {}
    for left, c in a.items():
        for right, d in b.items():
            monomial = times(left, right)
            value = made.get(monomial, 0) + c * d
            if value:
                made[monomial] = value
            else:
                del made[monomial]
    return made


def times(a: Monomial, b: Monomial) -> Monomial:
    """The product of two monomials."""
    if not a or not b:
        return a or b
    if a[-1][0] < b[0][0]:
        return a + b
    exponents = dict(a)
    for index, exponent in b:
        total = exponents.get(index, 0) + exponent
        if total:
            exponents[index] = total
        else:
            del exponents[index]
    return tuple(sorted(exponents.items()))


def power(a: Polynomial, exponent: int) -> Polynomial:
    """a to a natural power."""
    if comb(exponent + len(a), exponent) > LARGEST and len(a) > 1:
        raise TooLarge
    if exponent < 3:
        return (constant(1), a, multiply(a, a) if exponent == 2 else a)[exponent]
    made, square = constant(1), a
    while exponent:
        if exponent & 1:
            made = multiply(made, square)
        exponent >>= 1
        if exponent:
            square = multiply(square, square)
    return made


def scale(a: Polynomial, factor: Rational) -> Polynomial:
    """factor*a for a nonzero factor."""
    return a if factor == 1 else {monomial: factor * c for monomial, c in a.items()}


def shift(a: Polynomial, by: Monomial) -> Polynomial:
    """a times a monomial."""
    return {times(monomial, by): c for monomial, c in a.items()} if by else a


def inverse(monomial: Monomial) -> Monomial:
    """The monomial with its exponents negated."""
    return tuple((index, -exponent) for index, exponent in monomial)


def least(polys: tuple[Polynomial, ...]) -> Monomial:
    """The monomial of the least exponents of each atom: dividing by it clears negative powers."""
    lowest: dict[int, Rational] = {}
    for poly in polys:
        for monomial in poly:
            for index, exponent in monomial:
                if exponent.numerator < 0:
                    lowest[index] = min(lowest.get(index, 0), exponent)
    return tuple(sorted(lowest.items()))


def common(poly: Polynomial) -> Monomial:
    """The greatest monomial (negative powers included) that divides every term."""
    if len(poly) == 1:
        (only,) = poly
        return only
    parts = [dict(monomial) for monomial in poly]
    atoms = set().union(*parts) if parts else set()
    made = {i: min(part.get(i, 0) for part in parts) for i in atoms}
    return tuple(sorted((i, e) for i, e in made.items() if e))


def is_linear(poly: Polynomial) -> bool:
    """Whether some atom stands in one term only, alone and to the first power: irreducible then."""
    alone = {m[0][0] for m in poly if len(m) == 1 and m[0][1].numerator == 1}
    seen: set[int] = set()
    for monomial in poly:
        for index, _ in monomial:
            if index in seen:
                alone.discard(index)
            seen.add(index)
    return bool(alone)


@lru_cache(maxsize=64)
def ring(size: int) -> Any:
    """FLINT's polynomial ring in so many variables."""
    return flint.fmpq_mpoly_ctx.get([f"x{i}" for i in range(size)], flint.Ordering.lex)


class Bridge:
    """Between our polynomials and FLINT's: atoms renumbered, exponents made whole."""

    def __init__(self, *polys: Polynomial) -> None:
        used = sorted({index for p in polys for m in p for index, _ in m})
        self.places = {index: place for place, index in enumerate(used)}
        self.atoms = used
        self.stretch = [
            lcm(*(e.denominator for p in polys for m in p for i, e in m if i == index), 1)
            for index in used
        ]
        self.ring = ring(max(len(used), 1))

    def over(self, poly: Polynomial) -> Any:
        """To FLINT; every exponent must be at least 0."""
        terms = {}
        for monomial, coefficient in poly.items():
            exponents = [0] * max(len(self.atoms), 1)
            for index, exponent in monomial:
                place = self.places[index]
                exponents[place] = int(exponent * self.stretch[place])
            terms[tuple(exponents)] = flint.fmpq(coefficient.numerator, coefficient.denominator)
        return self.ring.from_dict(terms)

    def back(self, poly: Any) -> Polynomial:
        """From FLINT."""
        made: Polynomial = {}
        for exponents, coefficient in poly.to_dict().items():
            monomial = tuple(
                (self.atoms[place], ratio(int(e), self.stretch[place]))
                for place, e in enumerate(exponents)
                if e
            )
            made[monomial] = ratio(int(coefficient.p), int(coefficient.q))
        return made


def factor(poly: Polynomial) -> tuple[Rational, list[tuple[Polynomial, int]]]:
    """The content and the irreducible factors with multiplicities; exponents at least 0."""
    bridge = Bridge(poly)
    content, parts = bridge.over(poly).factor()
    number = ratio(int(content.p), int(content.q))
    return number, [(bridge.back(part), int(count)) for part, count in parts]


def reduce_fraction(
    numerator: Polynomial, denominator: Polynomial
) -> tuple[Polynomial, Polynomial]:
    """Both without their greatest common divisor; exponents at least 0."""
    if len(denominator) == 1 or not numerator:
        return numerator, denominator
    bridge = Bridge(numerator, denominator)
    above, below = bridge.over(numerator), bridge.over(denominator)
    divisor = above.gcd(below)
    return bridge.back(above / divisor), bridge.back(below / divisor)
