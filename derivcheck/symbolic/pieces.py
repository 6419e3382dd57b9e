"""The parts a certificate is made of, beside squares, products, sums and integrals.

Each has a definition (`unfold`) and a reason for its sign, which `manifest` checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, permutations
from typing import Any

import sympy


class Piece(sympy.Expr):  # type: ignore[misc]
    """A part of a certificate that stands for a longer expression."""

    is_commutative = True
    is_real = True

    def definition(self) -> Any:
        """What the piece stands for."""
        raise NotImplementedError


class TangentGap(Piece):
    """f(u) - f(v) - f'(v)*(u - v), at least 0 for convex f.

    Arguments: f(y), y, u, v, and a certificate of f''(y) for all y that y may be.
    """

    def definition(self) -> Any:
        """The gap between a function and its tangent at v."""
        body, y, u, v, _ = self.args
        slope = put_in(body.diff(y), y, v)
        return put_in(body, y, u) - put_in(body, y, v) - slope * (u - v)


class Growth(Piece):
    """f(u) - f(v), at least 0 for increasing f and u >= v.

    Arguments: f(y), y, u, v, and certificates of f'(y) for all y that y may be, and of u - v.
    """

    def definition(self) -> Any:
        """The increase from v to u."""
        body, y, u, v = self.args[:4]
        return put_in(body, y, u) - put_in(body, y, v)


class Least(Piece):
    """The smaller of r + c*a and r - c*a, which is r - c*|a| for c > 0.

    Arguments: r, c, a, and certificates of both.
    """

    def definition(self) -> Any:
        """r - c*|a|."""
        rest, weight, inner = self.args[:3]
        return rest - weight * sympy.Abs(inner)


class AbsoluteGap(Piece):
    """|u| - u, at least 0. Argument: u."""

    def definition(self) -> Any:
        """The gap between a number's absolute value and the number."""
        return sympy.Abs(self.args[0]) - self.args[0]


class Double(Piece):
    """The average of body(x, y) over independent x and y with one range, body >= 0.

    Arguments: the integral's head as an integral of x over the range, body, x, y. The body is a sum
    of products u(x)*v(y), so that the average is a sum of products of single ones (Fubini).
    """

    def definition(self) -> Any:
        """The sum of products of single integrals; not a number if the body does not separate."""
        pattern, body, x, y = self.args
        _, lower, upper = pattern.limits[0]
        made = []
        for term in sympy.Add.make_args(sympy.expand(body)):
            outside, depends = term.as_independent(x, y, as_Add=False)
            first, second = depends.as_independent(y, as_Add=False)
            if second.has(x):
                return sympy.nan
            left = pattern.func(first, (x, lower, upper))
            made.append(outside * left * pattern.func(second, (y, lower, upper)))
        return sympy.Add(*made)


class MassBeyond(Piece):
    """1 - the integral of an unknown density over part of its domain: its mass beyond that part.

    Argument: the integral (or sum).
    """

    def definition(self) -> Any:
        """1 less the mass of the part."""
        return 1 - self.args[0]


class FractionGap(Piece):
    """The sum of f(k) over a range less their product, or 1 less their product, for 0 <= f <= 1.

    Arguments: the product, whether the sum is meant, and certificates of f and 1 - f in its
    variable. Such a product is at most each of its factors; without factors it is 1.
    """

    def definition(self) -> Any:
        """The sum, or 1, less the product."""
        whole, summed = self.args[:2]
        above = sympy.Sum(whole.function, *whole.limits) if summed else sympy.S.One
        return above - whole


class Quotient(Piece):
    """a/b, at least 0 for a >= 0 and b > 0. Arguments: a, b, and a certificate of a."""

    def definition(self) -> Any:
        """The quotient."""
        return self.args[0] / self.args[1]


class Cases(Piece):
    """A value shown to be at least 0 where u >= 0 and where u <= 0.

    Arguments: the value, u, and for each case the name solved for, what it is then, the distance
    d >= 0 in it, and a certificate of the value with that put in.
    """

    def definition(self) -> Any:
        """The value."""
        return self.args[0]

    def sides(self) -> Iterator[tuple[Any, tuple[Any, Any, Any, Any]]]:
        """The sign of u with the arguments of its case."""
        yield 1, self.args[2:6]
        yield -1, self.args[6:10]


class Ordered(Piece):
    """A polynomial in positive numbers, at least 0 in whatever order these stand.

    Arguments: the polynomial and its variables. In the order x <= y <= z it is a polynomial in x,
    y - x and z - y, and its sign shows from the coefficients.
    """

    def definition(self) -> Any:
        """The polynomial."""
        return self.args[0]

    def forms(self) -> Iterator[Any]:
        """The polynomial in the least of its variables and the gaps, for each order."""
        value, *names = self.args
        for order in permutations(names):
            steps = [sympy.Dummy("d", nonnegative=True) for _ in order]
            sums = accumulate(steps)
            yield sympy.expand(value.xreplace(dict(zip(order, sums, strict=True))))


def put_in(value: Any, y: Any, at: Any) -> Any:
    """The value at a point; derivatives of unknown functions are taken there."""
    if value.has(sympy.Derivative):
        return value.subs(y, at)
    return value.xreplace({y: at})


def unfold(value: Any) -> Any:
    """The expression that a certificate stands for."""
    if isinstance(value, Piece):
        return unfold(value.definition())
    if not value.has(Piece):
        return value
    if isinstance(value, sympy.Integral | sympy.Sum):
        return value.func(unfold(value.function), *value.limits)
    return value.func(*(unfold(a) for a in value.args))
