"""Derivatives: the chain rule, and differentiation under an integral or a sum."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context, OutOfReach
from derivcheck.symbolic.domination import is_dominated
from derivcheck.symbolic.rule import Example, Rule

EXCHANGE = "the derivative and the integral may be exchanged (a dominating integrable function)"


def differentiate(value: Any, context: Context) -> Any:
    """The derivative at a point, by the chain rule; binders inside are differentiated under."""
    body, _, point = value.args
    if not isinstance(body, sympy.Derivative):
        return None
    inner = body.args[0]
    ((x, order),) = body.args[1:]
    made = inner
    for _ in range(int(order)):
        _check_smooth(made, x)
        if any(b.has(x) for b in made.atoms(sympy.Integral, sympy.Sum)):
            context.use("derivative.under-integral")
            _note_exchange(made, x, context)
        made = made.diff(x)
        made = made.doit(integrals=False, sums=False, deep=False) if made.has(sympy.Subs) else made
    (at,) = point if isinstance(point, sympy.Tuple) else (point,)
    return _put_in(made, x, at)


def _put_in(made: Any, x: Any, at: Any) -> Any:
    if at.is_Symbol or not made.has(sympy.Derivative):
        return made.xreplace({x: at})
    return made.subs(x, at)


def _check_smooth(value: Any, x: Any) -> None:
    """Kinks and jumps in the variable are not differentiated through."""
    for part in value.atoms(sympy.Abs, sympy.sign, sympy.Max, sympy.Min, sympy.Piecewise):
        if part.has(x):
            raise OutOfReach("a derivative through a kink")


def _note_exchange(value: Any, x: Any, context: Context) -> None:
    """Unknown densities and functions may be as tame as the exchange needs; it is listed."""
    for binder in value.atoms(sympy.Integral, sympy.Sum):
        if not binder.function.has(x):
            continue
        if binder.function.atoms(AppliedUndef):
            context.condition(EXCHANGE)
        elif not all(is_dominated(binder.function, r, context) for r in binder.limits):
            context.require(EXCHANGE)


RULES = (
    Rule(
        name="derivative.calculate",
        statement="Derivatives of elementary and unknown functions by the chain rule.",
        source="NIST Digital Library of Mathematical Functions, 1.4(iii)",
        holds=(
            Example("x: real", "Derivative(sigmoid(x), x) == sigmoid(x)*(1 - sigmoid(x))"),
            Example("f: function; x: real", "Derivative(f(x)**2, x) == 2*f(x)*Derivative(f(x), x)"),
        ),
        fails=(Example("x: real", "Derivative(Abs(x), x) == 1"),),
        on=(sympy.Subs,),
        rewrite=differentiate,
    ),
)
