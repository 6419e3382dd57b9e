"""Integrals by Gauss-Kronrod panels, refined where needed, with tails of doubling panels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import EPS, Array, Ball, total
from derivcheck.numeric.extrapolate import magnitude, series, settled
from derivcheck.numeric.scope import Effort, TooLarge

Integrand = Callable[[Ball], Ball]

# The 7-15 points pair (Kronrod, Nodes and weights of quadrature formulas, 1965).
_KRONROD = (
    (0.991455371120812639206854697526329, 0.022935322010529224963732008058970, 0.0),
    (0.949107912342758524526189684047851, 0.063092092629978553290700663189204,
     0.129484966168869693270611432679082),
    (0.864864423359769072789712788640926, 0.104790010322250183839876322541518, 0.0),
    (0.741531185599394439863864773280788, 0.140653259715525918745189590510238,
     0.279705391489276667901467771423780),
    (0.586087235467691130294144691693329, 0.169004726639267902826583426598550, 0.0),
    (0.405845151377397166906606412076961, 0.190350578064785409913256402421014,
     0.381830050505118944950369775488975),
    (0.207784955007898467600689403773245, 0.204432940075298892414161999234649, 0.0),
)  # fmt: skip
_CENTRE = (0.0, 0.209482141084727828012999174891714, 0.417959183673469387755102040816327)
RULE = np.array(
    [(-x, k, g) for x, k, g in _KRONROD] + [_CENTRE] + [(x, k, g) for x, k, g in _KRONROD[::-1]]
)
NODES, KRONROD, GAUSS = RULE[:, 0], RULE[:, 1], RULE[:, 2]

TARGET = 1e-12
"""A panel is halved while its error estimate exceeds this part of the whole."""
NESTED_TARGET = 1e-10
"""The same inside another integral, where panels are dear."""
MOST_PANELS = 240
MORE_ROUNDS = 18
"""Rounds more where no batch makes a round dear: enough to close in on a kink."""


@dataclass(frozen=True, slots=True)
class Panels:
    """Panels with their integrals and error estimates, along the first axis."""

    left: Array
    right: Array
    value: Ball
    doubt: Ball
    size: Ball

    def join(self, other: Panels) -> Panels:
        """Both lists of panels."""
        return Panels(
            np.concatenate([self.left, other.left]),
            np.concatenate([self.right, other.right]),
            _concatenate(self.value, other.value),
            _concatenate(self.doubt, other.doubt),
            _concatenate(self.size, other.size),
        )

    def keep(self, mask: Any) -> Panels:
        """The panels a mask over the first axis selects."""
        return Panels(
            self.left[mask],
            self.right[mask],
            balls.take(self.value, mask),
            balls.take(self.doubt, mask),
            balls.take(self.size, mask),
        )

    def bounded(self) -> Ball:
        """The integrals with the error estimates in their radii."""
        return _radius(self.value, self.doubt)


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
    ends = _graded(integrand, panels, size, effort, open_below, open_above)
    if ends is not None:
        whole = ends
    width = edges[-1] - edges[0]
    if open_above:
        whole = whole + tail(integrand, edges[-1], width, size, effort, "up")
    if open_below:
        whole = whole + tail(integrand, edges[0], width, size, effort, "down")
    return whole


def evaluate_panels(integrand: Integrand, left: Array, right: Array, effort: Effort) -> Panels:
    """Each panel by both rules; the error estimate is that of QUADPACK."""
    centre, half = (left + right) / 2, (right - left) / 2
    lead = (slice(None), None)
    shape = (1, len(NODES)) + (1,) * (left.ndim - 1)
    nodes = centre[lead] + half[lead] * NODES.reshape(shape)
    count, batch = left.shape[0], left.shape[1:]
    if nodes.size > effort.nodes:
        raise TooLarge
    values = integrand(balls.ball(nodes.reshape((-1, *batch))))
    return _combine(left, right, _by_panel(values, count, left.ndim), half)


def _by_panel(values: Ball, count: int, axes: int) -> Ball:
    """Values at all nodes, the first axis split into panels and nodes."""
    lead = count * len(NODES)
    rest = values.batch[1:] if len(values.batch) == axes else values.batch
    rest = (1,) * (axes - 1 - len(rest)) + rest
    values = balls.spread(values, (lead, *rest))
    return values.map(lambda part: part.reshape((count, len(NODES), *part.shape[1:])))


def _combine(left: Array, right: Array, values: Ball, half: Array) -> Panels:
    axes = (slice(None),) + (None,) * (values.mid.ndim - 2)
    kronrod = KRONROD[axes]
    weighted = _weigh(values, KRONROD[axes])
    value = total(weighted, axis=1)
    gauss = total(_weigh(values, GAUSS[axes]), axis=1)
    half = half[..., None, None] if values.rank else half
    exp = value.exp
    with np.errstate(all="ignore"):
        # Scaled by the mean of the panel, as QUADPACK does.
        gap = np.abs(value.mid - balls.ldexp(gauss.mid, gauss.exp - exp))
        mean = balls.ldexp(values.mid, values.exp - exp[:, None]) - value.mid[:, None] / 2
        spreads = (np.abs(mean) * kronrod).sum(axis=1)
        sharp = spreads * np.minimum(1.0, (200 * gap / spreads) ** 1.5)
        doubt = np.where((gap == 0) | (spreads == 0), gap, np.minimum(sharp, gap * 1e3))
        # Values of one sign leave the sign of the integral beyond doubt.
        alike = np.abs(np.sign(values.mid).sum(axis=1)) == len(NODES)
    doubt = np.where(alike, np.minimum(doubt, 0.9 * np.abs(value.mid)), doubt)
    doubt = np.where(np.isnan(doubt), 0.0, doubt)
    width = balls.ball(half, values.rank)
    size = total(
        Ball(np.abs(weighted.mid), np.zeros_like(weighted.rad), weighted.exp, values.rank), 1
    )
    estimate = balls.normal(doubt, np.zeros_like(doubt), exp, values.rank)
    size = size * width
    # A node is off by its rounding: that moves the value by as much, against the panel's width.
    with np.errstate(all="ignore"):
        shift = 8 * EPS * np.maximum(np.abs(left), np.abs(right)) / np.abs(right - left)
    shift = np.where(np.isfinite(shift), shift, 0.0)
    slip = balls.ball(shift[..., None, None] if values.rank else shift, values.rank)
    return Panels(left, right, _radius(value * width, size * slip), estimate * width, size)


def _weigh(values: Ball, weights: Array) -> Ball:
    return values * balls.ball(np.broadcast_to(weights, values.mid.shape[1:]), values.rank)


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
    exp = np.maximum(panels.doubt.exp, size.exp)
    with np.errstate(all="ignore"):
        doubt = balls.ldexp(panels.doubt.mid, panels.doubt.exp - exp)
        target = TARGET if panels.left.ndim == 1 else NESTED_TARGET
        bad = doubt > target * balls.ldexp(np.abs(size.mid), size.exp - exp)
        noise = balls.ldexp(panels.value.rad, panels.value.exp - exp)
    bad = bad & (doubt > noise)
    return bad.reshape(bad.shape[0], -1).any(axis=1)


def _graded(
    integrand: Integrand, panels: Panels, size: Ball, effort: Effort, below: bool, above: bool
) -> Ball | None:
    """Ends whose panel stayed doubtful are done by panels that halve towards the end."""
    if panels.left.ndim > 1:
        return None
    doubtful = _doubtful(panels, size)
    low, high = int(np.argmin(panels.left)), int(np.argmax(panels.right))
    bad = []
    if not below and doubtful[low]:
        bad.append((low, panels.left[low], panels.right[low]))
    if not above and doubtful[high]:
        bad.append((high, panels.right[high], panels.left[high]))
    if not bad:
        return None
    keep = np.ones(len(panels.left), dtype=bool)
    keep[[index for index, _, _ in bad]] = False
    kept = panels.keep(keep)
    made = total(kept.bounded())
    for _, end, start in bad:
        made = made + _towards(integrand, end, start, size, effort)
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
    direction: Literal["up", "down"],
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
        parts = new if parts is None else _concatenate(parts, new)
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
    recent = parts.exp[-4:]
    grows = (np.diff(recent, axis=0) >= 1).all() and (parts.mid[-4:] != 0).all()
    return bool(len(recent) == 4 and len(parts.exp) >= 8 and grows)


def _radius(value: Ball, doubt: Ball) -> Ball:
    exp = np.maximum(value.exp, doubt.exp)
    rad = balls.ldexp(value.rad, value.exp - exp) + balls.ldexp(
        np.abs(doubt.mid) + doubt.rad, doubt.exp - exp
    )
    mid = balls.ldexp(value.mid, value.exp - exp)
    return balls.finish(mid, rad + EPS * np.abs(mid), exp, value.rank, value)


def _concatenate(a: Ball, b: Ball) -> Ball:
    return Ball(
        np.concatenate([a.mid, b.mid]),
        np.concatenate([a.rad, b.rad]),
        np.concatenate([a.exp, b.exp]),
        a.rank,
    )
