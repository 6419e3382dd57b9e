"""Vectors and matrices: products, inverses with a checked residual, determinants by cofactors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.lang.algebra import MatMul
from derivcheck.lang.errors import EngineError
from derivcheck.lang.linear import MatrixCall, VectorOf
from derivcheck.lang.sequences import Index
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import (
    Ball,
    as_matrix,
    as_number,
    total,
)
from derivcheck.numeric.elementary import root
from derivcheck.numeric.measure import entry
from derivcheck.numeric.scope import Scope, SequenceInstance

SINGULAR = 1e-12
"""A matrix is singular when its singular values differ by this ratio."""


def matmul(node: MatMul, scope: Scope) -> Ball:
    """A @ B; a 1 by 1 result is a number."""
    return multiply(scope.value(node.left), scope.value(node.right))


def multiply(a: Ball, b: Ball) -> Ball:
    """The product of matrices; sizes that do not fit have been refused before."""
    a, b = as_matrix(a), as_matrix(b)
    if a.matrix[1] != b.matrix[0]:
        raise EngineError(f"shapes {a.matrix} and {b.matrix} do not fit")
    left = a.map(lambda part: part[..., :, :, None], 0)
    right = b.map(lambda part: part[..., None, :, :], 0)
    made = total(left * right, axis=-2)
    return shrink(Ball(made.mid, made.rad, made.scale, 2))


def shrink(a: Ball) -> Ball:
    """A 1 by 1 matrix as a number."""
    return as_number(a) if a.matrix == (1, 1) else a


def transpose(a: Ball) -> Ball:
    """The transpose."""
    return a.map(lambda part: np.swapaxes(part, -1, -2)) if a.rank else a


def trace(a: Ball) -> Ball:
    """The sum of the diagonal."""
    return total(as_matrix(a).map(lambda p: np.diagonal(p, axis1=-2, axis2=-1), 0), axis=-1)


def dot(a: Ball, b: Ball) -> Ball:
    """The inner product; of matrices, the sum of products of entries."""
    product = as_matrix(a) * as_matrix(b)
    if product.rank == 0:
        return product
    flat = product.map(lambda part: part.reshape((*part.shape[:-2], -1)), 0)
    return total(flat, axis=-1)


def singular(a: Ball) -> Any:
    """Whether the matrix has less than full rank, up to rounding."""
    values = np.nan_to_num(as_matrix(a).value(), posinf=0.0, neginf=0.0)
    sizes = np.linalg.svd(values, compute_uv=False)
    return sizes[..., -1] <= SINGULAR * sizes[..., 0]


def inverse(a: Ball) -> Ball:
    """The inverse, undefined where singular; its error from the residual I - R @ A."""
    a = as_matrix(a)
    size = a.matrix[0]
    eye = np.eye(size)
    bad = singular(a)
    values = np.where(bad[..., None, None], eye, np.nan_to_num(a.value()))
    guess = np.linalg.inv(values)
    residual = balls.ball(eye, 2) - as_matrix(multiply(balls.ball(guess, 2), a))
    slip = (np.abs(residual.value()) + residual.error()).sum(axis=-1).max(axis=-1)
    norm = np.abs(guess).sum(axis=-1).max(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.where(slip < 0.5, norm * slip / (1 - slip), np.inf)
    error = np.where(bad, 0.0, error)
    mid = np.where(bad[..., None, None], np.nan, guess)
    return shrink(balls.exact_radius(mid, error[..., None, None] + 0 * guess, 2))


def determinant(a: Ball) -> Ball:
    """The determinant by cofactors; exactly 0 where the matrix is singular up to rounding."""
    a = as_matrix(a)
    made = _cofactors(a)
    vague = np.abs(made.mid) <= made.rad
    return balls.where(vague & singular(a), balls.ball(0.0), made)


def _minor(keep: list[int]) -> Callable[[Any], Any]:
    return lambda part: part[..., 1:, :][..., keep]


def _cofactors(a: Ball) -> Ball:
    size = a.matrix[0]
    if size == 1:
        return as_number(a)
    made = balls.ball(0.0)
    for column in range(size):
        keep = [j for j in range(size) if j != column]
        minor = a.map(_minor(keep))
        term = entry(a, 0, column) * _cofactors(minor)
        made = made + term if column % 2 == 0 else made - term
    return made


def diagonal(v: Ball) -> Ball:
    """The diagonal matrix of a column."""
    size = as_matrix(v).matrix[0]
    return shrink(as_matrix(v) * balls.ball(np.eye(size), 2))


def column(entries: list[Ball]) -> Ball:
    """Numbers as a column, their batches broadcast."""
    flat = balls.stack([as_number(e) for e in entries], axis=-1)
    made = flat.map(lambda part: part[..., None])
    return Ball(made.mid, made.rad, made.scale, 2)


def matrix_call(node: MatrixCall, scope: Scope) -> Ball:
    """Transpose, Inverse, Trace, Determinant, Diag, Dot, Norm, Identity, Zeros."""
    arguments = [scope.value(argument) for argument in node.arguments]
    if node.operation == "Identity":
        return shrink(balls.ball(np.eye(whole(arguments[0])), 2))
    if node.operation == "Zeros":
        return shrink(balls.ball(np.zeros((whole(arguments[0]), 1)), 2))
    if node.operation == "Dot":
        return dot(*arguments)
    if node.operation == "Norm":
        return root(dot(arguments[0], arguments[0]))
    operations = {
        "Transpose": transpose, "Inverse": inverse, "Trace": trace,
        "Determinant": determinant, "Diag": diagonal,
    }  # fmt: skip
    return operations[node.operation](arguments[0])


def whole(a: Ball) -> int:
    """A size: the same integer throughout the batch."""
    values = np.unique(a.value())
    if len(values) != 1 or not np.isfinite(values[0]):
        raise EngineError("a size varies or is not finite")
    return int(np.rint(values[0]))


def vector_of(node: VectorOf, scope: Scope) -> Ball:
    """Vector(a, b, ...)."""
    return column([scope.value(part) for part in node.entries])


def index(node: Index, scope: Scope) -> Ball:
    """base[i], base[i, j]: undefined out of range; indices may run over the batch."""
    from derivcheck.lang.algebra import Abbreviation, Symbol

    base: Any = node.base
    while isinstance(base, Abbreviation):
        base = base.value
    places = [scope.value(i) for i in node.indices]
    if isinstance(base, Symbol):
        value = scope.values.get(base.name)
        if isinstance(value, SequenceInstance):
            return _element(value, places[0])
    whole_matrix = as_matrix(scope.value(base))
    rows, columns = whole_matrix.matrix
    if len(places) == 1:
        return _pick([entry(whole_matrix, i) for i in range(rows)], places[0])
    listed = [
        _pick([entry(whole_matrix, i, j) for j in range(columns)], places[1]) for i in range(rows)
    ]
    return _pick(listed, places[0])


def _element(sequence: SequenceInstance, place: Ball) -> Ball:
    return _pick(list(sequence.elements), place)


def _pick(entries: list[Ball], place: Ball) -> Ball:
    at = place.value()
    if at.size == 1 and np.isfinite(at).all():
        position = float(at.reshape(-1)[0])
        inside = position == int(position) and 1 <= position <= len(entries)
        return entries[int(position) - 1] if inside else balls.UNDEFINED
    made = balls.UNDEFINED
    for position, value in enumerate(entries, start=1):
        made = balls.where(at == position, value, made)
    return made


def cholesky(a: Ball) -> tuple[Ball, Ball, Ball]:
    """L with A = L @ L', its inverse, and log det L; undefined unless positive definite."""
    values = as_matrix(a).value()
    size = values.shape[-1]
    symmetric = np.abs(values - np.swapaxes(values, -1, -2)).max(axis=(-1, -2)) <= 1e-9 * (
        1 + np.abs(values).max(axis=(-1, -2))
    )
    least = np.linalg.eigvalsh(np.nan_to_num(values))
    good = symmetric & (least[..., 0] > SINGULAR * np.abs(least[..., -1]))
    safe = np.where(good[..., None, None], values, np.eye(size))
    factor = np.linalg.cholesky(safe)
    condition = np.where(good, least[..., -1] / np.where(good, least[..., 0], 1.0), 1.0)
    slip = 1e-15 * size * condition[..., None, None]
    relative = (
        as_matrix(a).error() / (1e-300 + np.abs(safe).max(axis=(-1, -2), keepdims=True))
    ).max(axis=(-1, -2), keepdims=True)
    slip = slip + relative * condition[..., None, None]
    bad = ~good[..., None, None]
    whiten = np.linalg.inv(factor)
    lower = balls.exact_radius(np.where(bad, np.nan, factor), slip * np.abs(factor).max(), 2)
    upper = balls.exact_radius(np.where(bad, np.nan, whiten), slip * np.abs(whiten).max(), 2)
    logs = np.log(np.diagonal(factor, axis1=-2, axis2=-1)).sum(axis=-1)
    log_det = balls.exact_radius(np.where(good, logs, np.nan), size * slip[..., 0, 0])
    return lower, upper, log_det
