"""Random pairs of expressions that look equal, or ordered: some are, most are off by one slip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random
from typing import Any

from derivcheck.core.claim import Goal, Relation, Statement
from derivcheck.lang.algebra import Add, Div, Mul, Number, Pow, Sub, Symbol
from derivcheck.lang.declare import between, positive, real
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import (
    Abs,
    Call,
    Max,
    atan,
    cos,
    exp,
    log,
    sigmoid,
    sin,
    softplus,
    sqrt,
    tanh,
)
from derivcheck.lang.node import Node
from derivcheck.numeric.certify import certify

NAMES: tuple[Symbol, ...] = (positive("x"), real("y"), between("z", 0, 1))
UNARY: tuple[Callable[[Expr], Expr], ...] = (
    exp, log, sqrt, Abs, sigmoid, softplus, tanh, sin, cos, atan,
    lambda a: a**2, lambda a: -a, lambda a: 1 / a, lambda a: log(1 + a**2), lambda a: sqrt(a**2),
)  # fmt: skip
BINARY: tuple[Callable[[Expr, Expr], Expr], ...] = (Add, Sub, Mul, Div, Max)
RELATIONS: tuple[Relation, ...] = ("==", "==", "==", "<=", "<")
POINTS = 8


def pairs(seed: int, count: int) -> Iterator[Goal]:
    """Goals lhs REL rhs; the same seed gives the same goals."""
    random = Random(seed)
    for _ in range(count):
        left = expression(random, 3)
        right = left
        for _ in range(random.randint(1, 3)):
            right = rewritten(right, random)
        yield Goal(Statement(left, random.choice(RELATIONS), right), given=NAMES)


def expression(random: Random, depth: int) -> Expr:
    """A random expression of at most the given depth."""
    if depth == 0 or random.random() < 0.15:
        return random.choice((*NAMES, *NAMES, Number(Fraction(random.randint(1, 4)))))
    if random.random() < 0.5:
        return random.choice(UNARY)(expression(random, depth - 1))
    return random.choice(BINARY)(expression(random, depth - 1), expression(random, depth - 1))


def rewritten(value: Expr, random: Random) -> Expr:
    """The expression with one law applied somewhere, whether or not it holds there."""
    places = [part for part in value.walk() if any(True for _ in laws(part))]
    if not places or random.random() < 0.15:
        return random.choice((value + 1, 2 * value, -value, value**2, value - Number(Fraction(1))))
    place = random.choice(places)
    law = random.choice(list(laws(place)))
    return expr(_replaced(value, place, law))


def _replaced(node: Any, old: Node, new: Node) -> Any:
    return new if node is old else node.rebuild(lambda child: _replaced(child, old, new))


def laws(part: Node) -> Iterator[Expr]:
    """What an author may write for a part: rules of algebra, some with conditions, some false."""
    match part:
        case Add(left=a, right=b) | Mul(left=a, right=b):
            yield type(part)(b, a)
        case Sub(left=a, right=b):
            yield a + (-b)
            yield b - a
        case Div(left=a, right=b):
            yield a * b ** (-1)
            yield b / a
        case Pow(base=Add(left=a, right=b), exponent=Number(value=2)):
            yield a**2 + 2 * a * b + b**2
            yield a**2 + b**2
        case _:
            yield from _of_functions(part)
    if isinstance(part, Mul) and isinstance(part.right, Add):
        yield part.left * part.right.left + part.left * part.right.right


def _of_functions(part: Node) -> Iterator[Expr]:
    match part:
        case Call(name="log", arguments=(Mul(left=a, right=b),)):
            yield log(a) + log(b)
        case Call(name="log", arguments=(Pow(base=a, exponent=n),)):
            yield n * log(a)
        case Call(name="log", arguments=(Call(name="exp", arguments=(a,)),)):
            yield a
        case Call(name="exp", arguments=(Add(left=a, right=b),)):
            yield exp(a) * exp(b)
            yield exp(a) + exp(b)
        case Call(name="exp", arguments=(Call(name="log", arguments=(a,)),)):
            yield a
        case Call(name="sqrt", arguments=(Pow(base=a),)):
            yield a
            yield Abs(a)
        case Call(name="sqrt", arguments=(Mul(left=a, right=b),)):
            yield sqrt(a) * sqrt(b)
        case Call(name="Abs", arguments=(a,)):
            yield a
            yield sqrt(a**2)
            yield Max(a, -a)
        case _:
            yield from _of_kinks_and_waves(part)


def _of_kinks_and_waves(part: Node) -> Iterator[Expr]:
    match part:
        case Call(name="sigmoid", arguments=(a,)):
            yield 1 / (1 + exp(-a))
            yield 1 - sigmoid(a)
            yield (1 + tanh(a / 2)) / 2
        case Call(name="softplus", arguments=(a,)):
            yield a + softplus(-a)
            yield Max(a, 0)
        case Call(name="tanh", arguments=(a,)):
            yield 2 * sigmoid(2 * a) - 1
        case Call(name="sin", arguments=(a,)):
            yield sqrt(1 - cos(a) ** 2)
            yield 2 * sin(a / 2) * cos(a / 2)
        case Call(name="cos", arguments=(a,)):
            yield 1 - 2 * sin(a / 2) ** 2
        case Call(name="Max", arguments=(a, b)):
            yield (a + b + Abs(a - b)) / 2
            yield (a + b - Abs(a - b)) / 2
        case Call(name="atan", arguments=(Div(left=a, right=b),)):
            yield Number(Fraction(3, 2)) - atan(b / a)


def refuted(goal: Goal, seed: int) -> dict[str, Fraction] | None:
    """A point at which Arb's enclosures, or an undefined side, contradict the goal."""
    random = Random(seed)
    for _ in range(POINTS):
        # The denominator is a prime: no sum or product of simple numbers falls on a pole.
        point = {name.name: _draw(name.name, random) for name in NAMES}
        found = certify(goal.statement, point)
        if found is not None and found.kind == "disagrees":
            return point
    return None


def _draw(name: str, random: Random) -> Fraction:
    low, high = {"x": (1, 30_000), "y": (-30_000, 30_000), "z": (1, 9_972)}[name]
    return Fraction(random.randint(low, high), 9_973)
