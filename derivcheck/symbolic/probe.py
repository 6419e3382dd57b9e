"""Quick refutations at random points: what is not zero, what is somewhere negative.

Only ever used to give up early; nothing is believed to be zero or positive because of them.
"""

from __future__ import annotations

from random import Random
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.sign import parametrise
from derivcheck.symbolic.veil import BINDERS

POINTS = 6
TOLERANCE = 1e-7


def somewhere_nonzero(value: Any) -> bool:
    """Whether a value without binders is plainly nonzero at a random point."""
    return any(abs(found) > TOLERANCE for found in _values(value, 1))


def somewhere_negative(value: Any, context: Context) -> bool:
    """Whether a gap takes a plainly negative value where its symbols may be.

    Never said of gaps with integrals or sums, whose values hang together, nor under assumptions
    that the symbols themselves do not carry.
    """
    if context.facts or value.has(*BINDERS):
        return False
    return any(found < -TOLERANCE for found in _values(parametrise(value, context), POINTS))


def _values(value: Any, points: int) -> list[float]:
    random = Random(0)
    atoms = sorted(_atoms(value), key=str)
    found = []
    for _ in range(points):
        number = value.xreplace({a: _draw(a, random) for a in atoms}).evalf(15)
        if number.is_Float or number.is_Integer:
            found.append(float(number))
    return found


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
