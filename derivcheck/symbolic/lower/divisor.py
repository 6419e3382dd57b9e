"""Divisors: 0 on a null set of points is a side condition, 0 at an integer is a failure."""

from __future__ import annotations

from collections import Counter
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.narrow import within_supports
from derivcheck.symbolic.sign import is_nonzero


def demand_nonzero(value: Any, text: str, context: Context) -> None:
    """Record that a value must differ from 0: for the reader, or as an open obligation."""
    narrowed = within_supports(value, context)
    if narrowed is not None and is_nonzero(narrowed, context):
        return
    if vanishes_on_null_set(value, context):
        context.condition(f"{text} != 0")
    else:
        context.require(f"{text} != 0")


def vanishes_on_null_set(value: Any, context: Context) -> bool:
    """Whether for all values of the integers in it a value is 0 on a null set of the others.

    Without integers a value that is not 0 throughout is taken to vanish on a null set; with them
    it has to be strictly monotone in one of the other names, or a polynomial with a leading
    coefficient that is never 0.
    """
    if not any(symbol.is_integer for symbol in value.free_symbols):
        return True
    return isolated_zeros(value, context)


def isolated_zeros(value: Any, context: Context) -> bool:
    """Whether the zeros in one name that varies alone are isolated, whatever the others are."""
    plain, names = _names(value)
    return any(_isolated(plain, name, context) for name in names)


def _names(value: Any) -> tuple[Any, list[Any]]:
    """The value with its unknown values as symbols, and the symbols that may vary alone."""
    parts = value.atoms(AppliedUndef, sympy.Indexed)
    change = {part: sympy.Dummy(str(part), real=True) for part in parts}
    plain = value.xreplace(change)
    heads = Counter(_head(part) for part in parts)
    alone = [change[part] for part in parts if heads[_head(part)] == 1]
    numbers = plain.free_symbols - set(change.values())
    return plain, [n for n in (*alone, *numbers) if not n.is_integer and plain.has(n)]


def _head(part: Any) -> str:
    return str(part.base if isinstance(part, sympy.Indexed) else part.func)


def _isolated(value: Any, name: Any, context: Context) -> bool:
    """Whether the zeros in one name are isolated, whatever the others are."""
    poly = value.as_poly(name)
    if poly is not None and poly.degree() > 0 and is_nonzero(poly.LC(), context):
        return True
    return is_nonzero(sympy.diff(value, name), context)
