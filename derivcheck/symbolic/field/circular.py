"""sin and cos through points of the unit circle: exp(i*a) of a sum is a product.

So the addition theorems, those of double and half angles and of powers all hold by themselves; the
imaginary unit is an atom whose square is -1.
"""

from __future__ import annotations

from fractions import Fraction

from derivcheck.symbolic.field import polynomial as P
from derivcheck.symbolic.field.element import UNIT, Atoms, Element, Unfit
from derivcheck.symbolic.field.polynomial import ONE, Monomial, Polynomial, Rational

HALF = Fraction(1, 2)
HALVES = (HALF, HALF, -HALF, -HALF)
"""i**k/2 for k = 0, 1, 2, 3, without the i of an odd k."""


def cosine(a: Element, atoms: Atoms) -> Element:
    """cos(a) = (exp(i*a) + exp(-i*a))/2."""
    turn, quarters = _angle(a, atoms)
    made = P.add(_term(turn, quarters, atoms), _term(P.inverse(turn), -quarters, atoms))
    return Element(made, UNIT)


def sine(a: Element, atoms: Atoms) -> Element:
    """sin(a) = (exp(i*a) - exp(-i*a))/(2*i)."""
    turn, quarters = _angle(a, atoms)
    ahead = _term(turn, quarters - 1, atoms)
    return Element(P.add(ahead, _term(P.inverse(turn), 1 - quarters, atoms)), UNIT)


def _angle(a: Element, atoms: Atoms) -> tuple[Monomial, int]:
    """exp(i*a) as a product of atoms, one for each monomial of a, and a power of i."""
    a = atoms.lowest(a)
    made, quarters = ONE, 0
    for monomial, coefficient in a.numerator.items():
        if a.denominator == UNIT and _is_pi(monomial, atoms):
            quarters += _quarters(coefficient)
            continue
        index = atoms.get(("turn", monomial, frozenset(a.denominator.items())), "unit")
        exponent = P.divided(coefficient, atoms.unit(index, coefficient))
        made = P.times(made, ((index, exponent),))
    return made, quarters


def _term(turn: Monomial, quarters: int, atoms: Atoms) -> Polynomial:
    """turn*i**quarters/2."""
    if quarters % 2:
        index = atoms.get(("imaginary unit",), "unit")
        atoms.squares[index] = (2, P.constant(-1))
        turn = P.times(turn, ((index, 1),))
    return {turn: HALVES[quarters % 4]}


def _is_pi(monomial: Monomial, atoms: Atoms) -> bool:
    if len(monomial) != 1:
        return False
    ((index, exponent),) = monomial
    return exponent == 1 and atoms.keys[index] == ("constant", "pi")


def _quarters(coefficient: Rational) -> int:
    """The quarter turns in coefficient*pi; roots of i satisfy equations no atom of ours knows."""
    twice = 2 * coefficient
    if twice.denominator != 1:
        raise Unfit("an angle that is no multiple of a right one")
    return twice.numerator
