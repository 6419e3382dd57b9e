"""Divergences and entropies between measures, singular ones included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.domain import Unspecified
from derivcheck.lang.law import Density, Law
from derivcheck.numeric import ball as balls
from derivcheck.numeric.averaging import Task, expect
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.choice import best, integration_axes
from derivcheck.numeric.elementary import exp, larger, log, log_two, softplus
from derivcheck.numeric.measure import (
    Blend,
    Joint,
    Lattice,
    Measure,
    Point,
    log_density,
)
from derivcheck.numeric.scope import Scope
from derivcheck.numeric.transport import distance

VALUE = Symbol("(value)", Unspecified())


def divergence(node: Divergence, scope: Scope) -> Ball:
    """kind(p, q): statements about measures; two laws that are mutually singular are told apart."""
    measures = [scope.measure(law) for law in node.laws]
    if node.kind in ("W1", "W2"):
        return distance(node.kind, measures[0], measures[1], scope)
    if node.kind == "Entropy":
        return -_mean(measures[0], node.laws, lambda lp, _: lp, scope)
    p, q, apart = reduce(measures[0], measures[1])
    order = scope.value(node.parameters[0]) if node.parameters else balls.ball(1.0)
    if p is None or q is None:
        return balls.where(apart, _singular(node.kind, order), _identical(node.kind))
    shared = _regular(node, p, q, order, scope)
    return balls.where(apart, _singular(node.kind, order), shared)


def reduce(p: Measure, q: Measure) -> tuple[Measure | None, Measure | None, Any]:
    """The laws without the atoms they share, and where they are mutually singular."""
    if isinstance(p, Point) and isinstance(q, Point):
        return None, None, _differ(p.at, q.at)
    if isinstance(p, Joint) and isinstance(q, Joint) and len(p.parts) == len(q.parts):
        return _reduce_joint(p, q)
    if isinstance(p, Point) and isinstance(q, Lattice):
        return p, q, np.asarray(False)
    if isinstance(q, Point) and isinstance(p, Lattice):
        return p, q, np.asarray(False)
    apart = (_diffuse(p) and _atomic(q)) or (_diffuse(q) and _atomic(p))
    return p, q, np.asarray(apart)


def _diffuse(measure: Measure) -> bool:
    """Without atoms."""
    if isinstance(measure, Blend):
        return all(_diffuse(part) for _, part in measure.parts)
    return not isinstance(measure, Lattice | Point | Joint)


def _atomic(measure: Measure) -> bool:
    if isinstance(measure, Blend):
        return all(_atomic(part) for _, part in measure.parts)
    return isinstance(measure, Lattice | Point)


def _reduce_joint(p: Joint, q: Joint) -> tuple[Measure | None, Measure | None, Any]:
    left: list[Measure] = []
    right: list[Measure] = []
    apart: Any = np.asarray(False)
    for a, b in zip(p.parts, q.parts, strict=True):
        one, other, singular = reduce(a, b)
        apart = apart | singular
        if one is not None and other is not None:
            left.append(one)
            right.append(other)
    if not left:
        return None, None, apart
    return Joint(tuple(left)), Joint(tuple(right)), apart


def _differ(a: Ball, b: Ball) -> Any:
    gap = a - b
    sign = np.nan_to_num(gap.sign())
    return (sign != 0).any(axis=(-1, -2)) if gap.rank else sign != 0


def _identical(kind: str) -> Ball:
    return balls.UNDEFINED if kind == "CrossEntropy" else balls.ball(0.0)


def _singular(kind: str, order: Ball) -> Ball:
    """The value where no set carries both laws."""
    if kind == "JS":
        return log_two()
    if kind == "Renyi":
        infinite = balls.ball(np.inf)
        return balls.where(order.mid > 0, infinite, balls.UNDEFINED)
    if kind == "CrossEntropy":
        return balls.UNDEFINED
    return balls.ball(1.0 if kind in ("TV", "Hellinger2") else np.inf)


Integrand = Callable[[Ball, Ball], Ball]


def _regular(node: Divergence, p: Measure, q: Measure, order: Ball, scope: Scope) -> Ball:
    """Means under p (and q) of a function of the two log-densities."""
    if _mixed(p) or _mixed(q):
        return balls.UNKNOWN
    pair = (p, q)

    def under(first: int, function: Integrand) -> Ball:
        laws = node.laws if first == 0 else node.laws[::-1]
        return _mean(pair[first], laws, function, scope, pair[1 - first])

    if node.kind == "JS":
        halves = [under(i, lambda a, b: log_two() - softplus(b - a)) for i in (0, 1)]
        return (halves[0] + halves[1]) / 2.0
    if node.kind == "Renyi":
        tilt = order - 1.0
        return log(under(0, lambda a, b: exp(tilt * (a - b)))) / tilt
    single: dict[str, Callable[[], Ball]] = {
        "KL": lambda: under(0, lambda a, b: a - b),
        "CrossEntropy": lambda: -under(0, lambda a, b: b),
        "TV": lambda: under(0, lambda a, b: larger(balls.ball(0.0), 1.0 - exp(b - a))),
        "ChiSquare": lambda: under(0, lambda a, b: exp(a - b)) - 1.0,
        "Hellinger2": lambda: 1.0 - under(0, lambda a, b: exp((b - a) / 2.0)),
    }
    return single[node.kind]()


def _mixed(measure: Measure) -> bool:
    """A mixture of atoms and densities has neither density nor masses."""
    if not isinstance(measure, Blend):
        return False
    return not (_diffuse(measure) or _jointly(measure) or _on_lattice(measure))


def _jointly(measure: Blend) -> bool:
    return all(isinstance(part, Joint) for _, part in measure.parts)


def _on_lattice(measure: Blend) -> bool:
    return all(isinstance(part, Lattice) for _, part in measure.parts)


def _mean(
    p: Measure, laws: tuple[Law, ...], function: Integrand, scope: Scope, q: Measure | None = None
) -> Ball:
    name = VALUE.name

    def finish(inside: Scope) -> Ball:
        x = inside.value(VALUE)
        lp = _log_at(p, x)
        return function(lp, _log_at(q, x) if q is not None else lp)

    def run(order: int) -> Ball:
        roots = tuple(Density(law, (VALUE,)) for law in laws[1:]) if not order else ()
        task = Task(lambda x, s: s.bind({name: x}), finish, roots, frozenset({name}), order)
        return expect(p, task, scope)

    return best(run, integration_axes(p), scope)


def _log_at(measure: Measure, x: Ball) -> Ball:
    if isinstance(measure, Point):
        return balls.where(_differ(x, measure.at), balls.ball(-np.inf), balls.ball(0.0))
    return log_density(measure, x)
