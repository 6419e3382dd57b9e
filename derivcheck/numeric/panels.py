"""Gauss-Kronrod panels: integrals with error estimates, all panels at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball, total
from derivcheck.numeric.scaling import EPS, Array, Exponents, ldexp
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
INNER = slice(1, None, 2)
"""The nodes that Gauss has as well; at the others its weight is 0."""


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
            balls.concatenate(self.value, other.value),
            balls.concatenate(self.doubt, other.doubt),
            balls.concatenate(self.size, other.size),
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
    weighted = balls.times(values, kronrod)
    value = total(weighted, axis=1)
    shared = values.map(lambda part: part[:, INNER])
    gauss = total(balls.times(shared, GAUSS[INNER][axes]), axis=1)
    half = half[..., None, None] if values.rank else half
    ((fine, _), (rough, _)), scale = balls.common(value, gauss)
    with np.errstate(all="ignore"):
        # Scaled by the mean of the panel, as QUADPACK does.
        gap = np.abs(fine - rough)
        terms = values.mid if scale is None else _in_unit(values.scaled(), scale[:, None])
        mean = terms - fine[:, None] / 2
        spreads = (np.abs(mean) * kronrod).sum(axis=1)
        sharp = spreads * np.minimum(1.0, (200 * gap / spreads) ** 1.5)
        doubt = np.where((gap == 0) | (spreads == 0), gap, np.minimum(sharp, gap * 1e3))
    doubt = np.where(np.isnan(doubt), 0.0, doubt)
    width = balls.ball(half, values.rank)
    size = total(
        Ball(np.abs(weighted.mid), np.zeros_like(weighted.rad), weighted.scale, values.rank), 1
    )
    zeros = np.zeros_like(doubt)
    estimate = (
        balls.doubles(doubt, zeros, values.rank)
        if scale is None
        else balls.normal(doubt, zeros, scale, values.rank)
    )
    size = size * width
    # A node is off by its rounding: that moves the value by as much, against the panel's width.
    with np.errstate(all="ignore"):
        shift = 8 * EPS * np.maximum(np.abs(left), np.abs(right)) / np.abs(right - left)
    shift = np.where(np.isfinite(shift), shift, 0.0)
    slip = balls.ball(shift[..., None, None] if values.rank else shift, values.rank)
    return Panels(left, right, _radius(value * width, size * slip), estimate * width, size)


def _in_unit(values: Ball, scale: Exponents) -> Array:
    return ldexp(values.mid, values.exp - scale)


def _radius(value: Ball, doubt: Ball) -> Ball:
    ((mid, rad), (more, blur)), exp = balls.common(value, doubt)
    rad = rad + np.abs(more) + blur + EPS * np.abs(mid)
    if exp is None and np.isfinite(rad).all() and np.isfinite(mid).all():
        return balls.doubles(mid, rad, value.rank)
    exp = np.zeros(mid.shape, dtype=np.int64) if exp is None else exp
    return balls.finish(mid, rad, exp, value.rank, value)
