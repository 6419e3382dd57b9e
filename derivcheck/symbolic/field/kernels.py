"""Kernels of the field: exponentials, logarithms, powers, absolute values, opaque functions."""

from __future__ import annotations

from fractions import Fraction

from derivcheck.symbolic.field import polynomial as P
from derivcheck.symbolic.field.element import (
    UNIT,
    Atoms,
    Element,
    Unfit,
    add,
    as_number,
    divide,
    freeze,
    inverted,
    multiply,
    negate,
    number,
)
from derivcheck.symbolic.field.polynomial import Monomial, Polynomial, Rational

LARGEST_EXPONENT = 64
"""Whole powers beyond this are not multiplied out."""
LARGEST_PRIME_SEARCH = 10**6
Factor = tuple[Polynomial, Rational]
"""A positive factor and its exponent."""


def exponential(a: Element, atoms: Atoms) -> Element:
    """exp of a sum is the product of the exps of its terms; exp(c*log(u)) is u**c."""
    a = atoms.lowest(a)
    made, product = number(1), P.ONE
    for monomial, coefficient in a.numerator.items():
        logarithm_of = _lone_logarithm(monomial, atoms) if a.denominator == UNIT else None
        if logarithm_of is not None:
            made = multiply(made, _root(logarithm_of, coefficient, atoms), atoms)
            continue
        index = atoms.get(("exp", monomial, frozenset(a.denominator.items())), "positive")
        unit = atoms.unit(index, coefficient)
        atoms.meaning[index] = Element({monomial: unit}, a.denominator)
        product = P.times(product, ((index, P.divided(coefficient, unit)),))
    return multiply(made, Element({product: 1}, UNIT), atoms)


def _lone_logarithm(monomial: Monomial, atoms: Atoms) -> Polynomial | None:
    if len(monomial) != 1 or monomial[0][1] != 1:
        return None
    key = atoms.keys[monomial[0][0]]
    return atoms.meaning[monomial[0][0]] if isinstance(key, tuple) and key[0] == "log" else None


def logarithm(a: Element, atoms: Atoms) -> Element:
    """log of a positive element as a sum over its irreducible factors."""
    a = atoms.lowest(a)
    made = number(0)
    for part, count in positive_factors(a, atoms):
        made = add(made, _scaled(_log_of(part, atoms), count), atoms)
    return made


def positive_factors(a: Element, atoms: Atoms) -> list[Factor]:
    """Positive factors (atoms, irreducible polynomials, primes) with exponents; Unfit if unsure.

    The element must be in canonical form.
    """
    if not a.numerator:
        raise Unfit("log or root of zero")
    parts: list[Factor] = []
    sign = 1
    for poly, side in ((a.numerator, 1), (a.denominator, -1)):
        sign *= _collect(poly, side, parts, atoms)
    if sign < 0:
        raise Unfit("log or root of something negative")
    return parts


def _collect(poly: Polynomial, side: int, parts: list[Factor], atoms: Atoms) -> int:
    monomial = P.common(poly)
    for index, exponent in monomial:
        if atoms.signs[index] != "positive":
            raise Unfit("the sign of a factor is not known")
        parts.append((P.atom(index), exponent * side))
    content, factors = _factored(P.shift(poly, P.inverse(monomial)))
    sign = 1 if content > 0 else -1
    for prime, count in _primes(P.magnitude(content)):
        parts.append((P.constant(prime), count * side))
    signed = [(factor, count, _side(factor, atoms)) for factor, count in factors]
    for factor, count, known in _settled(signed, content, poly, atoms):
        sign *= known**count
        parts.append((_monic(P.scale(factor, known), parts, count * side), count * side))
    return sign


Signed = list[tuple[Polynomial, int, int]]
"""Factors with multiplicities and signs, 0 for one that is not known."""


def _factored(poly: Polynomial) -> tuple[Rational, list[tuple[Polynomial, int]]]:
    """The content and the irreducible factors; FLINT is asked only where it is not plain."""
    if len(poly) == 1:
        return poly[P.ONE], []
    return (1, [(poly, 1)]) if P.is_linear(poly) else P.factor(poly)


def _side(factor: Polynomial, atoms: Atoms) -> int:
    if atoms.is_positive(factor):
        return 1
    return -int(atoms.is_positive(P.scale(factor, -1)))


def _settled(signed: Signed, content: Rational, whole: Polynomial, atoms: Atoms) -> Signed:
    """All signs known: a single unknown one follows from those of the others and of the whole."""
    unknown = [place for place, (_, _, known) in enumerate(signed) if not known]
    if not unknown:
        return signed
    (place, *more), overall = unknown, _side(whole, atoms)
    factor, count, _ = signed[place]
    if more or not overall or count % 2 == 0:
        raise Unfit("the sign of a factor is not known")
    side = overall * (1 if content > 0 else -1)
    for _, times, known in signed[:place] + signed[place + 1 :]:
        side *= known**times
    if side * factor[max(factor)] < 0:
        # The canonical factor is monic, and would stand for its negative.
        raise Unfit("the sign of a factor is not known")
    return [*signed[:place], (factor, count, side), *signed[place + 1 :]]


def _monic(factor: Polynomial, parts: list[Factor], count: int) -> Polynomial:
    """The factor with leading coefficient 1; the coefficient joins the primes."""
    lead: Rational = factor[max(factor)]
    for prime, times in _primes(lead):
        parts.append((P.constant(prime), times * count))
    return P.scale(factor, inverted(lead))


def _primes(value: Rational) -> list[tuple[int, int]]:
    """The prime factorisation of a positive rational number; Unfit for large ones."""
    made: dict[int, int] = {}
    for part, side in ((value.numerator, 1), (value.denominator, -1)):
        divisor = 2
        while divisor * divisor <= part:
            if divisor > LARGEST_PRIME_SEARCH:
                raise Unfit("a number too large to factor")
            while part % divisor == 0:
                made[divisor] = made.get(divisor, 0) + side
                part //= divisor
            divisor += 1 if divisor == 2 else 2
        if part > 1:
            made[part] = made.get(part, 0) + side
    return [(prime, count) for prime, count in made.items() if count]


def _scaled(a: Element, factor: Rational) -> Element:
    return Element(P.scale(a.numerator, factor), a.denominator) if factor else number(0)


def _log_of(part: Polynomial, atoms: Atoms) -> Element:
    """log of a prime, an atom or an irreducible polynomial."""
    index = _only_atom(part)
    if index is not None and atoms.keys[index][0] == "exp":  # type: ignore[index]
        meaning: Element = atoms.meaning[index]
        return meaning
    if index is not None and atoms.keys[index][0] == "root":  # type: ignore[index]
        return _log_of(atoms.meaning[index], atoms)
    made = atoms.get(("log", frozenset(part.items())))
    atoms.meaning[made] = part
    return Element(P.atom(made), UNIT)


def _only_atom(part: Polynomial) -> int | None:
    if len(part) != 1:
        return None
    ((monomial, coefficient),) = part.items()
    alone = len(monomial) == 1 and monomial[0][1] == 1 and coefficient == 1
    return monomial[0][0] if alone else None


def power(a: Element, exponent: Element, atoms: Atoms) -> Element:
    """a**exponent: whole powers of anything, other powers of positive elements."""
    value = as_number(atoms.lowest(exponent))
    if value is None:
        return exponential(multiply(exponent, logarithm(a, atoms), atoms), atoms)
    if value.denominator == 1:
        return whole_power(a, int(value), atoms)
    a = atoms.lowest(a)
    if value > 0 and not a.numerator:
        return number(0)
    key = ("power", value.numerator, value.denominator, freeze(a))
    if key not in atoms.known:
        atoms.known[key] = _broken_power(a, value, atoms)
    return atoms.known[key]


def _broken_power(a: Element, value: Rational, atoms: Atoms) -> Element:
    square = _square_root_of_square(a, value, atoms)
    if square is not None:
        return square
    made = number(1)
    for part, count in positive_factors(a, atoms):
        made = multiply(made, _root(part, count * value, atoms), atoms)
    return made


def _square_root_of_square(a: Element, value: Rational, atoms: Atoms) -> Element | None:
    """(x**2)**(1/2) = |x| for a single atom of unknown sign."""
    if value != Fraction(1, 2) or a.denominator != UNIT or len(a.numerator) != 1:
        return None
    ((monomial, coefficient),) = a.numerator.items()
    if coefficient != 1 or len(monomial) != 1 or monomial[0][1] != 2:
        return None
    return absolute(Element(P.atom(monomial[0][0]), UNIT), atoms)


def whole_power(a: Element, exponent: int, atoms: Atoms) -> Element:
    """a to a whole power; Unfit for one that is too large to be multiplied out."""
    if abs(exponent) > LARGEST_EXPONENT and len(a.numerator) + len(a.denominator) > 2:
        raise Unfit("a large power of a sum")
    if exponent < 0:
        return divide(number(1), whole_power(a, -exponent, atoms), atoms)
    if len(a.numerator) == 1 and len(a.denominator) == 1:
        return atoms.quotient(
            _monomial_power(a.numerator, exponent), _monomial_power(a.denominator, exponent)
        )
    return atoms.quotient(P.power(a.numerator, exponent), P.power(a.denominator, exponent))


def _monomial_power(poly: Polynomial, exponent: int) -> Polynomial:
    ((monomial, coefficient),) = poly.items()
    if abs(coefficient) != 1 and exponent > 10**4:
        raise Unfit("a huge number")
    raised = tuple((i, e * exponent) for i, e in monomial) if exponent else ()
    return {raised: coefficient**exponent}


def _root(part: Polynomial, exponent: Rational, atoms: Atoms) -> Element:
    """A positive factor to a rational power: whole part multiplied out, the rest a root."""
    whole, rest = divmod(exponent, 1)
    made = whole_power(Element(part, UNIT), int(whole), atoms)
    if not rest:
        return made
    index = _only_atom(part)
    if index is None:
        index = atoms.get(("root", frozenset(part.items())), "positive")
        atoms.squares[index] = (1, part)
        atoms.meaning[index] = part
    return multiply(made, Element(P.atom(index, rest), UNIT), atoms)


def absolute(a: Element, atoms: Atoms) -> Element:
    """|a|: a or -a where the sign is known, else a kernel whose square is a**2."""
    a = atoms.lowest(a)
    side = sign(a, atoms)
    if side is not None:
        return a if side >= 0 else negate(a)
    if a.denominator != UNIT and atoms.is_positive(a.denominator):
        return divide(
            absolute(Element(a.numerator, UNIT), atoms), Element(a.denominator, UNIT), atoms
        )
    lead: Rational = a.numerator[max(a.numerator)]
    monic = Element(P.scale(a.numerator, inverted(lead)), a.denominator)
    index = atoms.get(("abs", freeze(monic)), "nonnegative")
    if monic.denominator != UNIT:
        raise Unfit("the absolute value of a quotient")
    atoms.squares[index] = (2, P.multiply(monic.numerator, monic.numerator))
    return Element(P.scale(P.atom(index), P.magnitude(lead)), UNIT)


def sign(a: Element, atoms: Atoms) -> int | None:
    """1, 0, -1 where the sign is known (0 <= counts as 1 for absolute values), else None."""
    if not a.numerator:
        return 0
    if not atoms.is_positive(a.denominator):
        return None
    if atoms.is_nonnegative(a.numerator):
        return 1
    return -1 if atoms.is_nonnegative(P.scale(a.numerator, -1)) else None


def opaque(name: str, arguments: tuple[Element, ...], atoms: Atoms, positive: str = "") -> Element:
    """A function of which only equality of arguments is used."""
    index = atoms.get((name, *(freeze(atoms.lowest(a)) for a in arguments)), positive)
    return Element(P.atom(index), UNIT)
