"""Inverse circular functions of circular ones, on every piece where the sign is known.

acos(cos(u)) is the number v in [0, pi] with cos(v) = cos(u): one of u + 2*pi*k and -u + 2*pi*k.
asin(sin(u)) is the one in [-pi/2, pi/2] among u + 2*pi*k and pi - u + 2*pi*k. Which one, the range
of u must show: beyond [0, pi] acos(cos(u)) is not u.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.sign import is_nonnegative, is_positive

TURNS = (0, 1, -1)
"""Whole turns that are tried."""


def undone(value: Any, context: Context) -> Any:
    """The angle that an inverse circular function gives back, if it is shown which."""
    (circular,) = value.args
    if isinstance(value, sympy.acos) and isinstance(circular, sympy.sin):
        return sympy.pi / 2 - sympy.asin(circular)
    if isinstance(value, sympy.asin) and isinstance(circular, sympy.cos):
        return sympy.pi / 2 - sympy.acos(circular)
    return next((v for v in _candidates(value) if _principal(value, v, context)), None)


def _candidates(value: Any) -> Iterator[Any]:
    """Angles with the same cosine, sine or tangent as the argument's."""
    (circular,) = value.args
    for turns in TURNS:
        match value, circular:
            case sympy.acos(), sympy.cos(args=(angle,)):
                yield angle + 2 * sympy.pi * turns
                yield -angle + 2 * sympy.pi * turns
            case sympy.asin(), sympy.sin(args=(angle,)):
                yield angle + 2 * sympy.pi * turns
                yield sympy.pi - angle + 2 * sympy.pi * turns
            case sympy.atan(), sympy.tan(args=(angle,)):
                yield angle + sympy.pi * turns


def _principal(value: Any, angle: Any, context: Context) -> bool:
    """Whether an angle lies where the function takes its values."""
    if isinstance(value, sympy.acos):
        return is_nonnegative(angle, context) and is_nonnegative(sympy.pi - angle, context)
    shown = is_positive if isinstance(value, sympy.atan) else is_nonnegative
    quarter = sympy.pi / 2
    return shown(quarter - angle, context) and shown(quarter + angle, context)


RULES = (
    Rule(
        name="circular.inverse",
        statement="acos(cos(u)) = u for 0 <= u <= pi, asin(sin(u)) = u for -pi/2 <= u <= pi/2, "
        "atan(tan(u)) = u for -pi/2 < u < pi/2; on other pieces, what u becomes by a reflection "
        "and whole turns. acos(v) + asin(v) = pi/2.",
        source="NIST Digital Library of Mathematical Functions, 4.23(ii) and 4.23(iii)",
        holds=(
            Example("t: in (0, 3)", "acos(cos(t)) == t"),
            Example("t: in (-3, 0)", "acos(cos(t)) == -t"),
            Example("t: in [4, 6]", "acos(cos(t)) == 2*pi - t"),
            Example("t: in (-1, 3/2)", "asin(sin(t)) == t"),
            Example("t: in (2, 4)", "asin(sin(t)) == pi - t"),
            Example("t: in (0, 1)", "asin(cos(t)) == pi/2 - t"),
            Example("t: in (-1, 1)", "atan(tan(t)) == t"),
        ),
        fails=(
            Example("t: in (0, 7)", "acos(cos(t)) == t"),
            Example("t: in (-1, 1)", "acos(cos(t)) == t"),
            Example("t: in (0, 2)", "asin(sin(t)) == t"),
            Example("t: in (2, 4)", "atan(tan(t)) == t"),
        ),
        on=(sympy.acos, sympy.asin, sympy.atan),
        rewrite=undone,
    ),
)
