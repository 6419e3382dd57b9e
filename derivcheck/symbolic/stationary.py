"""Zeros of a derivative: solved for the variable, or for an exponential, logarithm or power."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy


def stationary_points(slope: Any, y: Any) -> Iterator[Any]:
    """Candidates for the zeros of the slope; whoever asks checks that they are."""
    numerator = sympy.fraction(sympy.cancel(sympy.together(slope)))[0]
    yield from _roots(sympy.expand(numerator), y)
    yield from _through_kernel(numerator, y)


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


def _powers(value: Any, y: Any) -> set[Any]:
    """Powers of y with a symbolic exponent."""
    return {p for p in value.atoms(sympy.Pow) if p.base == y and p.exp.free_symbols - {y}}
