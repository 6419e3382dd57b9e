"""Expressions that SymPy has no head for: they stay whole until a rule speaks of them."""

from __future__ import annotations

from typing import Any

import sympy


class IidMean(sympy.Expr):  # type: ignore[misc]
    """The mean of body over n independent draws x(1), ..., x(n) of one law.

    Arguments: body, the function x, n, and the law as (variable, density, lower, upper, discrete).
    """

    is_commutative = True
    is_real = True

    @property
    def body(self) -> Any:
        """The expression averaged."""
        return self.args[0]

    def _eval_derivative(self, symbol: Any) -> Any:
        return None


class Opaque(sympy.Function):  # type: ignore[misc]
    """A named quantity with arguments of which only equality of the arguments is known."""

    is_real = True


class Extremum(sympy.Expr):  # type: ignore[misc]
    """Sup, Inf, ArgMax or ArgMin: kind, body, variable, lower, upper."""

    is_commutative = True
    is_real = True
