"""The smallest domain of its kind around several domains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from derivcheck.lang.algebra import Neg, oo
from derivcheck.lang.domain import Domain, Integers, Interval
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import call

End = tuple[Expr, bool]
"""A bound and whether it is open."""


def hull(domains: Sequence[Domain]) -> Domain:
    """The interval (range of integers, if all are) around the domains; equal domains are kept.

    An end whose bounds are not written alike is closed: closing it costs a null set at most.
    """
    first = domains[0]
    if all(domain == first for domain in domains):
        return first
    bounded = [domain for domain in domains if isinstance(domain, Interval | Integers)]
    if len(bounded) < len(domains):
        raise AuthorError("the parts of a mixture live in different spaces")
    lower, lower_open = _outermost("Min", [_lower(domain) for domain in bounded])
    upper, upper_open = _outermost("Max", [_upper(domain) for domain in bounded])
    if all(isinstance(domain, Integers) for domain in bounded):
        return Integers(lower, upper)
    return Interval(lower, upper, lower_open, upper_open)


def _outermost(name: Literal["Min", "Max"], ends: list[End]) -> End:
    infinite = Neg(oo) if name == "Min" else oo
    if any(bound == infinite for bound, _ in ends):
        return infinite, True
    bounds = list(dict.fromkeys(bound for bound, _ in ends))
    if len(bounds) == 1:
        return bounds[0], all(is_open for _, is_open in ends)
    return call(name, *bounds), False


def _lower(domain: Interval | Integers) -> End:
    return domain.lower, isinstance(domain, Interval) and domain.lower_open


def _upper(domain: Interval | Integers) -> End:
    return domain.upper, isinstance(domain, Interval) and domain.upper_open
