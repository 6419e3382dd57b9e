"""Long sums and products: many terms in a row nest by halves, so that only true nesting is deep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from derivcheck.lang.algebra import Add, Div, Mul, Sub
from derivcheck.lang.expression import Expr
from derivcheck.lang.node import Named, Node

N = TypeVar("N", bound=Node)
LONGEST_LEFT: Final = 16
"""Terms in a row that nest one in the other from the left, as Python has them."""

Operation = Callable[[Any, Any], Expr]
Term = tuple[bool, Expr]
"""A term, and whether it is subtracted (or divided by)."""


def total_of(terms: Sequence[Term]) -> Expr:
    """t1 + t2 - t3 + ...; the first term has no sign of its own."""
    return _nested(terms, Add, Sub)


def product_of(terms: Sequence[Term]) -> Expr:
    """t1*t2/t3*...; undefined exactly where one of the divisors is 0."""
    return _nested(terms, Mul, Div)


def long_sum(node: Expr) -> list[Term]:
    """The terms of a sum that `total_of` has nested by halves; none for every other node."""
    if not (isinstance(node, Add | Sub) and isinstance(node.right, Add | Sub)):
        return []  # one that is nested by halves has a sum on the right
    terms = terms_of(node)
    return terms if len(terms) > LONGEST_LEFT and total_of(terms) == node else []


def terms_of(node: Expr) -> list[Term]:
    """The terms of a sum, brackets removed."""
    terms: list[Term] = []
    stack: list[Term] = [(False, node)]
    while stack:
        inverse, part = stack.pop()
        if isinstance(part, Add | Sub):
            stack.append((inverse != isinstance(part, Sub), part.right))
            stack.append((inverse, part.left))
        else:
            terms.append((inverse, part))
    return terms


def regrouped(node: N) -> N:
    """The tree with its long sums and products nested by halves, as a text of them is read."""
    if isinstance(node, Named):
        return node
    for family, made_of in (((Add, Sub), total_of), ((Mul, Div), product_of)):
        terms = _from_left(node, family)
        if len(terms) > LONGEST_LEFT:
            made: Any = made_of([(inverse, regrouped(term)) for inverse, term in terms])
            return made  # type: ignore[no-any-return]
    return node.rebuild(regrouped)


def _from_left(node: Node, family: tuple[type[Expr], type[Expr]]) -> list[Term]:
    terms: list[Term] = []
    part: Any = node
    while isinstance(part, family):
        terms.append((isinstance(part, family[1]), part.right))  # type: ignore[attr-defined]
        part = part.left  # type: ignore[attr-defined]
    return [(False, part), *reversed(terms)]


def _nested(terms: Sequence[Term], plain: Operation, inverse: Operation) -> Expr:
    if len(terms) > LONGEST_LEFT:
        return _halved(terms, plain, inverse)
    made = terms[0][1]
    for inverted, term in terms[1:]:
        made = (inverse if inverted else plain)(made, term)
    return made


def _halved(terms: Sequence[Term], plain: Operation, inverse: Operation) -> Expr:
    if len(terms) == 1:
        return terms[0][1]
    middle = _middle(terms, any_sign=plain is Add)
    inverted = terms[middle][0]
    behind = [(sign != inverted, term) for sign, term in terms[middle:]]
    kind = inverse if inverted else plain
    return kind(_halved(terms[:middle], plain, inverse), _halved(behind, plain, inverse))


def _middle(terms: Sequence[Term], *, any_sign: bool) -> int:
    """Where to cut. In a product at a factor: a/(b/c) would divide by c, which a/b*c does not."""
    middle = len(terms) // 2
    factors = [place for place in range(1, len(terms)) if not terms[place][0]]
    if any_sign or not factors:
        return middle
    return min(factors, key=lambda place: abs(place - middle))
