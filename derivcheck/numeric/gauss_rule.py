"""Gauss rules for a density: few nodes that are exact for polynomials of high degree."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.edges import pad, tidy
from derivcheck.numeric.laws.continuous import CONTINUOUS
from derivcheck.numeric.measure import Line
from derivcheck.numeric.panels import KRONROD, NODES
from derivcheck.numeric.scaling import Array


def gauss_rule(line: Line, order: int, depth: int) -> tuple[Array, Ball]:
    """Nodes and weights along the first axis (Golub, Welsch; moments by the Stieltjes procedure).

    The measure is first discretised on fine panels, which its own edges place.
    """
    if line.family:
        points, shares = _standard_rule(line.family, order)
        shape = (-1,) + (1,) * depth
        centre, width = pad(line.location, depth), pad(line.scale, depth)
        weights = np.where(np.isfinite(centre + width), shares.reshape(shape), np.nan)
        return centre + width * points.reshape(shape), balls.exact_radius(weights, 1e-16)
    key = order, depth
    if key not in line.rules:
        line.rules[key] = _made(line, order, depth)
    return line.rules[key]


@lru_cache(maxsize=64)
def _standard_rule(family: str, order: int) -> tuple[Array, Array]:
    zero, one = balls.ball(0.0), balls.ball(1.0)
    parameters = (one,) if family == "Exponential" else (zero, one)
    law = CONTINUOUS[family](*parameters)
    nodes, weights = _made(law, order, 0)
    return (nodes - law.location) / law.scale, weights.value()


def _made(line: Line, order: int, depth: int) -> tuple[Array, Ball]:
    nodes, weights = _discretise(line, depth)
    mass = weights.sum(axis=0)
    centre = (weights * nodes).sum(axis=0) / mass
    width = np.sqrt((weights * (nodes - centre) ** 2).sum(axis=0) / mass)
    diagonal, beside = _recurrence((nodes - centre) / width, weights / mass, order)
    points, squares = _eigen(diagonal, beside)
    weight = mass * squares
    return centre + width * points, balls.exact_radius(weight, 1e-15 * mass + 0 * weight)


def _discretise(line: Line, depth: int) -> tuple[Array, Array]:
    edges = np.stack(tidy(list(line.edges), line.lower, line.upper, depth))
    width = edges[-1] - edges[0]
    more = [edges]
    if not np.isfinite(line.lower).any():
        more.insert(0, np.stack([edges[0] - 3 * width, edges[0] - width]))
    if not np.isfinite(line.upper).any():
        more.append(np.stack([edges[-1] + width, edges[-1] + 3 * width]))
    edges = np.concatenate(more)
    half, centre = np.diff(edges, axis=0) / 2, (edges[1:] + edges[:-1]) / 2
    shape = (1, -1) + (1,) * (edges.ndim - 1)
    nodes = centre[:, None] + half[:, None] * NODES.reshape(shape)
    steps = half[:, None] * KRONROD.reshape(shape)
    nodes = nodes.reshape((-1, *nodes.shape[2:]))
    logs = line.log_density(balls.ball(nodes)).value()
    with np.errstate(under="ignore"):
        return nodes, np.exp(logs) * np.broadcast_to(
            steps.reshape((-1, *steps.shape[2:])), np.broadcast_shapes(nodes.shape, logs.shape)
        )


def _recurrence(x: Array, weights: Array, order: int) -> tuple[list[Array], list[Array]]:
    diagonal: list[Array] = []
    beside: list[Array] = []
    basis = [np.ones_like(weights * x)]
    for step in range(order):
        current = basis[-1]
        diagonal.append((weights * x * current**2).sum(axis=0))
        if step == order - 1:
            break
        following = x * current
        # Twice is enough (Kahan): the recurrence alone would lose orthogonality.
        for _ in range(2):
            for known in basis:
                following = following - known * (weights * following * known).sum(axis=0)
        norm = np.sqrt((weights * following**2).sum(axis=0))
        beside.append(norm)
        basis.append(following / norm)
    return diagonal, beside


def _eigen(diagonal: list[Array], beside: list[Array]) -> tuple[Array, Array]:
    order = len(diagonal)
    matrix = np.zeros((*np.shape(diagonal[0]), order, order))
    for i, value in enumerate(diagonal):
        matrix[..., i, i] = value
    for i, value in enumerate(beside):
        matrix[..., i, i + 1] = matrix[..., i + 1, i] = value
    usable: Any = np.isfinite(matrix).all(axis=(-1, -2), keepdims=True)
    points, vectors = np.linalg.eigh(np.where(usable, matrix, np.eye(order)))
    squares = np.where(usable[..., 0], vectors[..., 0, :] ** 2, np.nan)
    return np.moveaxis(points, -1, 0), np.moveaxis(squares, -1, 0)
