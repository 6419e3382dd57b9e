"""KL, entropy and cross-entropy of laws of vectors as expectations; W2 of normal laws."""

from __future__ import annotations

import sympy

from derivcheck.lang.algebra import Neg, Symbol
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.domain import Unspecified
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Conditional, Density, Law, UnknownLaw
from derivcheck.lang.probability import Binding, Expectation
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.lower import checked, lower
from derivcheck.symbolic.matrix.lower_random import parameters, unwrapped
from derivcheck.symbolic.matrix.mat import Mat, Value
from derivcheck.symbolic.matrix.product import dot
from derivcheck.symbolic.matrix.scope import Scope
from derivcheck.symbolic.matrix.trace import trace

# No claim can give a name with a space in it.
VARIABLE = Symbol("a value", Unspecified())


def log_density(law: Law, at: Expr) -> Expr:
    """The logarithm of a density at a point."""
    known = unwrapped(law)
    if isinstance(known, UnknownLaw | Conditional):
        return log(Density(known, (at,)))
    return known.log_density(at)


@lower.register
def _(node: Divergence, scope: Scope) -> Value:
    laws = [unwrapped(law) for law in node.laws]
    if node.kind == "W2":
        return _transport(laws[0], laws[1], scope)
    bodies: dict[str, Expr] = {
        "KL": log_density(laws[0], VARIABLE) - log_density(laws[-1], VARIABLE),
        "Entropy": Neg(log_density(laws[0], VARIABLE)),
        "CrossEntropy": Neg(log_density(laws[-1], VARIABLE)),
    }
    if node.kind not in bodies:
        raise OutOfReach(f"{node.kind} of laws of vectors")
    for law in laws:
        if not isinstance(law, UnknownLaw | Conditional):
            parameters(law, scope)
    scope.workspace.use("gaussian.divergence")
    binding = Binding(VARIABLE, laws[0])
    return checked(sympy.sympify(lower(Expectation((binding,), bodies[node.kind]), scope)))


def _transport(first: Law, second: Law, scope: Scope) -> Value:
    """W2 of N(m, a**2*P) and N(l, b**2*P): root of |m - l|**2 + (a - b)**2 tr(P) (Gelbrich)."""
    workspace = scope.workspace
    (m, spread), (other_m, other) = parameters(first, scope), parameters(second, scope)
    shift = m.minus(other_m)
    distance = dot(shift, shift, workspace)
    ratio = _ratio(spread, other, scope)
    if ratio is None:
        raise OutOfReach("W2 of normal laws whose covariances are not multiples of each other")
    workspace.use("gaussian.transport")
    gap = (1 - sympy.sqrt(ratio)) ** 2
    square = sympy.expand(distance + gap * trace(spread, workspace))
    workspace.squares.append(square)
    return sympy.sqrt(square)


def _ratio(first: Mat, second: Mat, scope: Scope) -> sympy.Expr | None:
    """r of second = r*first."""
    ratio = sympy.cancel(second.terms[0][1] / first.terms[0][1])
    if not scope.workspace.equal(second, first.scaled(ratio)):
        return None
    return ratio if ratio.is_positive else None
