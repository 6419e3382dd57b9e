"""Densities on a bounded interval."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.elementary import log
from derivcheck.numeric.laws.line import NONE, restrict, valid
from derivcheck.numeric.measure import Line, Transform
from derivcheck.numeric.special import beta as beta_function
from derivcheck.numeric.special import through


def beta(a: Ball, b: Ball) -> Line:
    """Beta(a, b)."""
    a, b = valid((a.mid > 0) & (b.mid > 0), a, b)
    constant = log(beta_function(a, b))

    def log_density(x: Ball) -> Ball:
        inside = (x.value() > 0) & (x.value() < 1)
        safe = balls.where(inside, x, balls.ball(0.5))
        value = (a - 1.0) * log(safe) + (b - 1.0) * log(1.0 - safe) - constant
        return balls.where(inside, value, balls.where(x.undefined(), balls.UNDEFINED, NONE))

    def part(function: Callable[[Any, Any, Any], Any]) -> Transform:
        return lambda x: through(
            lambda t: function(a.value(), b.value(), np.clip(t, 0.0, 1.0)), x, 64.0
        )

    total = a.value() + b.value()
    centre = a.value() / total
    width = np.sqrt(centre * (1 - centre) / (total + 1))
    marks = (-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0)
    edges = tuple(np.clip(centre + width * mark, 0.0, 1.0) for mark in marks)
    ends = (0 * centre, 1 + 0 * centre)
    return Line(
        log_density, ends[0], ends[1], centre, width, (*ends, *edges),
        part(special.betainc), "", part(special.betaincc),
    )  # fmt: skip


def uniform(a: Ball, b: Ball) -> Line:
    """Uniform(a, b)."""
    a, b = valid((b - a).mid > 0, a, b)

    def log_density(x: Ball) -> Ball:
        return restrict(-log(b - a) + 0.0 * x, x, a.value(), b.value())

    def part(x: Ball, end: Ball) -> Ball:
        return through(lambda t: np.clip(t, 0.0, 1.0), (x - end) / (a + b - 2.0 * end))

    low, high = a.value(), b.value()
    edges = (low, (low + high) / 2, high)
    return Line(
        log_density, low, high, (low + high) / 2, high - low, edges,
        lambda x: part(x, a), "Uniform", lambda x: part(x, b),
    )  # fmt: skip
