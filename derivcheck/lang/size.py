"""Sizes of vectors and matrices: polynomials in natural names with integer coefficients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

from derivcheck.lang.algebra import ZERO, Abbreviation, Add, Mul, Neg, Number, Pow, Sub, Symbol
from derivcheck.lang.domain import Integers, Unspecified
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr, expr

Monomial = tuple[Symbol, ...]
LARGEST_POWER = 8
DIGITS = 40
MOST_PRODUCTS = 10_000


@dataclass(frozen=True, slots=True)
class Size:
    """A polynomial in sizes; two are the same size only if they are the same polynomial.

    `terms` are pairs of a monomial (its factors sorted by name) and a coefficient other than 0.
    """

    terms: tuple[tuple[Monomial, int], ...]

    def __str__(self) -> str:
        return " + ".join(_term_text(*term) for term in self.terms) or "0"

    @property
    def expression(self) -> Expr:
        """The size as an expression."""
        made = [_term_expression(*term) for term in self.terms]
        return reduce(Add, made) if made else ZERO

    @property
    def value(self) -> int | None:
        """The size as a number, if it has no names."""
        if not self.terms:
            return 0
        (monomial, coefficient), *rest = self.terms
        return None if rest or monomial else coefficient


def size(expression: Expr) -> Size:
    """The polynomial of an expression in natural names; AuthorError if it is none."""
    return _collect(_polynomial(expression))


def number_size(value: int) -> Size:
    """A size that is a number."""
    return _collect({(): value})


def _polynomial(expression: Expr) -> dict[Monomial, int]:
    match expression:
        case Number(value=value) if value.denominator == 1:
            return {(): int(value)}
        case Symbol(domain=Integers() | Unspecified()):
            return {(expression,): 1}
        case Symbol(name=name):
            raise AuthorError(f"{name} is not a natural name", remedy="a size is 1, 2, 3, ...")
        case Abbreviation(value=inner):
            return _polynomial(inner)
        case Neg(operand=inner):
            return _times(_polynomial(inner), {(): -1})
        case Add(left=left, right=right):
            return _plus(_polynomial(left), _polynomial(right))
        case Sub(left=left, right=right):
            return _plus(_polynomial(left), _times(_polynomial(right), {(): -1}))
        case Mul(left=left, right=right):
            return _times(_polynomial(left), _polynomial(right))
        case Pow(base=Number(value=base), exponent=Number(value=power)) if (
            base.denominator == 1 and power in range(DIGITS)
        ):
            return {(): int(base) ** int(power)}
        case Pow(base=base, exponent=Number(value=value)) if value in range(LARGEST_POWER + 1):
            return reduce(_times, [_polynomial(base)] * int(value), {(): 1})
        case _:
            raise AuthorError(
                "a size is a number or made of natural names by + - *",
                remedy="declare a natural name for it",
            )


def _plus(a: Mapping[Monomial, int], b: Mapping[Monomial, int]) -> dict[Monomial, int]:
    return {key: a.get(key, 0) + b.get(key, 0) for key in (*a, *(k for k in b if k not in a))}


def _times(a: Mapping[Monomial, int], b: Mapping[Monomial, int]) -> dict[Monomial, int]:
    if len(a) * len(b) > MOST_PRODUCTS:
        raise AuthorError("a size with thousands of terms", remedy="declare a natural name for it")
    made: dict[Monomial, int] = {}
    for left, m in a.items():
        for right, n in b.items():
            key = tuple(sorted(left + right, key=_name))
            made[key] = made.get(key, 0) + m * n
    return made


def _collect(terms: Mapping[Monomial, int]) -> Size:
    kept = [(key, value) for key, value in terms.items() if value != 0]
    # Higher powers first, then by name, so that a size prints as people write it.
    kept.sort(key=lambda term: (-len(term[0]), [_name(symbol) for symbol in term[0]]))
    return Size(tuple(kept))


def _name(symbol: Symbol) -> str:
    return symbol.name


def _term_text(monomial: Monomial, coefficient: int) -> str:
    names = [symbol.name for symbol in monomial]
    factors = names if coefficient == 1 and names else [str(coefficient), *names]
    return "*".join(factors)


def _term_expression(monomial: Monomial, coefficient: int) -> Expr:
    factors: list[Expr] = list(monomial)
    if coefficient != 1 or not factors:
        factors = [expr(coefficient), *factors]
    return reduce(Mul, factors)
