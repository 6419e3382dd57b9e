"""Divergences by their definitions, on densities where there are any, else on measures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from derivcheck.lang.divergence import Divergence
from derivcheck.lang.domain import Integers, Interval
from derivcheck.lang.law import Conditional, Law, UnknownLaw
from derivcheck.lang.laws.dirac import Dirac
from derivcheck.lang.laws.joint import Iid, IndependentLaw
from derivcheck.lang.optimum import Optimum
from derivcheck.lang.show.text import text
from derivcheck.symbolic.context import Context, OutOfReach
from derivcheck.symbolic.lower.dispatch import lower
from derivcheck.symbolic.lower.divisor import isolated_zeros
from derivcheck.symbolic.lower.measures import components, density, plain
from derivcheck.symbolic.lower.probability import mean
from derivcheck.symbolic.lower.scope import Scope, bounds
from derivcheck.symbolic.sign import is_nonnegative, is_nonzero

SINGULAR = {
    "KL": sympy.oo,
    "JS": sympy.log(2),
    "TV": sympy.S.One,
    "Hellinger2": sympy.S.One,
    "ChiSquare": sympy.oo,
}
HALF = sympy.Rational(1, 2)


@lower.register
def _(node: Divergence, scope: Scope) -> Any:
    if node.kind not in DEFINITIONS:
        raise OutOfReach(f"{node.kind} has no integral form")
    scope.context.use("definition")
    laws = tuple(plain(law) for law in node.laws)
    parameters = tuple(lower(a, scope) for a in node.parameters)
    if len(laws) == 2:
        known = _by_components(node.kind, laws[0], laws[1], parameters, scope)
        if known is not None:
            return known
    return DEFINITIONS[node.kind](laws, parameters, scope)


def _by_components(kind: str, p: Law, q: Law, parameters: tuple[Any, ...], scope: Scope) -> Any:
    """Laws of tuples component by component, point masses first: singular, equal, or additive.

    A component in which both laws agree drops out of every divergence between product laws; two
    different point masses in one component make the laws mutually singular; KL and the Renyi
    divergences add up over independent components.
    """
    left, right = _parts(p, scope), _parts(q, scope)
    if left is None or right is None or len(left) != len(right):
        return _tensorised_iid(kind, p, q, parameters, scope)
    pairs = list(zip(left, right, strict=True))
    if any(_distinct_points(a, b, scope) for a, b in pairs):
        if kind in SINGULAR:
            scope.context.use("measure.mutually-singular")
            return SINGULAR[kind]
        return None
    rest = [(a, b) for a, b in pairs if not _same(a, b, scope)]
    if len(rest) == len(pairs) == 1:
        return None
    scope.context.use("divergence.product-laws")
    if not rest:
        return sympy.S.Zero
    if len(rest) > 1 and kind not in ("KL", "Renyi"):
        return None
    return sympy.Add(*(_single(kind, a, b, parameters, scope) for a, b in rest))


def _tensorised_iid(kind: str, p: Law, q: Law, parameters: Any, scope: Scope) -> Any:
    if not (isinstance(p, Iid) and isinstance(q, Iid) and p.size == q.size):
        return None
    if kind not in ("KL", "Renyi"):
        return None
    scope.context.use("divergence.product-laws")
    single = _single(kind, plain(p.law), plain(q.law), parameters, scope)
    return lower(p.size, scope) * single


def _single(kind: str, p: Law, q: Law, parameters: tuple[Any, ...], scope: Scope) -> Any:
    return DEFINITIONS[kind]((p, q), parameters, scope)


def _parts(law: Law, scope: Scope) -> tuple[Any, ...] | None:
    if isinstance(law, IndependentLaw | Iid):
        return components(law, scope)
    return (law,)


def _distinct_points(a: Any, b: Any, scope: Scope) -> bool:
    if not (isinstance(a, Dirac) and isinstance(b, Dirac)):
        return False
    gap = lower(a.point, scope) - lower(b.point, scope)
    if is_nonzero(gap, scope.context):
        return True
    if not _apart_almost_everywhere(gap, scope.context):
        return False
    scope.context.condition(f"{text(a.point)} != {text(b.point)}")
    return True


def _apart_almost_everywhere(gap: Any, context: Context) -> bool:
    """Whether an equation between the given real numbers holds on a null set of them alone.

    Only for a step that is itself an equation: one that fails there holds up to that set, while a
    bound or a supremum that takes in the set does not.
    """
    goal = context.goal
    if context.depth > 1 or goal.statement.relation != "==" or goal.assume:
        return False
    sides = (goal.statement.lhs, goal.statement.rhs)
    if any(isinstance(part, Optimum) for side in sides for part in side.walk()):
        return False
    given = {name.name for name in goal.given}
    for symbol in gap.free_symbols:
        if isinstance(symbol, sympy.Dummy) or symbol.name not in given or symbol.is_integer:
            return False
    return isolated_zeros(gap, context)


def _same(a: Any, b: Any, scope: Scope) -> bool:
    if a == b:
        return True
    if isinstance(a, Dirac) and isinstance(b, Dirac):
        return bool(sympy.simplify(lower(a.point, scope) - lower(b.point, scope)) == 0)
    return False


def _average_under(p: Law, scope: Scope, body: Callable[[tuple[Any, ...], Scope], Any]) -> Any:
    """The mean under p of a function of the point, a tuple of numbers."""
    from derivcheck.lang.algebra import Symbol
    from derivcheck.lang.domain import Unspecified
    from derivcheck.lang.probability import Binding

    name = " x "

    def at_point(inside: Scope) -> Any:
        tuple_ = inside.vectors.get(name)
        if tuple_ is not None and not isinstance(tuple_, tuple):
            raise OutOfReach("this divergence of samples of symbolic size")
        return body(tuple_ if isinstance(tuple_, tuple) else (inside.values[name],), inside)

    return mean((Binding(Symbol(name, Unspecified()), p),), scope, at_point)


def _log_ratio(p: Law, q: Law, scope: Scope) -> Any:
    if _outside(p, q, scope):
        return sympy.oo
    return _average_under(
        p, scope, lambda x, s: sympy.log(density(p, x, s)) - sympy.log(density(q, x, s))
    )


def _outside(p: Law, q: Law, scope: Scope) -> bool:
    """Whether p puts mass where q has none; undecided supports are out of reach."""
    base = plain(p.law) if isinstance(p, Conditional) else p
    if isinstance(base, IndependentLaw | Iid) or (
        isinstance(base, UnknownLaw) and len(base.domain.variables) > 1
    ):
        return False
    if not isinstance(p.support, Interval | Integers) or not isinstance(
        q.support, Interval | Integers
    ):
        raise OutOfReach("laws of vectors")
    a, b = bounds(p.support, scope), bounds(q.support, scope)
    gaps = [_excess(b[0], a[0], scope), _excess(a[1], b[1], scope)]
    if any(gap is None for gap in gaps):
        raise OutOfReach("whether one law is absolutely continuous with respect to the other")
    return any(gaps)


def _excess(high: Any, low: Any, scope: Scope) -> bool | None:
    """Whether high > low: True or False where shown, else None."""
    if high == low or low == sympy.oo or high == -sympy.oo:
        return False
    if high == sympy.oo or low == -sympy.oo:
        return True
    if is_nonnegative(low - high, scope.context):
        return False
    return True if (high - low).is_positive else None


def _kl(laws: Any, parameters: Any, scope: Scope) -> Any:
    return _log_ratio(laws[0], laws[1], scope)


def _js(laws: Any, parameters: Any, scope: Scope) -> Any:
    p, q = laws

    def to_middle(one: Law) -> Any:
        def body(x: Any, s: Scope) -> Any:
            middle = (density(p, x, s) + density(q, x, s)) / 2
            return sympy.log(density(one, x, s)) - sympy.log(middle)

        return _average_under(one, scope, body)

    if _outside(p, q, scope) or _outside(q, p, scope):
        raise OutOfReach("JS of laws with different supports")
    return HALF * to_middle(p) + HALF * to_middle(q)


def _integral_of(function: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """The integral of function(density of p, density of q), on a common support."""

    def value(laws: Any, parameters: Any, scope: Scope) -> Any:
        p, q = laws
        if _outside(p, q, scope) or _outside(q, p, scope):
            raise OutOfReach("laws with different supports")

        def body(x: Any, s: Scope) -> Any:
            a, b = density(p, x, s), density(q, x, s)
            return function(a, b) / a

        return _average_under(p, scope, body)

    return value


def _renyi(laws: Any, parameters: Any, scope: Scope) -> Any:
    (a,) = parameters
    inner = _integral_of(lambda p, q: p**a * q ** (1 - a))(laws, (), scope)
    return sympy.log(inner) / (a - 1)


def _hellinger(laws: Any, parameters: Any, scope: Scope) -> Any:
    return 1 - _integral_of(lambda p, q: sympy.sqrt(p) * sympy.sqrt(q))(laws, (), scope)


def _entropy(laws: Any, parameters: Any, scope: Scope) -> Any:
    p = laws[0]
    return -_average_under(p, scope, lambda x, s: sympy.log(density(p, x, s)))


def _cross_entropy(laws: Any, parameters: Any, scope: Scope) -> Any:
    p, q = laws
    if _outside(p, q, scope):
        return sympy.oo
    return -_average_under(p, scope, lambda x, s: sympy.log(density(q, x, s)))


DEFINITIONS: dict[str, Callable[..., Any]] = {
    "KL": _kl,
    "JS": _js,
    "TV": _integral_of(lambda p, q: sympy.Abs(p - q) / 2),
    "ChiSquare": _integral_of(lambda p, q: (p - q) ** 2 / q),
    "Hellinger2": _hellinger,
    "Renyi": _renyi,
    "Entropy": _entropy,
    "CrossEntropy": _cross_entropy,
}
