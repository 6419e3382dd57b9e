"""Densities integrate to one; so their derivatives in a parameter integrate to nothing."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.core.claim import Goal
from derivcheck.lang.domain import Integers, LawDomain
from derivcheck.lang.law import UnknownLaw
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule


def total_mass(value: Any, context: Context) -> Any:
    """An unknown density integrated over its whole domain is 1."""
    density = value.function
    if not isinstance(density, AppliedUndef) or any(len(r) != 3 for r in value.limits):
        return None
    variables, ends = list(value.variables), [tuple(r[1:]) for r in value.limits]
    domain = law_domain(density, context.goal)
    if domain is None or len(variables) != len(domain.variables):
        return None
    places = density.args[: len(variables)]
    if set(places) != set(variables) or any(
        g.has(*variables) for g in density.args[len(variables) :]
    ):
        return None
    order = [ends[variables.index(place)] for place in places]
    if all(_whole(d, e, value, context) for d, e in zip(domain.variables, order, strict=True)):
        return sympy.S.One
    return None


def score(value: Any, context: Context) -> Any:
    """The derivative of a density in a parameter integrates to 0."""
    if len(value.limits) != 1 or not isinstance(value.function, sympy.Derivative):
        return None
    body, *by = value.function.args
    x = value.variables[0]
    if any(variable == x for variable, _ in by):
        return None
    mass = total_mass(value.func(body, *value.limits), context)
    if mass is None:
        return None
    context.condition(
        "the derivative and the integral may be exchanged (a dominating integrable function)"
    )
    return sympy.S.Zero


def law_domain(density: Any, goal: Goal) -> LawDomain | None:
    """The domain of the unknown law that a SymPy function stands for."""
    for name in goal.given:
        if isinstance(name, UnknownLaw) and name.name == density.func.__name__:
            arity = len(name.domain.variables) + len(name.domain.given)
            return name.domain if arity == len(density.args) else None
    return None


def _whole(domain: Any, ends: tuple[Any, Any], value: Any, context: Context) -> bool:
    from derivcheck.symbolic.lower import open_scope
    from derivcheck.symbolic.lower.scope import bounds

    if isinstance(domain, Integers) != isinstance(value, sympy.Sum):
        return False
    with context.attempt() as trial:
        return bounds(domain, open_scope(context.goal, trial)) == ends


RULES = (
    Rule(
        name="density.normalisation",
        statement="A density integrates to 1 over its domain, a mass function sums to 1.",
        source="Kolmogorov's axioms",
        holds=(
            Example("p: density", "Integral(p(x), (x, -oo, oo)) == 1"),
            Example(
                "p: density(2)", "Integral(Integral(p(x, z), (z, -oo, oo)), (x, -oo, oo)) == 1"
            ),
            Example(
                "q: density; p: density(1 | 1)",
                "E[z:q](Integral(p(x | z), (x, -oo, oo))) == 1",
            ),
        ),
        fails=(Example("p: density", "Integral(p(x), (x, 0, oo)) == 1"),),
        on=(sympy.Integral, sympy.Sum),
        rewrite=total_mass,
    ),
    Rule(
        name="density.score",
        statement="The mean of the score function is 0: the derivative of a density in a "
        "parameter integrates to 0.",
        source="Cramér, Mathematical Methods of Statistics, 1946, section 32.3",
        holds=(
            Example("p: density(1 | 1); t: real", "E[x:p | t](Derivative(log(p(x | t)), t)) == 0"),
        ),
        fails=(
            Example(
                "p: density(1 | 1); t: real",
                "E[x:p | t](x*Derivative(log(p(x | t)), t)) == 0",
            ),
        ),
        on=(sympy.Integral, sympy.Sum),
        rewrite=score,
    ),
)
