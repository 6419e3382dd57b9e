"""Numbers that stand beside their own exponentials, as logarithms: u is log(v) for v = exp(u).

So softplus(u) - u*sigmoid(w) is a combination of log(1 + v) and log(v), of which the order is
plain for every v > 0.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef


def exposed(value: Any) -> tuple[Any, dict[Any, Any]] | None:
    """The value in the v > 0, and what each of these stands for; None where there is no such u."""
    back: dict[Any, Any] = {}
    for name in sorted(_beside_exponentials(value), key=str):
        v = sympy.Dummy(f"exp_{name}", positive=True)
        made = _through(value, name, v)
        if made is not None:
            value = made
            back[v] = sympy.exp(name)
    return (value, back) if back else None


def _beside_exponentials(value: Any) -> set[Any]:
    """Numbers of either sign that occur in an exponent and elsewhere as well."""
    exponents = sympy.Tuple(*(part.args[0] for part in value.atoms(sympy.exp)))
    outside = value.replace(_is_exp, lambda part: sympy.S.One)
    return {
        name
        for name in exponents.free_symbols | exponents.atoms(AppliedUndef)
        if name.is_real and name.is_nonnegative is None and outside.has(name)
    }


def _through(value: Any, name: Any, v: Any) -> Any:
    """The value with v**c for each exp(c*name), and log(v) for the name; None if it stays."""
    powers = {}
    for part in value.atoms(sympy.exp):
        exponent = sympy.expand(part.args[0])
        slope = exponent.coeff(name)
        rest = exponent - slope * name
        if slope.is_Rational and slope != 0 and not rest.has(name):
            powers[part] = v**slope * sympy.exp(rest)
    made = value.xreplace(powers)
    if any(part.has(name) for part in made.atoms(sympy.exp)):
        return None
    made = made.xreplace({name: sympy.log(v)})
    return None if made.has(name) else made


def _is_exp(part: Any) -> bool:
    return isinstance(part, sympy.exp)
