"""A value as integrals and sums over distinct ranges, their integrands merged, and a rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.veil import BINDERS, over_range


@dataclass(frozen=True, slots=True)
class Gathered:
    """One integral (or sum), perhaps iterated: its head, limits (innermost first), integrand."""

    head: Any
    limits: tuple[tuple[Any, Any, Any], ...]
    body: Any

    def over(self, body: Any) -> Any:
        """Another body over the same ranges."""
        return self.head(body, *self.limits)


def gather(value: Any, context: Context) -> tuple[list[Gathered], Any]:
    """value = sum of integrals + rest, integrals over the same ranges merged into one.

    The variables are fresh and know their ranges.
    """
    groups: dict[Any, list[tuple[Any, Any]]] = defaultdict(list)
    rest = []
    for term in sympy.Add.make_args(sympy.expand(value)):
        constant, binder = one_binder(term)
        if binder is None:
            rest.append(term)
        else:
            ranges = ((bool(x.is_integer), a, b) for x, a, b in binder.limits)
            groups[binder.func, *ranges].append((constant, binder))
    return [_merged(parts, context) for parts in groups.values()], sympy.Add(*rest)


def merged(value: Any, context: Context) -> Any:
    """The same value with integrals over the same ranges made one."""
    integrals, rest = gather(value, context)
    return sympy.Add(*(one.over(sympy.factor_terms(one.body)) for one in integrals), rest)


def _merged(parts: list[tuple[Any, Any]], context: Context) -> Gathered:
    first = parts[0][1]
    limits = tuple((over_range(x, a, b, context), a, b) for x, a, b in first.limits)
    names = [made for made, _, _ in limits]
    bodies = (
        c * binder.function.xreplace(dict(zip(binder.variables, names, strict=True)))
        for c, binder in parts
    )
    return Gathered(first.func, limits, sympy.Add(*bodies))


def one_binder(term: Any) -> tuple[Any, Any]:
    """term = constant*integral where exactly one factor is an integral over fixed ranges."""
    found = [f for f in sympy.Mul.make_args(term) if isinstance(f, sympy.Integral | sympy.Sum)]
    if len(found) != 1 or any(len(limit) != 3 for limit in found[0].limits):
        return None, None
    binder = found[0]
    moving = any(end.has(*binder.variables) for limit in binder.limits for end in limit[1:])
    constant = term / binder
    if moving or constant.has(sympy.Integral, sympy.Sum):
        return None, None
    return constant, binder


def weights(one: Gathered, context: Context) -> Iterator[tuple[Any, Any]]:
    """Positive factors of an integrand with the mass they integrate to.

    1 is such a factor where the range has a finite positive length, or finitely many terms.
    """
    bodies = (sympy.Mul.make_args(term) for term in sympy.Add.make_args(one.body))
    for factor in dict.fromkeys(factor for factors in bodies for factor in factors):
        if factor.has(*(x for x, _, _ in one.limits)) and is_positive(factor, context):
            scale = _gaussian_scale(factor, one)
            mass = normal(one.over(factor / scale), context)
            if not mass.has(*BINDERS):
                yield factor / scale, mass
    for density, mass in (*_inside(one, context), *_gaussians(one, context)):
        yield density, mass
    length = _length(one)
    if is_positive(length, context):
        yield sympy.S.One, length


def _inside(one: Gathered, context: Context) -> Iterator[tuple[Any, Any]]:
    """Unknown densities that stand inside other functions, |p - q| say, with their masses."""
    names = {x for x, _, _ in one.limits}
    factors = {f for term in sympy.Add.make_args(one.body) for f in sympy.Mul.make_args(term)}
    for density in sorted(one.body.atoms(AppliedUndef) - factors, key=str):
        if density.is_positive and names & density.free_symbols:
            mass = normal(one.over(density), context)
            if not mass.has(*BINDERS):
                yield density, mass


def _gaussians(one: Gathered, context: Context) -> Iterator[tuple[Any, Any]]:
    """exp(-c*x**2) where exp(c*x**2) stands among the terms of a denominator."""
    x = one.limits[0][0]
    hidden = {
        e.args[0]
        for e in one.body.atoms(sympy.exp)
        if e.args[0].coeff(x, 2).is_positive and not (e.args[0] - e.args[0].coeff(x, 2) * x**2)
    }
    for exponent in sorted(hidden, key=str):
        scale = _gaussian_scale(sympy.exp(-exponent), one)
        mass = normal(one.over(sympy.exp(-exponent) / scale), context)
        if not mass.has(*BINDERS):
            yield sympy.exp(-exponent) / scale, mass


def _length(one: Gathered) -> Any:
    """The length of a finite range or its number of terms, 0 where there is none to speak of."""
    ends = [end for limit in one.limits for end in limit[1:]]
    if len(one.limits) != 1 or not all(_finite(e) for e in ends):
        return sympy.S.Zero
    _, lower, upper = one.limits[0]
    return upper - lower + (0 if one.head is sympy.Integral else 1)


def _finite(end: Any) -> bool:
    return not end.has(sympy.oo, -sympy.oo, sympy.zoo, sympy.nan)


def _gaussian_scale(factor: Any, one: Gathered) -> Any:
    """The total mass of exp(-x**2/2), so that the standard normal density is a weight too."""
    x = one.limits[0][0]
    return sympy.sqrt(2 * sympy.pi) if factor == sympy.exp(-(x**2) / 2) else sympy.S.One
