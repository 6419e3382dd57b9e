"""Averages under laws: a density on an interval, a mass on integers, or a point."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.condition import Compare, Condition, Conjunction
from derivcheck.lang.domain import Domain, Integers, Interval, Unspecified
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Abbreviated, Conditional, Density, Law, UnknownLaw
from derivcheck.lang.laws.defined import DensityLaw
from derivcheck.lang.laws.dirac import Dirac
from derivcheck.lang.laws.joint import Iid, IndependentLaw, MixtureLaw
from derivcheck.lang.optimum import Optimum
from derivcheck.symbolic.bounded import sign_shown
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.heads import IidMean
from derivcheck.symbolic.lower.dispatch import bound_in, lower
from derivcheck.symbolic.lower.functions import text
from derivcheck.symbolic.lower.scope import Scope, bounds, symbol_in
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.sign import is_nonnegative, is_nonzero
from derivcheck.symbolic.zero import is_zero

Body = Callable[[Scope], Any]
LARGEST_TUPLE = 6
"""Independent draws of a fixed number up to this many become iterated integrals."""

LARGEST_SUPPORT = 12
"""Laws on up to about so many integers are looked at point by point."""


def average(law: Law, name: str, scope: Scope, body: Body) -> Any:
    """The mean of body(scope with name bound) under a law."""
    law = plain(law)
    demand(law, scope)
    if isinstance(law, Dirac):
        return body(scope.bind(name, lower(law.point, scope)))
    if isinstance(law, MixtureLaw):
        return sympy.Add(
            *(lower(w, scope) * average(part, name, scope, body) for w, part in law.components)
        )
    parts = components(law, scope)
    if parts is not None:
        return _average_tuple(parts, name, scope, body)
    if isinstance(law, Iid):
        return _average_iid(law, name, scope, body)
    x, ends = variable_of(law, name, scope)
    masses = _masses(law, ends, scope)
    if any(mass == 0 for mass in masses.values()):
        # What has mass 0 contributes 0, also where the body is undefined.
        return sympy.Add(*(m * body(scope.bind(name, k)) for k, m in masses.items() if m != 0))
    inside = scope.bind(name, x)
    integrand = density(law, (x,), inside) * body(inside)
    head = sympy.Sum if law.is_discrete else sympy.Integral
    return head(integrand, (x, *ends))


def _masses(law: Law, ends: tuple[Any, Any], scope: Scope) -> dict[Any, Any]:
    """The masses at few points, of a law that tells them also where they are 0."""
    told = law.is_discrete and type(law).density is not Law.density
    if not told or not all(end.is_Integer for end in ends) or ends[1] - ends[0] > LARGEST_SUPPORT:
        return {}
    points = (sympy.Integer(k) for k in range(int(ends[0]), int(ends[1]) + 1))
    return {k: _written(law.density, k, scope) for k in points}


def demand(law: Law, scope: Scope) -> None:
    """Require what the parameters of a law must satisfy, where that is not shown."""
    for condition in law.conditions():
        if not _shown(condition, scope):
            scope.context.require(text(condition))


def _shown(condition: Condition, scope: Scope) -> bool:
    if isinstance(condition, Conjunction):
        return all(_shown(part, scope) for part in condition.conditions)
    if not isinstance(condition, Compare):
        return False
    if isinstance(condition.left, Optimum) and condition.left.kind == "Inf":
        return condition.relation == ">=" and _bounded_below(condition.left, condition.right, scope)
    gap = lower(condition.right, scope) - lower(condition.left, scope)
    if condition.relation in (">", ">="):
        gap = -gap
    if condition.relation == "==":
        return is_zero(normal(gap, scope.context), scope.context)
    if condition.relation == "!=":
        return is_nonzero(gap, scope.context)
    return sign_shown(gap, condition.relation in ("<", ">"), scope.context)


def _bounded_below(infimum: Optimum, bound: Expr, scope: Scope) -> bool:
    """Whether a function is at least `bound` at every point of its range."""
    _, _, _, inside = bound_in(infimum, scope)
    return is_nonnegative(lower(infimum.body, inside) - lower(bound, scope), scope.context)


def plain(law: Law) -> Law:
    """The law itself, without the names it was given."""
    return plain(law.law) if isinstance(law, Abbreviated) else law


def components(law: Law, scope: Scope) -> tuple[Law | int, ...] | None:
    """The independent components of a joint law of fixed size; of a joint density, its places."""
    if isinstance(law, IndependentLaw):
        return tuple(plain(part) for part in law.laws)
    if isinstance(law, Iid):
        size = lower(law.size, scope)
        if size.is_Integer and 1 <= size <= LARGEST_TUPLE:
            return (plain(law.law),) * int(size)
    return None


def _average_tuple(parts: Any, name: str, scope: Scope, body: Body) -> Any:
    """Average over the components in turn, the last innermost."""

    def nest(index: int, inner: Scope, values: tuple[Any, ...]) -> Any:
        if index == len(parts):
            return body(inner.bind_vector(name, values))
        hidden = f"{name}[{index + 1}]"
        return average(
            parts[index], hidden, inner, lambda s: nest(index + 1, s, (*values, s.values[hidden]))
        )

    return nest(0, scope, ())


def _average_iid(law: Iid, name: str, scope: Scope, body: Body) -> Any:
    draw = sympy.Function(f"{name}", real=True)
    inner = body(scope.bind_vector(name, draw))
    part = plain(law.law)
    if isinstance(part, Dirac | MixtureLaw | IndependentLaw | Iid):
        raise OutOfReach("a sample of symbolic size from this law")
    x, ends = variable_of(part, name, scope)
    weight = density(part, (x,), scope.bind(name, x))
    same = sympy.Symbol(" draw ", **x.assumptions0)  # so that equal laws are equal expressions
    discrete = sympy.sympify(part.is_discrete)
    law_parts = sympy.Tuple(same, weight.xreplace({x: same}), *ends, discrete)
    return IidMean(inner, sympy.Symbol(draw.__name__), lower(law.size, scope), law_parts)


def variable_of(law: Law, name: str, scope: Scope) -> tuple[Any, tuple[Any, Any]]:
    """A fresh variable that runs over a law's support, and the ends of the support."""
    base = plain(law.law) if isinstance(law, Conditional) else law
    if isinstance(base, UnknownLaw) and len(base.domain.variables) != 1:
        raise OutOfReach("a joint density as one variable")
    support = base.support
    if not isinstance(support, Interval | Integers):
        raise OutOfReach("a law of vectors")
    made = symbol_in(name, support, scope, dummy=True)
    return made, bounds(support, scope)


def density(law: Law, arguments: tuple[Any, ...], scope: Scope) -> Any:
    """The density or mass of a law at SymPy points."""
    law = plain(law)
    if isinstance(law, Conditional):
        given = tuple(lower(value, scope) for value in law.values)
        return _unknown(plain(law.law), arguments, given, scope)
    if isinstance(law, UnknownLaw):
        return _unknown(law, arguments, (), scope)
    if isinstance(law, MixtureLaw):
        return sympy.Add(
            *(lower(w, scope) * density(p, arguments, scope) for w, p in law.components)
        )
    if isinstance(law, IndependentLaw) and len(arguments) == len(law.laws):
        parts = zip(law.laws, arguments, strict=True)
        return sympy.Mul(*(density(part, (x,), scope) for part, x in parts))
    if len(arguments) != 1 or not law.has_density:
        raise OutOfReach("a law without a density at this point")
    demand(law, scope)
    if isinstance(law, DensityLaw):
        return _written(law.density, arguments[0], scope)
    inside = _in_support(law, arguments[0], scope)
    value = sympy.exp(log_density(law, arguments[0], scope))
    return value if inside is sympy.true else sympy.Piecewise((value, inside), (0, True))


def _unknown(law: Law, at: tuple[Any, ...], given: tuple[Any, ...], scope: Scope) -> Any:
    """An unknown density: positive where it lives, 0 elsewhere."""
    if not isinstance(law, UnknownLaw):
        raise OutOfReach("conditioning of a law that has no parameters")
    value = sympy.Function(law.name, positive=True)(*at, *given)
    inside = sympy.true
    if len(at) == len(law.domain.variables):
        pairs = zip(law.domain.variables, at, strict=True)
        inside = sympy.And(*(_within(domain, x, scope) for domain, x in pairs))
    return value if inside is sympy.true else sympy.Piecewise((value, inside), (0, True))


def log_density(law: Law, x: Any, scope: Scope) -> Any:
    """The log-density of a named law at a SymPy point of its support."""
    return _written(law.log_density, x, scope)


def _written(function: Callable[[Expr], Expr], x: Any, scope: Scope) -> Any:
    """A function of the point, written in our own nodes, at a SymPy point."""
    hidden = " x "
    return lower(function(Symbol(hidden, Unspecified())), scope.bind(hidden, x))


def _in_support(law: Law, x: Any, scope: Scope) -> Any:
    """The condition that x lies in the support, true where that is shown."""
    support = law.support
    if not isinstance(support, Interval | Integers):
        raise OutOfReach("a law of vectors")
    return _within(support, x, scope)


def _within(support: Domain, x: Any, scope: Scope) -> Any:
    """The condition that x lies in an interval or range, true where that is shown."""
    if not isinstance(support, Interval | Integers):
        return sympy.true
    shown = []
    for end, side in zip(bounds(support, scope), (1, -1), strict=True):
        inside = end.is_infinite or is_nonnegative(side * (x - end), scope.context)
        shown.append(sympy.true if inside else (x >= end if side == 1 else x <= end))
    if isinstance(support, Integers) and not x.is_integer:
        raise OutOfReach("a mass function at a point that may be no integer")
    return sympy.And(*shown)


@lower.register
def _(node: Density, scope: Scope) -> Any:
    law = plain(node.law)
    arguments = tuple(point(a, law, scope) for a in node.arguments)
    flat = tuple(x for part in arguments for x in part)
    if isinstance(law, Iid):
        return _iid_density(law, node.arguments[0], scope)
    return density(law, flat, scope)


def point(argument: Any, law: Law, scope: Scope) -> tuple[Any, ...]:
    """An argument of a density as numbers: a tuple variable stands for its components."""
    if isinstance(argument, Symbol) and isinstance(scope.vectors.get(argument.name), tuple):
        return tuple(scope.vectors[argument.name])
    if isinstance(law, Iid):
        return ()
    return (lower(argument, scope),)


def _iid_density(law: Iid, argument: Any, scope: Scope) -> Any:
    values = scope.vectors.get(getattr(argument, "name", ""))
    if isinstance(values, tuple):
        return sympy.Mul(*(density(law.law, (x,), scope) for x in values))
    if values is None:
        raise OutOfReach("the density of a sample at this point")
    k = sympy.Dummy("k", integer=True, positive=True)
    return sympy.Product(density(law.law, (values(k),), scope), (k, 1, lower(law.size, scope)))
