"""sin and cos through points of the unit circle: exp(i*a) of a sum is a product.

So the addition theorems, those of double and half angles and of powers all hold by themselves; the
imaginary unit is an atom whose square is -1.
"""

from __future__ import annotations

from derivcheck.symbolic.field import polynomial as P
from derivcheck.symbolic.field.element import (
    UNIT,
    Atoms,
    Element,
    Unfit,
    add,
    divide,
    multiply,
    negate,
    number,
)
from derivcheck.symbolic.field.polynomial import Monomial, Rational


def cosine(a: Element, atoms: Atoms) -> Element:
    """cos(a) = (exp(i*a) + exp(-i*a))/2."""
    return divide(add(turn(a, atoms), turn(negate(a), atoms), atoms), number(2), atoms)


def sine(a: Element, atoms: Atoms) -> Element:
    """sin(a) = (exp(i*a) - exp(-i*a))/(2*i)."""
    twice = multiply(number(2), _unit(atoms, 1), atoms)
    return divide(add(turn(a, atoms), turn(negate(a), atoms), atoms, -1), twice, atoms)


def turn(a: Element, atoms: Atoms) -> Element:
    """exp(i*a), with an atom for each monomial of a; multiples of pi/2 are powers of i."""
    a = atoms.lowest(a)
    made = number(1)
    for monomial, coefficient in a.numerator.items():
        if a.denominator == UNIT and _is_pi(monomial, atoms):
            made = multiply(made, _unit(atoms, 2 * coefficient), atoms)
            continue
        key = ("turn", monomial, frozenset(a.denominator.items()))
        index = atoms.get(key, "unit")
        made = multiply(made, Element(P.atom(index, coefficient), UNIT), atoms)
    return made


def _is_pi(monomial: Monomial, atoms: Atoms) -> bool:
    return [(atoms.keys[i], e) for i, e in monomial] == [(("constant", "pi"), 1)]


def _unit(atoms: Atoms, power: Rational) -> Element:
    """A whole power of i; its roots satisfy equations that no atom of ours knows of."""
    if power.denominator != 1:
        raise Unfit("an angle that is no multiple of a right one")
    index = atoms.get(("imaginary unit",), "unit")
    atoms.squares[index] = (2, P.constant(-1))
    return Element(atoms.reduce(P.atom(index, power.numerator % 4)), UNIT)
