"""Products of exponentials as one exponential, its exponent one fraction in lowest terms.

The field compares exponents term by term; a sum of fractions over different denominators has many
such forms, a single fraction has one.
"""

from __future__ import annotations

from typing import Any

import sympy


def gather_exponents(value: Any) -> Any:
    """The same sum with the exponentials of each term in one; None where no exponent is split."""
    if not any(_is_fraction(part.args[0]) for part in value.atoms(sympy.exp)):
        return None
    return sympy.Add(*(_in_one(term) for term in sympy.Add.make_args(sympy.expand_mul(value))))


def _is_fraction(exponent: Any) -> bool:
    return bool(sympy.denom(sympy.together(exponent)).free_symbols)


def _in_one(term: Any) -> Any:
    exponents = [f.args[0] for f in sympy.Mul.make_args(term) if isinstance(f, sympy.exp)]
    rest = [f for f in sympy.Mul.make_args(term) if not isinstance(f, sympy.exp)]
    return sympy.Mul(*rest) * sympy.exp(sympy.cancel(sympy.together(sympy.Add(*exponents))))
