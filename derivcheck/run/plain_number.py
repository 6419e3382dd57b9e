"""Values at a handful of points: their ratios, their common value, the plain number near it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from derivcheck.lang.algebra import Mul, Neg, Number, pi
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import log, sqrt

CLOSE = 1e-7
"""Relative spread up to which values count as one constant."""
LARGEST = 12
"""Numerators and denominators of a plain number."""
FEWEST = 3
"""Points that must tell something."""

Values = tuple[float | None, ...]


def plain(value: float | None) -> Expr | None:
    """The plain number near a value: a small fraction, or one times log 2, pi or a root; or None.

    0 is no plain number: nothing would be missing.
    """
    if value is None:
        return None
    for size, name in _units():
        share = Fraction(value / size).limit_denominator(LARGEST)
        near = math.isclose(float(share) * size, value, rel_tol=CLOSE)
        if near and share and abs(share.numerator) <= LARGEST:
            return weighted(Number(share), name) if name else Number(share)
    return None


def _units() -> Iterator[tuple[float, Expr | None]]:
    """The numbers that formulas of the field end with."""
    two_pi = 2 * math.pi
    yield 1.0, None
    yield math.log(2), log(2)
    yield math.pi, expr(pi)
    yield math.log(two_pi), log(2 * pi)
    yield math.log(two_pi) + 1, log(2 * pi) + 1
    yield math.log(math.pi), log(pi)
    yield math.log(3), log(3)
    yield math.sqrt(2), sqrt(2)
    yield math.sqrt(math.pi), sqrt(pi)
    yield math.sqrt(two_pi), sqrt(2 * pi)
    yield 1 / math.sqrt(two_pi), 1 / sqrt(2 * pi)


def weighted(weight: Expr, term: Expr) -> Expr:
    """weight*term, without a factor 1."""
    if weight == Number(Fraction(1)):
        return term
    if isinstance(weight, Number) and weight.value < 0:
        size = Number(-weight.value)
        return Neg(term if size.value == 1 else Mul(size, term))
    return Mul(weight, term)


def ratios(above: Values, below: Values) -> Values:
    """The quotients, unknown where the divisor is 0."""
    return tuple(a / b if a is not None and b else None for a, b in zip(above, below, strict=False))


def differences(left: Values, right: Values) -> Values:
    """The differences."""
    return tuple(
        a - b if a is not None and b is not None else None
        for a, b in zip(left, right, strict=False)
    )


def common(values: Values) -> float | None:
    """The common value at the points that tell something; None where they differ."""
    known = [value for value in values if value is not None]
    if len(known) < FEWEST:
        return None
    middle = sorted(known)[len(known) // 2]
    same = all(math.isclose(value, middle, rel_tol=CLOSE, abs_tol=1e-12) for value in known)
    return middle if same and middle else None
