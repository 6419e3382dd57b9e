"""Integrals by panels, refined where needed, with tails of panels that double."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball, total
from derivcheck.numeric.elementary import absolute
from derivcheck.numeric.extrapolate import magnitude, series, settled
from derivcheck.numeric.panels import Integrand, Panels, evaluate_panels
from derivcheck.numeric.scaling import Array
from derivcheck.numeric.scope import Effort

TARGET = 1e-12
"""A panel is halved while its error estimate exceeds this part of the whole."""


NESTED_TARGET = 1e-10
"""The same inside another integral, where panels are dear."""


MOST_PANELS = 240


FIRST, MORE = 3, (8, 24, 64)
"""Panels of a tail that are done with the middle, and how many there may be in all, by stages."""


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
    width = edges[-1] - edges[0]
    ends = [Tail(edges[0], -width)] if open_below else []
    ends += [Tail(edges[-1], width)] if open_above else []
    panels, *begun = _at_once(integrand, edges, [end.panels(0, FIRST) for end in ends], effort)
    panels = _refine(integrand, panels, effort)
    whole = total(panels.bounded())
    size = total(panels.size)
    graded = _graded(integrand, panels, size, effort)
    whole = whole if graded is None else graded
    reached = size
    for end, first in zip(ends, begun, strict=True):
        more = tail(integrand, end, first, size, effort)
        whole, reached = whole + more, reached + absolute(more)
    return _resolved_or_unknown(whole, reached, panels.value)


@dataclass(frozen=True, slots=True)
class Tail:
    """Panels from `start` outwards, the first as wide as `width` (negative: downwards), each twice
    as wide as the one before.
    """

    start: Array
    width: Array

    def panels(self, first: int, stop: int) -> tuple[Array, Array]:
        """Left and right ends of the panels first, ..., stop - 1."""
        steps = 2.0 ** np.arange(first, stop + 1) - 1
        points = self.start + self.width * steps.reshape((-1,) + (1,) * np.ndim(self.width))
        return np.minimum(points[:-1], points[1:]), np.maximum(points[:-1], points[1:])


def _at_once(
    integrand: Integrand, edges: Array, more: list[tuple[Array, Array]], effort: Effort
) -> list[Panels]:
    """The panels between the edges and some more, evaluated in one call."""
    left = np.concatenate([edges[:-1], *(low for low, _ in more)])
    right = np.concatenate([edges[1:], *(high for _, high in more)])
    panels = evaluate_panels(integrand, left, right, effort)
    cuts = np.cumsum([0, len(edges) - 1, *(len(low) for low, _ in more)])
    return [panels.keep(slice(a, b)) for a, b in pairwise(cuts)]


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
    panels = evaluate_panels(integrand, left, right, effort)
    return series(_resolved(integrand, panels, size, effort), size)


def tail(integrand: Integrand, end: Tail, first: Panels, size: Ball, effort: Effort) -> Ball:
    """The integral over a tail whose first panels are known: more until they do not matter."""
    parts = _resolved(integrand, first, size, effort)
    done = FIRST
    for count in MORE:
        if settled(parts, size + magnitude(parts)) or _hopeless(parts):
            break
        panels = evaluate_panels(integrand, *end.panels(done, count), effort)
        parts = balls.concatenate(parts, _resolved(integrand, panels, size, effort))
        done = count
    return series(parts, size + magnitude(parts))


def _resolved(
    integrand: Integrand, panels: Panels, size: Ball, effort: Effort, halvings: int = 3
) -> Ball:
    """The integral over each panel, in the order given; doubtful ones by their halves."""
    made = panels.bounded()
    bad = _doubtful(panels, size)
    if not bad.any() or not halvings:
        return made
    low, high = panels.left[bad], panels.right[bad]
    middle = (low + high) / 2
    first, second = (
        _resolved(integrand, evaluate_panels(integrand, *half, effort), size, effort, halvings - 1)
        for half in ((low, middle), (middle, high))
    )
    return balls.replace(made, bad, first + second)


def _hopeless(parts: Ball) -> bool:
    """Undefined somewhere, or growing fast: more panels would tell nothing new."""
    if parts.undefined().any() or parts.unknown().any():
        return True
    parts = parts.scaled()
    recent = parts.exp[-4:]
    grows = (np.diff(recent, axis=0) >= 1).all() and (parts.mid[-4:] != 0).all()
    return bool(len(recent) == 4 and len(parts.exp) >= 24 and grows)
