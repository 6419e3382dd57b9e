"""A NumPy interpreter of matrix expressions at small sizes, to hold proofs against numbers."""

from __future__ import annotations

import itertools
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from scipy.linalg import sqrtm
from scipy.special import expit

from derivcheck.lang import algebra
from derivcheck.lang.calculus import Derivative, Integral, Product, Sum
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.domain import (
    Integers,
    Interval,
    MatrixDomain,
    SequenceDomain,
    Unspecified,
    VectorDomain,
)
from derivcheck.lang.functions import Call
from derivcheck.lang.law import Abbreviated, Density
from derivcheck.lang.linear import Gradient, Hessian, MatrixCall, VectorOf
from derivcheck.lang.optimum import Optimum
from derivcheck.lang.probability import Covariance, Expectation, Variance
from derivcheck.lang.sequences import Index

Array = Any
NODES = 10


class Undefined(Exception):
    """An expression without a value at this point."""


@dataclass
class World:
    """Values of the names; the unknown ones are drawn from the seed."""

    seed: int
    sizes: dict[str, int]
    values: dict[str, Array] = field(default_factory=dict)

    def with_value(self, name: str, value: Array) -> World:
        """The world inside a binder."""
        return World(self.seed, self.sizes, {**self.values, name: value})

    def draw(self, key: str, rows: int, columns: int) -> Array:
        """Numbers that depend on the seed and the key alone."""
        random = np.random.default_rng([self.seed, zlib.crc32(key.encode())])
        return random.normal(size=(rows, columns))


@singledispatch
def value(node: Any, world: World) -> Array:
    """The value of an expression: a float, or an array with two axes."""
    raise Undefined(type(node).__name__)


@value.register
def _(node: algebra.Number, world: World) -> Array:
    return float(node.value)


@value.register
def _(node: algebra.Constant, world: World) -> Array:
    return {"pi": np.pi, "EulerGamma": np.euler_gamma}[node.name]


@value.register
def _(node: algebra.Symbol, world: World) -> Array:
    if node.name in world.values:
        return world.values[node.name]
    domain = node.domain
    if isinstance(domain, Integers):
        return world.sizes[node.name]
    if isinstance(domain, Interval):
        drawn = float(world.draw(node.name, 1, 1)[0, 0])
        positive = isinstance(domain.lower, algebra.Number)
        return np.exp(drawn / 2) if positive else drawn
    if isinstance(domain, VectorDomain):
        drawn = world.draw(node.name, int(value(domain.size, world)), 1)
        return np.exp(drawn / 2) if domain.positive else drawn
    if isinstance(domain, MatrixDomain):
        return _matrix(node.name, domain, world)
    raise Undefined(node.name)


def _matrix(name: str, domain: MatrixDomain, world: World) -> Array:
    rows, columns = int(value(domain.rows, world)), int(value(domain.columns, world))
    drawn = world.draw(name, rows, columns)
    if domain.kind == "symmetric":
        return drawn + drawn.T
    if domain.kind == "positive definite":
        return drawn @ drawn.T / 2 + np.eye(rows) / 2
    return drawn


@value.register
def _(node: algebra.Abbreviation, world: World) -> Array:
    return value(node.value, world)


@value.register
def _(node: algebra.Add, world: World) -> Array:
    return value(node.left, world) + value(node.right, world)


@value.register
def _(node: algebra.Sub, world: World) -> Array:
    return value(node.left, world) - value(node.right, world)


@value.register
def _(node: algebra.Neg, world: World) -> Array:
    return -value(node.operand, world)


@value.register
def _(node: algebra.Mul, world: World) -> Array:
    return value(node.left, world) * value(node.right, world)


@value.register
def _(node: algebra.Div, world: World) -> Array:
    bottom = value(node.right, world)
    if abs(bottom) < 1e-12:
        raise Undefined("division by zero")
    return value(node.left, world) / bottom


@value.register
def _(node: algebra.Pow, world: World) -> Array:
    base, exponent = value(node.base, world), value(node.exponent, world)
    if base < 0 and exponent != int(exponent):
        raise Undefined("a power of a negative number")
    return base**exponent


@value.register
def _(node: algebra.MatMul, world: World) -> Array:
    return _number(_array(value(node.left, world)) @ _array(value(node.right, world)))


def _number(made: Array) -> Array:
    return float(made[0, 0]) if made.shape == (1, 1) else made


@value.register
def _(node: Call, world: World) -> Array:
    arguments = [value(a, world) for a in node.arguments]
    if node.name in ("log", "sqrt") and arguments[0] <= 0:
        raise Undefined(node.name)
    if node.name == "softplus":
        return float(np.logaddexp(0, arguments[0]))
    known = {"sigmoid": expit, "Abs": np.abs}
    return float(known.get(node.name, getattr(np, node.name, None))(*arguments))


@value.register
def _(node: algebra.Apply, world: World) -> Array:
    total = 0.0
    for place, argument in enumerate(node.arguments):
        flat = np.atleast_1d(np.asarray(value(argument, world))).ravel()
        slope = world.draw(f"{node.function.name} {place}", len(flat), 1).ravel()
        total += float(slope @ flat)
    return np.sin(total) + total**2 / 3


@value.register
def _(node: Index, world: World) -> Array:
    places = [int(value(i, world)) for i in node.indices]
    base = node.base
    if isinstance(base, algebra.Symbol) and isinstance(base.domain, SequenceDomain):
        element = base.domain.element
        return value(algebra.Symbol(f"{base.name} at {places[0]}", element), world)
    held = _array(value(base, world))
    if any(i < 1 or i > size for i, size in zip(places, held.shape, strict=False)):
        raise Undefined("an index out of range")
    return float(held[places[0] - 1, places[1] - 1 if len(places) == 2 else 0])


def _array(held: Array) -> Array:
    return np.atleast_2d(held)


@value.register
def _(node: VectorOf, world: World) -> Array:
    return np.array([[value(e, world)] for e in node.entries])


@value.register
def _(node: MatrixCall, world: World) -> Array:
    held = [value(a, world) for a in node.arguments]
    if node.operation == "Identity":
        return np.eye(int(held[0]))
    if node.operation == "Zeros":
        return np.zeros((int(held[0]), 1))
    return _call(node.operation, [_array(a) for a in held])


def _call(name: str, held: list[Array]) -> Array:
    first = held[0]
    if name == "Inverse":
        if np.linalg.matrix_rank(first) < len(first):
            raise Undefined("a singular matrix")
        return np.linalg.inv(first)
    simple = {
        "Transpose": lambda: first.T,
        "Trace": lambda: float(np.trace(first)),
        "Determinant": lambda: float(np.linalg.det(first)),
        "Diag": lambda: np.diag(first.ravel()),
        "Dot": lambda: float(first.ravel() @ held[1].ravel()),
        "Norm": lambda: float(np.sqrt((first * first).sum())),
    }
    return simple[name]()


@value.register
def _(node: Sum, world: World) -> Array:
    return sum(_terms(node, world))


@value.register
def _(node: Product, world: World) -> Array:
    return math.prod(_terms(node, world))


def _terms(node: Any, world: World) -> Iterator[Array]:
    lower, upper = int(value(node.region.lower, world)), int(value(node.region.upper, world))
    name = node.variable.name
    return (value(node.body, world.with_value(name, k)) for k in range(lower, upper + 1))


def _differences(node: Any, world: World, step: float) -> Array:
    """The gradient by central differences of fourth order; along symmetric directions."""
    at = _array(value(node.at, world))
    domain = node.variable.domain
    symmetric = isinstance(domain, MatrixDomain) and domain.kind != "general"
    made = np.zeros(at.shape)
    for i, j in itertools.product(*map(range, at.shape)):
        move = np.zeros(at.shape)
        move[i, j] += 0.5
        if symmetric:
            move[j, i] += 0.5
        else:
            move[i, j] += 0.5
        made[i, j] = _slope(node, at, move, world, step)
    return made


def _slope(node: Any, at: Array, move: Array, world: World, step: float) -> float:
    def f(t: float) -> float:
        return float(value(node.body, world.with_value(node.variable.name, at + t * move)))

    return (8 * (f(step) - f(-step)) - f(2 * step) + f(-2 * step)) / (12 * step)


@value.register
def _(node: Gradient, world: World) -> Array:
    return _differences(node, world, 1e-3)


@value.register
def _(node: Hessian, world: World) -> Array:
    inner = Gradient(node.body, node.variable, node.variable)
    size = len(_array(value(node.at, world)))
    rows = []
    for k in range(1, size + 1):
        part = Index(inner, (algebra.Number(k),))  # type: ignore[arg-type]
        rows.append(_differences(Gradient(part, node.variable, node.at), world, 1e-2).ravel())
    return np.array(rows)


@value.register
def _(node: Derivative, world: World) -> Array:
    at, step = value(node.at, world), 1e-3

    def f(t: float) -> Array:
        return value(node.body, world.with_value(node.variable.name, at + t))

    return (8 * (f(step) - f(-step)) - f(2 * step) + f(-2 * step)) / (12 * step)


def _components(law: Any, world: World) -> list[tuple[float, Array, Array]]:
    """Weights, means and covariances of the normal components of a law."""
    while isinstance(law, Abbreviated):
        law = law.law
    name = type(law).__name__
    if name == "MultivariateNormal":
        spread = _array(value(law.covariance, world))
        if not np.allclose(spread, spread.T) or np.linalg.eigvalsh(spread).min() <= 0:
            raise Undefined("not a covariance")
        return [(1.0, _array(value(law.mu, world)), spread)]
    if name == "UnknownLaw":
        size = int(value(law.domain.variables[0].size, world))
        return [
            (weight, world.draw(law.name + str(k), size, 1), np.eye(size) * (0.4 + 0.3 * k))
            for k, weight in enumerate((0.3, 0.7))
        ]
    raise Undefined(name)


def _points(law: Any, world: World) -> list[tuple[float, Array]]:
    found = []
    nodes, weights = hermegauss(NODES)
    weights = weights / weights.sum()
    for share, centre, spread in _components(law, world):
        root = np.linalg.cholesky(spread)
        for places in itertools.product(range(NODES), repeat=len(centre)):
            weight = share * float(np.prod([weights[i] for i in places]))
            found.append((weight, centre + root @ np.array([[nodes[i]] for i in places])))
    return found


def _average(bindings: Any, body: Any, world: World) -> Array:
    if not bindings:
        return body(world)
    first, rest = bindings[0], bindings[1:]
    return sum(
        weight * _average(rest, body, world.with_value(first.variable.name, point))
        for weight, point in _points(first.law, world)
    )


@value.register
def _(node: Expectation, world: World) -> Array:
    return _average(node.bindings, lambda inner: value(node.body, inner), world)


def _covariance(bindings: Any, left: Any, right: Any, world: World) -> Array:
    def outer(inner: World) -> Array:
        return _array(value(left, inner)) @ _array(value(right, inner)).T

    means = [_average(bindings, lambda i, p=p: _array(value(p, i)), world) for p in (left, right)]
    return _number(_average(bindings, outer, world) - means[0] @ means[1].T)


@value.register
def _(node: Variance, world: World) -> Array:
    return _covariance(node.bindings, node.body, node.body, world)


@value.register
def _(node: Covariance, world: World) -> Array:
    return _covariance(node.bindings, node.left, node.right, world)


def _density(law: Any, at: Array, world: World) -> float:
    total = 0.0
    for weight, centre, spread in _components(law, world):
        shift = _array(at) - centre
        form = float((shift.T @ np.linalg.solve(spread, shift))[0, 0])
        total += weight * np.exp(-form / 2) / np.sqrt(np.linalg.det(2 * np.pi * spread))
    return total


@value.register
def _(node: Density, world: World) -> Array:
    return _density(node.law, value(node.arguments[0], world), world)


@value.register
def _(node: Divergence, world: World) -> Array:
    if node.kind == "W2":
        (_, m, a), (_, k, b) = (_components(law, world)[0] for law in node.laws)
        root = sqrtm(a)
        spread = np.trace(a + b - 2 * sqrtm(root @ b @ root)).real
        return float(np.sqrt(((m - k) ** 2).sum() + spread))
    signs = {"KL": (1, -1), "Entropy": (-1, 0), "CrossEntropy": (0, -1)}[node.kind]
    total = 0.0
    for weight, point in _points(node.laws[0], world):
        for sign, law in zip(signs, (node.laws[0], node.laws[-1]), strict=True):
            total += sign and sign * weight * np.log(_density(law, point, world))
    return total


@value.register
def _(node: Integral, world: World) -> Array:
    """By Gauss-Hermite nodes about the origin: for Gaussian integrands of a common width."""
    size = int(value(node.region.size, world))
    nodes, weights = hermegauss(40)
    total = 0.0
    for places in itertools.product(range(40), repeat=size):
        at = 1.6 * np.array([[nodes[i]] for i in places])
        weight = float(np.prod([1.6 * weights[i] * np.exp(nodes[i] ** 2 / 2) for i in places]))
        total += weight * value(node.body, world.with_value(node.variable.name, at))
    return total


@value.register
def _(node: Optimum, world: World) -> Array:
    """Newton's step, exact for quadratic functions."""
    size = int(value(node.region.size, world))
    variable = algebra.Symbol("a point", Unspecified())
    start = World(world.seed, world.sizes, {**world.values, "a point": np.zeros((size, 1))})
    slope = value(Gradient(node.body, node.variable, variable), start)
    curvature = value(Hessian(node.body, node.variable, variable), start)
    signs = np.linalg.eigvalsh(curvature) * (1 if node.kind in ("ArgMin", "Inf") else -1)
    if signs.min() <= 1e-6:
        raise Undefined("no unique optimum")
    point = -np.linalg.solve(curvature, slope)
    if node.kind in ("ArgMin", "ArgMax"):
        return point
    return value(node.body, world.with_value(node.variable.name, point))
