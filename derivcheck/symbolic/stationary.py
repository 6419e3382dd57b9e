"""Zeros of a derivative: solved for the variable, an exponential, a logarithm, a power or root."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy


def stationary_points(slope: Any, y: Any) -> Iterator[Any]:
    """Candidates for the zeros of the slope; whoever asks checks that they are."""
    numerator = sympy.fraction(sympy.cancel(sympy.together(slope)))[0]
    yield from _roots(sympy.expand(numerator), y)
    yield from _through_kernel(numerator, y)
    yield from _through_root(numerator, y)


def _roots(value: Any, y: Any) -> Iterator[Any]:
    """The zeros of a polynomial of degree at most 2, and of its factors."""
    poly = value.as_poly(y)
    if poly is None or any(c.has(y) for c in poly.all_coeffs()):
        return
    for factor, _ in poly.factor_list()[1] if poly.domain.is_Exact else [(poly, 1)]:
        coefficients = factor.all_coeffs()
        if factor.degree() == 1:
            a, b = coefficients
            yield sympy.factor(-b / a)
        elif factor.degree() == 2:
            a, b, c = coefficients
            root = sympy.sqrt(sympy.factor(b**2 - 4 * a * c))
            yield from ((-b + root) / (2 * a), (-b - root) / (2 * a))


def _through_kernel(value: Any, y: Any) -> Iterator[Any]:
    """Zeros of a polynomial in exp(c*y), in log(y), or in y**c."""
    unknown = sympy.Dummy("k", positive=True)
    for kernel in sorted(value.atoms(sympy.exp), key=str):
        coefficient = kernel.args[0].coeff(y)
        if coefficient.has(y) or sympy.expand(kernel.args[0] - coefficient * y).has(y):
            continue
        rest = sympy.expand(kernel.args[0] - coefficient * y)
        for root in _roots(sympy.expand(value.xreplace({kernel: unknown})), unknown):
            if not root.has(y) and root != 0:
                yield (sympy.log(root) - rest) / coefficient
    for kernel in sorted(value.atoms(sympy.log), key=str):
        if kernel.args[0] == y:
            for root in _roots(sympy.expand(value.xreplace({kernel: unknown})), unknown):
                if not root.has(y):
                    yield sympy.exp(root)
    for kernel in sorted(_powers(value, y), key=str):
        for root in _roots(sympy.expand(value.xreplace({kernel: unknown})), unknown):
            if not root.has(y) and root != 0:
                yield root ** (1 / kernel.exp)


def _through_root(value: Any, y: Any) -> Iterator[Any]:
    """Zeros of a polynomial in a root of y, y**(2/3) say: in its largest power that serves."""
    powers = [p for p in value.atoms(sympy.Pow) if p.base == y]
    exponents = [p.exp for p in powers if p.exp.is_Rational]
    if len(exponents) < len(powers) or all(exponent.is_Integer for exponent in exponents):
        return
    bare = value.xreplace(dict.fromkeys(powers, sympy.S.Zero))
    common = sympy.gcd_list([*exponents, *([sympy.S.One] if bare.has(y) else [])])
    unknown = sympy.Dummy("k", positive=True)
    table = {p: unknown ** (p.exp / common) for p in powers}
    made = value.xreplace(table).xreplace({y: unknown ** (1 / common)})
    for root in _roots(sympy.expand(made), unknown):
        if root.is_positive:
            yield root ** (1 / common)


def _powers(value: Any, y: Any) -> set[Any]:
    """Powers of y with a symbolic exponent."""
    return {p for p in value.atoms(sympy.Pow) if p.base == y and p.exp.free_symbols - {y}}
