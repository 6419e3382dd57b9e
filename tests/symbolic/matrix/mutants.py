"""One-node slips of an expression: a sign, a factor, a swap, a lost transpose, another letter."""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.lang.algebra import Add, MatMul, Mul, Neg, Sub, Symbol
from derivcheck.lang.expression import Expr
from derivcheck.lang.linear import MatrixCall
from derivcheck.lang.node import Node


def mutants(whole: Expr, letters: tuple[Symbol, ...]) -> Iterator[Expr]:
    """Every expression that differs from `whole` in one node."""
    yield from (Neg(whole), Mul(_two(), whole))
    for changed in _below(whole, letters):
        if isinstance(changed, Expr):
            yield changed


def _below(part: Node, letters: tuple[Symbol, ...]) -> Iterator[Node]:
    yield from _here(part, letters)
    if isinstance(part, Symbol):
        return
    named = {id(getattr(part, slot, None)) for slot in ("variable", "at", "function")}
    children = [child for child in part.children() if id(child) not in named]
    for child in children:
        for changed in _below(child, letters):
            yield part.rebuild(lambda node, c=child, d=changed: d if node is c else node)  # type: ignore[misc]


def _here(part: Node, letters: tuple[Symbol, ...]) -> Iterator[Node]:
    if isinstance(part, Add):
        yield Sub(part.left, part.right)
        yield part.left
    elif isinstance(part, Sub):
        yield Add(part.left, part.right)
        yield Sub(part.right, part.left)
    elif isinstance(part, MatMul):
        yield MatMul(part.right, part.left)
    elif isinstance(part, MatrixCall) and part.operation in ("Transpose", "Inverse"):
        yield part.arguments[0]
    elif isinstance(part, Symbol):
        yield from (other for other in letters if _alike(part, other))
        if any(part.name == letter.name for letter in letters):
            yield MatrixCall("Transpose", (part,))


def _alike(part: Symbol, other: Symbol) -> bool:
    return part.name != other.name and part.domain == other.domain


def _two() -> Expr:
    from derivcheck.lang.expression import expr

    return expr(2)
