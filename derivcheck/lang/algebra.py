"""Numbers, names, and the operations of arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from derivcheck.lang.domain import Domain, FunctionDomain, Interval
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr, Like, expr
from derivcheck.lang.node import Named, Node, node


@node
class Number(Expr):
    """An exact rational number."""

    value: Fraction


@node
class Constant(Expr):
    """One of pi, EulerGamma and oo (infinity)."""

    name: str


@node
class Symbol(Expr, Named):
    """A name with its domain: a number, a vector, a matrix, a sequence or a function."""

    name: str
    domain: Domain

    def __call__(self, *arguments: Like) -> Expr:
        if not isinstance(self.domain, FunctionDomain):
            raise AuthorError(
                f"{self.name} is not a function",
                remedy=f"write {self.name}*(...) for a product, or declare {self.name} a function",
            )
        if len(arguments) != len(self.domain.arguments):
            raise AuthorError(
                f"{self.name} takes {len(self.domain.arguments)} argument(s), "
                f"{len(arguments)} given"
            )
        return Apply(self, tuple(expr(a) for a in arguments))


@node
class Apply(Expr):
    """f(x, ...): the value of an unknown function."""

    function: Symbol
    arguments: tuple[Expr, ...]


@node
class Abbreviation(Expr):
    """`name`, which stands for `value`: shown by its name, expanded before anything acts on it."""

    name: str
    value: Expr

    def substitute(self, values: Mapping[str, Node]) -> Node:
        """The abbreviation ends where its inside changes."""
        changed = self.value.substitute(values)
        return self if changed is self.value else changed


@node
class Add(Expr):
    """a + b, of equal shapes."""

    left: Expr
    right: Expr


@node
class Sub(Expr):
    """a - b, of equal shapes."""

    left: Expr
    right: Expr


@node
class Neg(Expr):
    """-a."""

    operand: Expr


@node
class Mul(Expr):
    """a*b, one of them at least a number."""

    left: Expr
    right: Expr


@node
class Div(Expr):
    """a/b; b is a number, undefined where b = 0."""

    left: Expr
    right: Expr


@node
class Pow(Expr):
    """a**b of numbers, real arithmetic: a > 0, or b an integer (b > 0 where a = 0)."""

    base: Expr
    exponent: Expr


@node
class MatMul(Expr):
    """A @ B, the product of matrices."""

    left: Expr
    right: Expr


ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))
pi = Constant("pi")
oo = Constant("oo")
EulerGamma = Constant("EulerGamma")

REAL = Interval(Neg(oo), oo)
POSITIVE = Interval(ZERO, oo)
NONNEGATIVE = Interval(ZERO, oo, lower_open=False)
NEGATIVE = Interval(Neg(oo), ZERO)
