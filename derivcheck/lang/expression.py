"""Expressions and their operators: Python's own, kept as written.

`a == b` is structural equality (nodes are keys of dictionaries); an equation as a condition is
`Eq(a, b)`. A chain such as `0 < x < 1` needs `And(0 < x, x < 1)` in Python; the text form has it.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from derivcheck.lang.errors import AuthorError
from derivcheck.lang.node import Node, node

if TYPE_CHECKING:
    from derivcheck.lang.condition import Compare

Like = Any
"""What is accepted where an expression is: nodes, numbers, SymPy expressions."""


DIGITS = 15
"""A float with as many significant digits is the result of a rounding, not what an author wrote."""

WIDE = Context(prec=60)


class Expr(Node):
    """A real number, a vector or a matrix, as written."""

    __slots__ = ()

    def __add__(self, other: Like) -> Expr:
        return _binary("Add", self, other)

    def __radd__(self, other: Like) -> Expr:
        return _binary("Add", other, self)

    def __sub__(self, other: Like) -> Expr:
        return _binary("Sub", self, other)

    def __rsub__(self, other: Like) -> Expr:
        return _binary("Sub", other, self)

    def __mul__(self, other: Like) -> Expr:
        return _binary("Mul", self, other)

    def __rmul__(self, other: Like) -> Expr:
        return _binary("Mul", other, self)

    def __truediv__(self, other: Like) -> Expr:
        return _binary("Div", self, other)

    def __rtruediv__(self, other: Like) -> Expr:
        return _binary("Div", other, self)

    def __pow__(self, other: Like) -> Expr:
        return _binary("Pow", self, other)

    def __rpow__(self, other: Like) -> Expr:
        return _binary("Pow", other, self)

    def __matmul__(self, other: Like) -> Expr:
        return _binary("MatMul", self, other)

    def __rmatmul__(self, other: Like) -> Expr:
        return _binary("MatMul", other, self)

    def __neg__(self) -> Expr:
        from derivcheck.lang.algebra import Neg

        return Neg(self)

    def __pos__(self) -> Expr:
        return self

    def __lt__(self, other: Like) -> Compare:
        return _compare("<", self, other)

    def __le__(self, other: Like) -> Compare:
        return _compare("<=", self, other)

    def __gt__(self, other: Like) -> Compare:
        return _compare(">", self, other)

    def __ge__(self, other: Like) -> Compare:
        return _compare(">=", self, other)

    def __or__(self, other: Like) -> Bar:
        return Bar(self, expr(other))

    def __getitem__(self, index: Like) -> Expr:
        from derivcheck.lang.sequences import Index

        indices = index if isinstance(index, tuple) else (index,)
        return Index(self, tuple(expr(i) for i in indices))

    def __iter__(self) -> Any:
        raise AuthorError(
            "an expression cannot be iterated over", remedy="write its components, x[1], x[2], ..."
        )

    def __call__(self, *arguments: Like) -> Expr:
        raise AuthorError(
            "this expression is not a function",
            remedy="declare the name with function(...) or density(...)",
        )


@node
class Bar(Node):
    """`x | z`: the place in a density's arguments where the conditioning begins."""

    left: Expr
    right: Expr


def expr(value: Like) -> Expr:
    """The expression a value stands for: a node, an exact number, or a SymPy expression.

    Decimals are exact: 0.1 is 1/10.
    """
    from derivcheck.lang.algebra import Number

    if isinstance(value, Expr):
        return value
    if isinstance(value, bool):
        raise AuthorError("a truth value is not a number", remedy="use Piecewise for cases")
    if isinstance(value, int | Fraction):
        return Number(Fraction(value))
    if isinstance(value, float):
        return Number(exact(str(value)))
    if isinstance(value, Decimal) and value.is_finite():
        return Number(Fraction(value))
    if is_sympy(value):
        from derivcheck.lang.foreign import from_sympy

        return from_sympy(value)
    raise AuthorError(
        f"{value!r} is a {type(value).__name__}, not an expression",
        remedy="use a declared name, a number, or a SymPy expression",
    )


def is_sympy(value: object) -> bool:
    """Whether a value is one of SymPy's, unknown functions included."""
    return any(str(base.__module__).startswith("sympy.") for base in type(value).__mro__)


def exact(text: str) -> Fraction:
    """The number that a float, as printed, stands for: 0.1 is 1/10; 1/3 is refused."""
    number = Decimal(text)
    if not number.is_finite():
        raise AuthorError(f"{text} is not a finite number", remedy="infinity is oo")
    if len(number.normalize(WIDE).as_tuple().digits) >= DIGITS:
        raise AuthorError(
            f"{text} is a rounded number, and numbers here are exact",
            remedy="write Fraction(1, 3) for 1/3, and sqrt(2) rather than 1.4142...",
        )
    return Fraction(number)


def _binary(kind: str, left: Like, right: Like) -> Expr:
    from derivcheck.lang import algebra

    made: Expr = getattr(algebra, kind)(expr(left), expr(right))
    return made


def _compare(relation: str, left: Like, right: Like) -> Compare:
    from derivcheck.lang.condition import Compare

    return Compare(relation, expr(left), expr(right))
