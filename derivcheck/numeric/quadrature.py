"""Integrals by panels, refined where needed, with tails of panels that double."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Array, Ball, total
from derivcheck.numeric.elementary import absolute
from derivcheck.numeric.extrapolate import magnitude, series, settled
from derivcheck.numeric.panels import Integrand, Panels, evaluate_panels
from derivcheck.numeric.scope import Effort

TARGET = 1e-12
"""A panel is halved while its error estimate exceeds this part of the whole."""


NESTED_TARGET = 1e-10
"""The same inside another integral, where panels are dear."""


MOST_PANELS = 240


UNRESOLVED = 0.01
"""Error estimates above this part of the integral of |f| show that a peak may have been missed."""
MOST_GRADED = 6
"""Panels that are worth the halving towards their ends."""
MORE_ROUNDS = 18
"""Rounds more where no batch makes a round dear: enough to close in on a kink."""


def integrate(
    integrand: Integrand,
    edges: Array,
    effort: Effort,
    open_below: bool = False,
    open_above: bool = False,
) -> Ball:
    """The integral over [edges[0], edges[-1]], and on to -oo and oo where open.

    `edges` are along the first axis, sorted; the integrand takes nodes along a new first axis.
    """
    panels = evaluate_panels(integrand, edges[:-1], edges[1:], effort)
    panels = _refine(integrand, panels, effort)
    whole = total(panels.bounded())
    size = total(panels.size)
    ends = _graded(integrand, panels, size, effort)
    if ends is not None:
        whole = ends
    width = edges[-1] - edges[0]
    reached = size
    for is_open, start, direction in ((open_above, -1, "up"), (open_below, 0, "down")):
        if is_open:
            more = tail(integrand, edges[start], width, size, effort, direction)
            whole, reached = whole + more, reached + absolute(more)
    return _resolved_or_unknown(whole, reached, panels.value)


def _resolved_or_unknown(whole: Ball, size: Ball, values: Ball) -> Ball:
    """Where the panels do not resolve the integrand, their error estimate means nothing either.

    What is mere rounding (of `values`) does not count.
    """
    noise = total(Ball(values.rad, np.zeros_like(values.rad), values.scale, values.rank))
    enough = balls.ball(UNRESOLVED) * size + balls.ball(2.0) * noise
    ((_, rough), (least, _)), _ = balls.common(whole, enough)
    lost = (rough > np.abs(least)) & np.isfinite(whole.mid)
    if not lost.any():
        return whole
    mid, rad = np.where(lost, 0.0, whole.mid), np.where(lost, np.inf, whole.rad)
    return Ball(mid, rad, whole.scale, whole.rank)


def _refine(integrand: Integrand, panels: Panels, effort: Effort) -> Panels:
    """Halve the panels whose estimate is too large, all of them at once, round by round."""
    rounds = effort.rounds if panels.left.ndim > 1 else effort.rounds + MORE_ROUNDS
    size = total(panels.size)
    for _ in range(rounds):
        bad = _doubtful(panels, size)
        if not bad.any() or bad.sum() > MOST_PANELS - len(bad):
            return panels
        worst = panels.keep(bad)
        middle = (worst.left + worst.right) / 2
        left = np.concatenate([worst.left, middle])
        right = np.concatenate([middle, worst.right])
        panels = panels.keep(~bad).join(evaluate_panels(integrand, left, right, effort))
    return panels


def _doubtful(panels: Panels, size: Ball) -> Any:
    target = TARGET if panels.left.ndim == 1 else NESTED_TARGET
    ((doubt, _), (whole, _), (_, noise)), _ = balls.common(panels.doubt, size, panels.value)
    bad = (doubt > target * np.abs(whole)) & (doubt > noise)
    return bad.reshape(bad.shape[0], -1).any(axis=1)


def _graded(integrand: Integrand, panels: Panels, size: Ball, effort: Effort) -> Ball | None:
    """Panels that stayed doubtful, done by panels that halve towards both their ends.

    So singular ends, and singular points that the panels were split at, are summed to the limit,
    or found to diverge.
    """
    if panels.left.ndim > 1:
        return None
    doubtful = _doubtful(panels, size)
    if not doubtful.any() or doubtful.sum() > MOST_GRADED:
        return None
    made = total(panels.keep(~doubtful).bounded()) if not doubtful.all() else balls.ball(0.0)
    for low, high in zip(panels.left[doubtful], panels.right[doubtful], strict=True):
        middle = (low + high) / 2
        made = made + _towards(integrand, low, middle, size, effort)
        made = made + _towards(integrand, high, middle, size, effort)
    return made


def _towards(integrand: Integrand, end: Any, start: Any, size: Ball, effort: Effort) -> Ball:
    """The integral from `start` to a finite end where the integrand is singular."""
    reach = abs(start - end)
    smallest = max(abs(end) * 1e-13, reach * 2.0**-200)
    count = int(np.clip(np.log2(reach / smallest), 4, 120))
    steps = reach * 2.0 ** -np.arange(count + 1)
    points = end + np.sign(start - end) * steps
    left, right = np.minimum(points[:-1], points[1:]), np.maximum(points[:-1], points[1:])
    return series(_resolved(integrand, left, right, size, effort), size)


def tail(
    integrand: Integrand,
    start: Array,
    width: Array,
    size: Ball,
    effort: Effort,
    direction: str,
) -> Ball:
    """The integral from `start` to +-oo: panels that double until they no longer matter."""
    parts: Ball | None = None
    done = 0
    for count in (3, 8, 24, 64):
        steps = width * (2.0 ** np.arange(done, count + 1) - 1).reshape(
            (-1,) + (1,) * np.ndim(width)
        )
        points = start + steps if direction == "up" else start - steps
        left = np.minimum(points[:-1], points[1:])
        right = np.maximum(points[:-1], points[1:])
        new = _resolved(integrand, left, right, size, effort)
        parts = new if parts is None else balls.concatenate(parts, new)
        done = count
        if settled(parts, size + magnitude(parts)) or _hopeless(parts):
            break
    return series(parts, size + magnitude(parts)) if parts is not None else balls.UNKNOWN


def _resolved(
    integrand: Integrand, left: Array, right: Array, size: Ball, effort: Effort, halvings: int = 3
) -> Ball:
    """The integral over each panel, in the order given; doubtful ones by their halves."""
    panels = evaluate_panels(integrand, left, right, effort)
    made = panels.bounded()
    bad = _doubtful(panels, size)
    if not bad.any() or not halvings:
        return made
    low, high = left[bad], right[bad]
    middle = (low + high) / 2
    first = _resolved(integrand, low, middle, size, effort, halvings - 1)
    second = _resolved(integrand, middle, high, size, effort, halvings - 1)
    return balls.replace(made, bad, first + second)


def _hopeless(parts: Ball) -> bool:
    """Undefined somewhere, or growing fast: more panels would tell nothing new."""
    if parts.undefined().any() or parts.unknown().any():
        return True
    parts = parts.scaled()
    recent = parts.exp[-4:]
    grows = (np.diff(recent, axis=0) >= 1).all() and (parts.mid[-4:] != 0).all()
    return bool(len(recent) == 4 and len(parts.exp) >= 24 and grows)
