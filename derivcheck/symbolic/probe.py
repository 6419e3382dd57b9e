"""Quick refutations at random points: what is not zero, what is somewhere negative.

Only ever used to give up early; nothing is believed to be zero or positive because of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.floats import NoValue, value_at
from derivcheck.symbolic.point_mass import with_point_masses
from derivcheck.symbolic.sign import parametrise
from derivcheck.symbolic.veil import BINDERS, function_kind

POINTS, MANY = 6, 24
TOLERANCE = 1e-7


def somewhere_nonzero(value: Any) -> bool:
    """Whether a value without binders is plainly nonzero at a random point."""
    return any(abs(_at(point, value, 0.0)) > TOLERANCE for point in _draws(value, 1))


def somewhere_negative(value: Any, context: Context) -> bool:
    """Whether a gap takes a plainly negative value where its symbols may be.

    Never said of gaps with integrals or sums, or with values of convex or increasing functions:
    those hang together. Points that an assumption
    rules out do not count.
    """
    facts = [gap for gap, _ in context.facts]
    if any(part.has(*BINDERS) for part in (value, *facts)):
        return False
    if any(
        function_kind(f, context) in ("convex", "increasing") for f in value.atoms(AppliedUndef)
    ):
        return False
    whole = with_point_masses(sympy.Tuple(value, *facts), context)
    together = sympy.Tuple(*(parametrise(part, context) for part in whole))
    draws = _draws(together, MANY if facts else POINTS)
    return any(_negative(point, together) for point in draws)


def _negative(point: dict[Any, Any], together: Any) -> bool:
    """Whether the first value is negative at a point where the others are positive."""
    if not all(_at(point, fact, TOLERANCE) > TOLERANCE for fact in together[1:]):
        return False
    return _at(point, together[0], 0.0) < -TOLERANCE


def _at(point: dict[Any, Any], value: Any, otherwise: float) -> float:
    try:
        made, rounding = value_at({atom: float(number) for atom, number in point.items()}, value)
    except NoValue:
        rounding, made = math.inf, 0.0
    if rounding < TOLERANCE:
        return made
    try:
        number = value.xreplace(point).evalf(15)
    except (TypeError, ValueError):
        # Outside its domain a part is complex, and SymPy refuses to order such numbers.
        return otherwise
    return float(number) if number.is_Float or number.is_Integer else otherwise


def _draws(value: Any, points: int) -> Iterator[dict[Any, Any]]:
    random = Random(0)
    atoms = sorted(_atoms(value), key=str)
    for _ in range(points):
        yield {a: _draw(a, random) for a in atoms}


def _atoms(value: Any) -> set[Any]:
    """The symbols and unknown values that a value is made of, outermost first."""
    if value.is_Symbol or isinstance(value, AppliedUndef):
        return {value}
    return set().union(*(_atoms(part) for part in value.args)) if value.args else set()


def _draw(atom: Any, random: Random) -> Any:
    if atom.is_integer:
        number = sympy.Integer(random.randint(1, 4))
    else:
        number = sympy.Float(random.choice((random.uniform(0.05, 1), random.uniform(1, 4))))
    if atom.is_positive or atom.is_nonnegative:
        return number
    if atom.is_negative or atom.is_nonpositive:
        return -number
    return number * random.choice((1, -1))
