"""The names of a claim as values: numbers to symbols, vectors and matrices to letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import sympy

from derivcheck.lang.algebra import Add, Mul, Neg, Number, Pow, Sub, Symbol
from derivcheck.lang.domain import Domain, Integers, Interval, MatrixDomain, Nonzero, VectorDomain
from derivcheck.lang.expression import Expr
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.letter import Letter
from derivcheck.symbolic.matrix.mat import Value
from derivcheck.symbolic.matrix.product import column
from derivcheck.symbolic.matrix.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Scope:
    """Bound names with their values, sizes of ranges of indices, and how deep the binders nest."""

    workspace: Workspace
    values: Mapping[str, Value] = field(default_factory=dict)
    ranges: Mapping[str, tuple[sympy.Expr, sympy.Expr]] = field(default_factory=dict)
    depth: int = 0

    def bind(self, name: str, value: Value) -> Scope:
        """The scope inside a binder of `name`."""
        return replace(self, values={**self.values, name: value}, depth=self.depth + 1)

    def ranged(self, name: str, bounds: tuple[sympy.Expr, sympy.Expr]) -> Scope:
        """The scope where an index runs over a range."""
        return replace(self, ranges={**self.ranges, name: bounds})

    def bound_name(self, name: str = "bound") -> str:
        """The name of a bound variable; the same for every name an author may choose."""
        return f"{name} {self.depth}"


def value_of(symbol: Symbol, scope: Scope) -> Value:
    """The value of a name."""
    if symbol.name in scope.values:
        return scope.values[symbol.name]
    domain = symbol.domain
    if isinstance(domain, VectorDomain | MatrixDomain):
        return column(letter_in(symbol.name, domain, scope), scope.workspace)
    return number_in(symbol.name, domain)


def letter_in(name: str, domain: Domain, scope: Scope) -> Letter:
    """The letter of a name; its facts are noted."""
    if isinstance(domain, VectorDomain):
        if domain.positive:
            scope.workspace.positive_vectors.add(name)
        return Letter(name, size(domain.size), sympy.S.One)
    if not isinstance(domain, MatrixDomain):
        raise OutOfReach(f"{name} is neither a vector nor a matrix")
    if domain.kind == "positive definite":
        scope.workspace.definite.add(name)
    symmetric = domain.kind != "general" or name in scope.workspace.definite
    return Letter(name, size(domain.rows), size(domain.columns), symmetric=symmetric)


def number_in(name: str, domain: Domain) -> sympy.Symbol:
    """The symbol of a number, with what SymPy's assumptions can say of its domain."""
    if isinstance(domain, Interval):
        return sympy.Symbol(name, real=True, **_sign(domain))
    if isinstance(domain, Nonzero):
        return sympy.Symbol(name, real=True, nonzero=True)
    if isinstance(domain, Integers):
        lower = _bound(domain.lower)
        if lower is not None and lower >= 1:
            return sympy.Symbol(name, integer=True, positive=True)
        if lower is not None and lower >= 0:
            return sympy.Symbol(name, integer=True, nonnegative=True)
        return sympy.Symbol(name, integer=True)
    raise OutOfReach(f"{name} is not a number, a vector or a matrix")


def _sign(domain: Interval) -> dict[str, bool]:
    lower, upper = _bound(domain.lower), _bound(domain.upper)
    if lower is not None and lower >= 0:
        strict = lower > 0 or domain.lower_open
        return {"positive": True} if strict else {"nonnegative": True}
    if upper is not None and upper <= 0:
        strict = upper < 0 or domain.upper_open
        return {"negative": True} if strict else {"nonpositive": True}
    return {}


def _bound(value: Expr) -> sympy.Rational | None:
    if isinstance(value, Number):
        return sympy.Rational(value.value.numerator, value.value.denominator)
    if isinstance(value, Neg) and isinstance(value.operand, Number):
        inner = value.operand.value
        return -sympy.Rational(inner.numerator, inner.denominator)
    return None


def size(value: Expr) -> sympy.Expr:
    """A size as a polynomial in naturals."""
    return sympy.expand(_size(value))


def _size(value: Expr) -> sympy.Expr:
    if isinstance(value, Number) and value.value.denominator == 1:
        return sympy.Integer(value.value.numerator)
    if isinstance(value, Symbol) and isinstance(value.domain, Integers):
        return number_in(value.name, value.domain)
    if isinstance(value, Neg):
        return -_size(value.operand)
    if isinstance(value, Add):
        return _size(value.left) + _size(value.right)
    if isinstance(value, Sub):
        return _size(value.left) - _size(value.right)
    if isinstance(value, Mul):
        return _size(value.left) * _size(value.right)
    if isinstance(value, Pow):
        return _size(value.base) ** _size(value.exponent)
    raise OutOfReach("a size that is not a polynomial in naturals")
