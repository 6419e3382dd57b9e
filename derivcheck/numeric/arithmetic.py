"""Numbers, names, sums, products and powers; sums also with like terms put together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Any

import numpy as np

from derivcheck.lang.algebra import (
    Abbreviation,
    Add,
    Apply,
    Constant,
    Div,
    Mul,
    Neg,
    Number,
    Pow,
    Sub,
    Symbol,
)
from derivcheck.lang.errors import AuthorError, EngineError
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Call
from derivcheck.lang.law import Density
from derivcheck.lang.probability import Cdf
from derivcheck.numeric import ball as balls
from derivcheck.numeric.ball import Ball
from derivcheck.numeric.elementary import log, log_one_plus, power
from derivcheck.numeric.laws.instance import Survival
from derivcheck.numeric.measure import log_density
from derivcheck.numeric.scaling import EPS, some
from derivcheck.numeric.scope import FunctionInstance, Scope
from derivcheck.numeric.special import BINARY, UNARY

CONSTANTS = {"pi": np.pi, "EulerGamma": np.euler_gamma, "oo": np.inf}
CANCELLED = 1e-13
"""A relative error above this shows that digits were lost."""


@lru_cache(maxsize=4096)
def _exact(node: Number) -> Ball:
    """By node: its hash is remembered, that of a fraction is not."""
    return balls.rational(node.value)


def number(node: Number, scope: Scope) -> Ball:
    """An exact number."""
    return _exact(node)


def constant(node: Constant, scope: Scope) -> Ball:
    """pi, EulerGamma or oo."""
    return _constant(node.name)


@lru_cache(maxsize=len(CONSTANTS))
def _constant(name: str) -> Ball:
    value = CONSTANTS[name]
    return balls.exact_radius(value, 0.0 if np.isinf(value) else EPS * value)


def symbol(node: Symbol, scope: Scope) -> Ball:
    """The value of a name."""
    value = scope.values.get(node.name)
    if isinstance(value, Ball):
        return value
    if value is None:
        raise AuthorError(f"{node.name} has no value here", remedy="declare it in `given`")
    raise AuthorError(f"{node.name} is not a number", remedy="apply it to its arguments")


def abbreviation(node: Abbreviation, scope: Scope) -> Ball:
    """What the name stands for."""
    return scope.value(node.value)


def apply(node: Apply, scope: Scope) -> Ball:
    """An instance of an unknown function at its arguments."""
    function = scope.values.get(node.function.name)
    if not isinstance(function, FunctionInstance):
        raise EngineError(f"no instance of the function {node.function.name}")
    arguments = [scope.value(argument) for argument in node.arguments]
    values: Any = dict(zip(function.parameters, arguments, strict=True))
    return scope.enter(values, frozenset(values)).value(function.body)


def negative(node: Neg, scope: Scope) -> Ball:
    """-a."""
    return balls.neg(scope.value(node.operand))


def product(node: Mul, scope: Scope) -> Ball:
    """a*b."""
    return balls.mul(scope.value(node.left), scope.value(node.right))


def quotient(node: Div, scope: Scope) -> Ball:
    """a/b, undefined where b = 0."""
    return balls.div(scope.value(node.left), scope.value(node.right))


def raised(node: Pow, scope: Scope) -> Ball:
    """a**b in real arithmetic."""
    exponent = node.exponent
    if exponent == HALF:
        return UNARY["sqrt"](scope.value(node.base))
    return power(scope.value(node.base), scope.value(exponent))


HALF = Number(Fraction(1, 2))


def call(node: Call, scope: Scope) -> Ball:
    """An elementary function."""
    if node.name == "log":
        return _logarithm(node.arguments[0], scope)
    arguments = [scope.value(argument) for argument in node.arguments]
    if node.name in UNARY:
        return UNARY[node.name](arguments[0])
    made = arguments[0]
    for argument in arguments[1:]:
        made = BINARY[node.name](made, argument)
    return made


def _logarithm(argument: Expr, scope: Scope) -> Ball:
    """log a; where a is close to 1, also as log(1 + (a - 1)) with like terms put together.

    So log(p/(p + q)) keeps its digits where q is far smaller than p. Factor by factor where one
    leaves the range of exponents.
    """
    plain = log(scope.value(argument))
    if plain.rank or not _cancelled(plain):
        return plain
    if some(plain.unknown()):
        plain = _narrower(_by_factors(argument, scope), plain)
    terms = collect(Sub(argument, UNIT))
    return plain if terms is None else _narrower(log_one_plus(_sum_of(terms, scope)), plain)


def _by_factors(argument: Expr, scope: Scope) -> Ball:
    """log(a*b) = log a + log b, log(a/b) = log a - log b and log(exp(a)) = a, for a, b > 0; the
    logarithm of a density as the law tells it.
    """
    if isinstance(argument, Abbreviation):
        return _by_factors(argument.value, scope)
    if isinstance(argument, Mul):
        return _by_factors(argument.left, scope) + _by_factors(argument.right, scope)
    if isinstance(argument, Div):
        return _by_factors(argument.left, scope) - _by_factors(argument.right, scope)
    if isinstance(argument, Call) and argument.name == "exp":
        return scope.value(argument.arguments[0])
    if isinstance(argument, Density) and len(argument.arguments) == 1:
        return log_density(scope.measure(argument.law), scope.value(argument.arguments[0]))
    return log(scope.value(argument))


def added(node: Add | Sub, scope: Scope) -> Ball:
    """a + b or a - b; where digits cancel, also with like terms put together first.

    Both are enclosures of one number; the narrower is kept wherever both are defined. So
    1 - p/(p + q) keeps its digits where q is far smaller than p.
    """
    right = scope.value(node.right)
    join = balls.add if isinstance(node, Add) else balls.sub
    plain = join(scope.value(node.left), right)
    if plain.rank or not _cancelled(plain):
        return plain
    terms = collect(node)
    if terms is None:
        return plain
    return _narrower(_sum_of(terms, scope), plain)


def _narrower(other: Ball, plain: Ball) -> Ball:
    """The narrower of two enclosures of one number; what is undefined or infinite is as `plain`."""
    better = (
        ~plain.undefined()
        & ~plain.infinite()
        & (plain.unknown() | (_relative(other) < _relative(plain)))
    )
    return balls.where(better & ~other.undefined(), other, plain)


def _cancelled(a: Ball) -> bool:
    return some(a.rad > CANCELLED * abs(a.mid))


def _relative(a: Ball) -> Any:
    with np.errstate(divide="ignore", invalid="ignore"):
        made = np.where(a.rad == 0, 0.0, a.rad / np.abs(a.mid))
    return np.where(np.isnan(made), np.inf, made)


Terms = dict[Expr, Fraction]


@lru_cache(maxsize=4096)
def collect(node: Expr) -> Terms | None:
    """The sum as coefficients of unlike terms over one quotient; None where nothing cancels."""
    terms = _like(node)
    quotients = [term for term in terms if isinstance(term, Div)]
    if len(terms) == 2 and len(quotients) == 1:
        return _over_one(terms, quotients[0])
    return terms if len(terms) < sum(1 for _ in flatten(node, Fraction(1))) else None


def _over_one(terms: Terms, quotient: Div) -> Terms | None:
    """r + c*a/b is (c*a + r*b)/b, if that has fewer terms."""
    rest = next(term for term in terms if term is not quotient)
    if not isinstance(rest, Number):
        return None
    top = _like(quotient.left, terms[quotient])
    for term, weight in _like(quotient.right, terms[rest] * rest.value).items():
        top[term] = top.get(term, Fraction(0)) + weight
    top = {term: weight for term, weight in top.items() if weight}
    if len(top) >= len(_like(quotient.left)) + len(_like(quotient.right)):
        return None
    return {Div(_rebuilt(top), quotient.right): Fraction(1)}


def _like(node: Expr, factor: Fraction = Fraction(1)) -> Terms:
    terms: Terms = {}
    for weight, term in flatten(node, factor):
        terms[term] = terms.get(term, Fraction(0)) + weight
    return {term: weight for term, weight in terms.items() if weight}


def flatten(node: Expr, factor: Fraction) -> Iterator[tuple[Fraction, Expr]]:
    """The terms of a sum with their rational coefficients; numbers are multiples of 1."""
    if isinstance(node, Abbreviation):
        yield from flatten(node.value, factor)
    elif isinstance(node, Add):
        yield from flatten(node.left, factor)
        yield from flatten(node.right, factor)
    elif isinstance(node, Sub):
        yield from flatten(node.left, factor)
        yield from flatten(node.right, -factor)
    elif isinstance(node, Neg):
        yield from flatten(node.operand, -factor)
    elif isinstance(node, Number):
        yield factor * node.value, Number(Fraction(1))
    elif isinstance(node, Mul) and isinstance(node.left, Number):
        yield from flatten(node.right, factor * node.left.value)
    elif isinstance(node, Div) and isinstance(node.right, Number) and node.right.value:
        yield from flatten(node.left, factor / node.right.value)
    elif isinstance(node, Div) and isinstance(node.left, Mul) and node.right in _factors(node.left):
        yield from flatten(_without(node.left, node.right), factor)
    elif isinstance(node, Call) and node.name == "sigmoid":
        yield factor, Div(UNIT, Add(UNIT, Call("exp", (Neg(node.arguments[0]),))))
    elif isinstance(node, Cdf):
        yield factor, UNIT
        yield -factor, Survival(node.law, node.at)
    else:
        yield factor, node


def _factors(product: Mul) -> tuple[Expr, Expr]:
    return product.left, product.right


def _without(product: Mul, factor: Expr) -> Expr:
    """The other factor; a*b/b is a wherever it is defined."""
    return product.left if product.right == factor else product.right


UNIT = Number(Fraction(1))


def _rebuilt(terms: Terms) -> Expr:
    made: Expr | None = None
    for term, weight in terms.items():
        part: Expr = term if weight == 1 else Mul(Number(weight), term)
        made = part if made is None else Add(made, part)
    return made if made is not None else Number(Fraction(0))


def _sum_of(terms: Terms, scope: Scope) -> Ball:
    parts = (_multiple(weight, scope.value(term)) for term, weight in terms.items())
    return reduce(balls.add, parts) if terms else balls.ball(0.0)


def _multiple(weight: Fraction, value: Ball) -> Ball:
    if weight == 1:
        return value
    return balls.neg(value) if weight == -1 else balls.mul(balls.rational(weight), value)
