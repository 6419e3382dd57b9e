"""Values of unknown mass functions: between 0 and 1, written 1/(1 + d) with d >= 0."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.lang.domain import Integers, LawDomain
from derivcheck.lang.law import UnknownLaw
from derivcheck.symbolic.context import Context


def with_point_masses(value: Any, context: Context) -> Any:
    """The value with p(k) as 1/(1 + d) for every mass function p among the given laws."""
    names = _mass_functions(context)
    if not names:
        return value
    change = {
        part: 1 / (1 + sympy.Dummy(part.func.__name__, nonnegative=True))
        for part in value.atoms(AppliedUndef)
        if names.get(part.func.__name__) == len(part.args)
    }
    return value.xreplace(change) if change else value


def _mass_functions(context: Context) -> dict[str, int]:
    """The given laws of whole numbers, with the number of arguments of their mass functions."""
    return {
        name.name: len(name.domain.variables) + len(name.domain.given)
        for name in context.goal.given
        if isinstance(name, UnknownLaw) and _is_discrete(name.domain)
    }


def _is_discrete(domain: LawDomain) -> bool:
    return all(isinstance(variable, Integers) for variable in domain.variables)
