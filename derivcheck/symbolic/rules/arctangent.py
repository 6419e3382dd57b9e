"""Arctangents of rational numbers, by the factors of a Gaussian integer.

atan(b/a) is the argument of a + b*i, and the argument of a product is the sum of the arguments up
to whole turns. Factored into Gaussian primes, every arctangent of a rational number is a sum of
those of primes in the first octant and a multiple of pi/4; these are linearly independent over
the rational numbers, so that the form is canonical. The multiple is counted in integers: each
factor turns by less than pi/4, so that a crossing of the real or imaginary axis is seen.
"""

from __future__ import annotations

from collections import Counter
from math import isqrt
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_positive

Gaussian = tuple[int, int]
"""a + b*i as (a, b)."""

LARGEST = 10**12
"""Norms beyond which a Gaussian integer is not factored."""

EIGHTH: Gaussian = (1, 1)
"""1 + i, an eighth of a turn."""


def arctangent(value: Any, context: Context) -> Any:
    """atan of a rational number through Gaussian primes; atan(1/u) = pi/2 - atan(u) for u > 0."""
    (argument,) = value.args
    if argument.is_Rational:
        return _through_primes(int(argument.q), int(argument.p))
    return _reciprocal(argument, context)


def _reciprocal(argument: Any, context: Context) -> Any:
    if not argument.is_Pow or argument.exp != -1:
        return None
    if is_positive(argument.base, context):
        return sympy.pi / 2 - sympy.atan(argument.base)
    return None


def _through_primes(a: int, b: int) -> Any:
    """The argument of a + b*i for a > 0 as a sum over Gaussian primes; None if it is large."""
    if a * a + b * b > LARGEST:
        return None
    found = _factored((a, b))
    eighths = _eighths((a, b), found)
    parts = (count * sympy.atan(sympy.Rational(w[1], w[0])) for w, count in found.items())
    return sympy.Add(eighths * sympy.pi / 4, *parts)


def _factored(z: Gaussian) -> Counter[Gaussian]:
    """Primes a + b*i with 0 < b < a, and how often; conjugates count negatively."""
    norm = z[0] ** 2 + z[1] ** 2
    found: Counter[Gaussian] = Counter()
    for prime in sympy.factorint(norm):
        if prime % 4 != 1:
            continue
        w = _split(int(prime))
        for side in (1, -1):
            while (divided := _divide(z, (w[0], side * w[1]))) is not None:
                z, found[w] = divided, found[w] + side
    return found


def _split(prime: int) -> Gaussian:
    """a > b > 0 with a**2 + b**2 = prime, for a prime that leaves 1 when divided by 4."""
    for b in range(1, isqrt(prime) + 1):
        a = isqrt(prime - b * b)
        if a * a + b * b == prime:
            return max(a, b), min(a, b)
    raise ValueError(f"{prime} is no sum of two squares")


def _divide(z: Gaussian, w: Gaussian) -> Gaussian | None:
    real, imaginary = _times(z, (w[0], -w[1]))
    norm = w[0] ** 2 + w[1] ** 2
    if real % norm or imaginary % norm:
        return None
    return real // norm, imaginary // norm


def _times(z: Gaussian, w: Gaussian) -> Gaussian:
    return z[0] * w[0] - z[1] * w[1], z[0] * w[1] + z[1] * w[0]


def _eighths(z: Gaussian, found: Counter[Gaussian]) -> int:
    """The argument of z in (-pi/2, pi/2) less those of its primes, in units of pi/4.

    The primes' inverses are multiplied on one by one and the octants passed are counted; what is
    left lies on a ray at a multiple of pi/4.
    """
    octant = _octant(z)
    octant -= 8 if octant > 4 else 0
    for w, count in found.items():
        for _ in range(abs(count)):
            z = _times(z, (w[0], -w[1] if count > 0 else w[1]))
            # A turn by less than an octant, so the nearest octant of that number modulo 8.
            octant += (_octant(z) - octant + 4) % 8 - 4
    return octant


def _octant(z: Gaussian) -> int:
    """The k in 0..7 with argument in [k*pi/4, (k + 1)*pi/4)."""
    for k in range(8):
        a, b = z
        if a > 0 and 0 <= b < a:
            return k
        z = b + a, b - a  # z*(1 - i), an eighth of a turn back
    raise ValueError("0 has no argument")


RULES = (
    Rule(
        name="arctangent.gaussian-integer",
        statement="atan(b/a) is the argument of the Gaussian integer a + b*i; arguments of "
        "products add up, and the multiple of pi/4 is counted exactly. atan(1/u) = pi/2 - atan(u) "
        "for u > 0.",
        source="Todd, A problem on arc tangent relations, American Mathematical Monthly 56, 1949",
        holds=(
            Example("", "4*atan(1/5) - atan(1/239) == pi/4"),
            Example("", "atan(1) + atan(2) + atan(3) == pi"),
            Example("x: positive", "atan(x) + atan(1/x) == pi/2"),
        ),
        fails=(
            Example("", "4*atan(1/5) - atan(1/239) == 5*pi/4"),
            Example("", "atan(2) + atan(3) == -pi/4"),
            Example("x: nonzero", "atan(x) + atan(1/x) == pi/2"),
        ),
        on=(sympy.atan,),
        rewrite=arctangent,
    ),
)
