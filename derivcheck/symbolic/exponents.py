"""Powers of one base as one power, its exponent one fraction in lowest terms.

The field compares exponents term by term; a sum of fractions over different denominators has many
such forms, a single fraction has one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import sympy

from derivcheck.symbolic.terms import terms


def gather_exponents(value: Any) -> Any:
    """The same sum with the powers of each term gathered; None where no exponent is a fraction."""
    exponents = {part.as_base_exp()[1] for part in value.atoms(sympy.exp, sympy.Pow)}
    if not any(_is_fraction(exponent) for exponent in exponents):
        return None
    return sympy.Add(*(_gathered(term) for term in terms(value)))


def _is_fraction(exponent: Any) -> bool:
    return bool(sympy.denom(sympy.together(exponent)).free_symbols)


def _gathered(term: Any) -> Any:
    powers: dict[Any, Any] = defaultdict(lambda: sympy.S.Zero)
    for factor in sympy.Mul.make_args(term):
        base, exponent = factor.as_base_exp()
        powers[base] += exponent
    return sympy.Mul(*(base ** _in_lowest_terms(total) for base, total in powers.items()))


def _in_lowest_terms(exponent: Any) -> Any:
    return exponent if exponent.is_number else sympy.cancel(sympy.together(exponent))
